/** One sign-in with the agency's account: authorization code with PKCE (RFC 7636) in the person's own browser. The token stays in the backend. */

import * as oidc from 'openid-client';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { isAccountAddress, type SignInTerms } from '../../../shared/sync/sign-in.ts';
import { openRedirect, type Redirect } from './redirect.ts';

/** Why there is no token. */
export type FlowCode = 'PROVIDER_DOWN' | 'SIGN_IN_DENIED' | 'SIGN_IN_STOPPED' | 'SIGN_IN_LATE';

const DOWN = err('PROVIDER_DOWN', '기관 계정 서버에 닿지 못했습니다. 하던 일은 이 PC에 저장되어 있고, 쓰기·읽기·서명은 그대로 됩니다. 뒤에 다시 하십시오.');
const DENIED = err('SIGN_IN_DENIED', '기관 계정 서버가 로그인을 마치지 않았습니다. 하던 일은 이 PC에 저장되어 있습니다. 본인의 계정으로 다시 하십시오.');
const STOPPED = err('SIGN_IN_STOPPED', '기관 계정 로그인을 그만두었습니다. 하던 일은 이 PC에 저장되어 있습니다.');
const LATE = err('SIGN_IN_LATE', '기관 계정 로그인을 오래 마치지 않아 그만두었습니다. 하던 일은 이 PC에 저장되어 있습니다. 다시 하십시오.');

/** As long as the server's nonce is good. */
const WAIT_MS = 10 * 60_000;
const ASK_S = 10;

/** A sign-in the browser is to be sent to. */
export interface Flow {
  readonly url: string;
  /** The ID token, once the browser came back and the account server gave it. */
  readonly token: Promise<Result<string, FlowCode>>;
}

async function discover({ issuer, clientId }: SignInTerms): Promise<oidc.Configuration | null> {
  if (!isAccountAddress(issuer)) return null;
  const plain = issuer.startsWith('http:') ? { execute: [oidc.allowInsecureRequests] } : {};
  const found = await oidc.discovery(new URL(issuer), clientId, undefined, oidc.None(), { ...plain, timeout: ASK_S }).catch(() => null);
  return found !== null && isAccountAddress(found.serverMetadata().authorization_endpoint ?? '') ? found : null;
}

/** Ends the wait: by the answer, by the person, by time. */
function waitFor(redirect: Redirect, stop: AbortSignal): Promise<Result<URL, FlowCode>> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(LATE), WAIT_MS).unref();
    const end = (result: Result<URL, FlowCode>): void => {
      clearTimeout(timer);
      resolve(result);
    };
    if (stop.aborted) end(STOPPED);
    stop.addEventListener('abort', () => end(STOPPED), { once: true });
    void redirect.answer.then((url) => end(ok(url))).catch(() => end(STOPPED));
  });
}

/** Begins a sign-in: `nonce` is the server's, for this person's device. PROVIDER_DOWN where the account server does not answer. */
export async function beginFlow(terms: SignInTerms, nonce: string, stop: AbortSignal): Promise<Result<Flow, FlowCode>> {
  const config = await discover(terms);
  if (config === null) return DOWN;
  const state = oidc.randomState();
  const verifier = oidc.randomPKCECodeVerifier();
  const redirect = await openRedirect(state);
  const asked = {
    redirect_uri: redirect.uri,
    scope: terms.scope,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  };
  async function finish(): Promise<Result<string, FlowCode>> {
    const came = await waitFor(redirect, stop);
    redirect.close();
    if (!came.ok) return came;
    const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
    try {
      const { id_token } = await oidc.authorizationCodeGrant(config as oidc.Configuration, came.value, checks);
      return id_token === undefined ? DENIED : ok(id_token);
    } catch (error) {
      return error instanceof oidc.AuthorizationResponseError || error instanceof oidc.ResponseBodyError ? DENIED : DOWN;
    }
  }
  return ok({ url: oidc.buildAuthorizationUrl(config, asked).href, token: finish() });
}
