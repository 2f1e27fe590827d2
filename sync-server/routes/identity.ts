/** Login, sessions and certificates. */

import { z } from 'zod';
import { equalBytes, toBase64 } from '../../shared/lib/bytes.ts';
import { parseCertificate } from '../../shared/verify/pki.ts';
import { findPerson } from '../../shared/org/delegation.ts';
import { COMMAND, PROGRAM_HEADER } from '../../shared/sync/devices.ts';
import { CLAIMED } from '../../shared/trail/access-record.ts';
import { from, good, malformed, missing, readBody, readJson, type HttpInput, type Route, type Told } from './route.ts';

const short = z.string().min(1).max(2000);
const device = z.strictObject({ id: z.uuid(), name: z.string().max(80), secret: z.string().max(200) });
const loginSchema = z.strictObject({
  person: short,
  certificate: short,
  challenge: short,
  alg: z.enum(['ES256', 'PS256', 'RS256']),
  signature: short,
  device,
  signIn: z.string().max(16_000).optional(),
});
/** Refusals of a login whose key was not proved: the name is anybody's word. */
const UNPROVED: ReadonlySet<string> = new Set(['CHALLENGE_UNKNOWN', 'LOGIN_REFUSED']);

/** In whose name a login that was turned away is recorded. One without the key is marked as a claim, and names nobody the server does not know. */
function triedBy({ trail, storage }: HttpInput, { person, device }: z.infer<typeof loginSchema>, proved: boolean): Pick<Told, 'tried'> {
  if (proved) return { tried: { person, device: device.id } };
  const known = findPerson(trail.directory(), person) !== undefined || storage.devicesOf(person).length > 0;
  return known ? { tried: { person, device: '', what: `/login${CLAIMED}` } } : {};
}

const challengeSchema = z.strictObject({ person: short });

function sessionRoutes(input: HttpInput): Route[] {
  const { identity, limits } = input;
  return [
    {
      method: 'POST',
      path: /^\/login\/challenge$/,
      open: true,
      run: async ({ request }) => {
        const body = await readJson(request, limits.requestBytes, challengeSchema);
        return body === null ? malformed : good(identity.challenge(body.person));
      },
    },
    {
      method: 'POST',
      path: /^\/login$/,
      open: true,
      run: async ({ request }) => {
        const body = await readJson(request, limits.requestBytes, loginSchema);
        if (body === null) return malformed;
        const entered = await identity.login({
          ...body,
          command: request.headers[PROGRAM_HEADER] === COMMAND,
          device: { ...body.device, from: request.socket.remoteAddress ?? '' },
        });
        const proved = entered.ok || !UNPROVED.has(entered.code);
        return { ...from(entered, 401), ...triedBy(input, body, proved) };
      },
    },
    { method: 'POST', path: /^\/login\/renew$/, run: async ({ token }) => from(identity.renew(token), 401) },
    { method: 'POST', path: /^\/logout$/, run: async ({ token }) => good(identity.logout(token) ?? null) },
  ];
}

function certificateRoutes({ identity, storage }: HttpInput): Route[] {
  return [
    {
      method: 'PUT',
      path: /^\/certificates$/,
      open: true,
      run: async ({ request }) => {
        const der = await readBody(request, 16_384);
        return der === null ? malformed : from(await identity.putCertificate(new Uint8Array(der)), 400);
      },
    },
    {
      method: 'GET',
      path: /^\/certificates\/([0-9a-f]{64})\/chain$/,
      open: true,
      run: async ({ params: [digest = ''] }) => (identity.trust.certificates.has(digest) ? good(chainOf(identity.trust.certificates, digest)) : missing),
    },
    {
      method: 'GET',
      path: /^\/certificates\/([0-9a-f]{64})$/,
      open: true,
      run: async ({ params: [digest = ''], response }) => {
        const der = storage.certificate(digest);
        if (der === null) return missing;
        response.writeHead(200, { 'content-type': 'application/pkix-cert', 'content-length': der.length }).end(der);
        return 'sent';
      },
    },
  ];
}

/** Routes of login, sessions and certificates. */
export function identityRoutes(input: HttpInput): Route[] {
  return [...sessionRoutes(input), ...certificateRoutes(input)];
}

/** The certificate and all that may stand above it, so that a client can check the chain itself. */
function chainOf(certificates: ReadonlyMap<string, Uint8Array>, digest: string): string[] {
  const chain: string[] = [];
  let level = [certificates.get(digest)].filter((der) => der !== undefined);
  for (let depth = 0; depth < 5 && level.length > 0; depth++) {
    chain.push(...level.map(toBase64));
    const issuers = level.flatMap((der) => {
      const parsed = parseCertificate(der);
      return parsed.ok && !equalBytes(parsed.value.issuer, parsed.value.subject) ? [parsed.value.issuer] : [];
    });
    level = [...certificates.values()].filter((der) => {
      const parsed = parseCertificate(der);
      return parsed.ok && issuers.some((issuer) => equalBytes(issuer, parsed.value.subject));
    });
  }
  return chain;
}
