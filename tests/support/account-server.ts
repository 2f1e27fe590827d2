/** A real account server (the package `oidc-provider`) on port 0, and a browser of a person who signs in there. */

import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import type { SignInPolicy } from '../../sync-server/sign-in.ts';

/** The account server. */
export interface AccountServer {
  readonly issuer: string;
  /** Who is sitting at the browser: their account there; null says no. */
  signs(account: string | null): void;
  /** A policy of our server for it. */
  policy(more?: Partial<SignInPolicy>): SignInPolicy;
  /** Takes no more requests, as one that is down; `up` again on the same port. */
  down(): Promise<void>;
  up(): Promise<void>;
  close(): Promise<void>;
}

/** Clients it knows: the program, and another one of the same agency. */
export const CLIENT = 'ongyeol';
export const OTHER_CLIENT = 'mail';

const native = (client_id: string) => ({
  client_id,
  application_type: 'native',
  token_endpoint_auth_method: 'none',
  redirect_uris: ['http://127.0.0.1/callback'],
  grant_types: ['authorization_code'],
  response_types: ['code'],
});

const configuration = {
  clients: [native(CLIENT), native(OTHER_CLIENT)],
  jwks: { keys: [{ ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'one' }] },
  cookies: { keys: ['a key of the test'] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
  claims: { openid: ['sub'], email: ['email', 'email_verified'] },
  ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, AuthorizationCode: 60, IdToken: 3600 },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  findAccount: (_context: unknown, id: string) => ({
    accountId: id,
    claims: async () => ({ sub: id, email: `${id}@example.go.kr`, email_verified: id !== 'unverified' }),
  }),
};

/** Answers what the account server asks its person, without asking. */
function createAnswers(provider: () => Provider, account: () => string | null) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const details = await provider().interactionDetails(request, response);
    const accountId = account();
    if (accountId === null) return provider().interactionFinished(request, response, { error: 'access_denied' });
    if (details.prompt.name === 'login') return provider().interactionFinished(request, response, { login: { accountId } });
    const grant = new (provider().Grant)({ accountId: details.session?.accountId ?? accountId, clientId: String(details.params['client_id']) });
    grant.addOIDCScope('openid email');
    return provider().interactionFinished(request, response, { consent: { grantId: await grant.save() } });
  };
}

/** Starts one. */
export async function createAccountServer(): Promise<AccountServer> {
  let account: string | null = null;
  let provider: Provider | null = null;
  const answer = createAnswers(
    () => provider as unknown as Provider,
    () => account,
  );
  const open = (port: number): Promise<ReturnType<typeof createServer>> =>
    new Promise((resolve) => {
      const made = createServer((request, response) => {
        if (request.url?.startsWith('/interaction/') === true) void answer(request, response);
        else provider?.callback()(request, response);
      });
      made.listen(port, '127.0.0.1', () => resolve(made));
    });
  let server = await open(0);
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  provider = new Provider(issuer, configuration);
  const down = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    issuer,
    signs: (who) => void (account = who),
    policy: (more = {}) => ({ issuer, clientId: CLIENT, scope: 'openid', claim: 'sub', people: null, hours: 10, required: true, ...more }),
    down,
    up: async () => void (server = await open(port)),
    close: down,
  };
}

/** The person's browser: goes where it is sent, with its cookies, until it comes back to the program or stands on a page. */
export async function browse(start: string): Promise<{ readonly status: number; readonly text: string; readonly url: string }> {
  const jar = new Map<string, string>();
  for (let url = start, left = 15; left > 0; left--) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { connection: 'close', ...(cookie === '' ? {} : { cookie }) } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    const next = response.headers.get('location');
    if (next === null) return { status: response.status, text: await response.text(), url };
    url = new URL(next, url).href;
  }
  throw new Error('the account server sends the browser round in circles');
}
