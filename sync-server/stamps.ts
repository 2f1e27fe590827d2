/** Time stamps for seals (RFC 3161): by a key of this server's own for demonstration, or passed on to an authority outside. Off unless configured. */

import { createPrivateKey, createPublicKey, randomBytes, sign } from 'node:crypto';
import { z } from 'zod';
import { answerStampQuery, DEMO_POLICY, type StampAuthority } from '../shared/crypto/stamp-authority.ts';
import { TIMESTAMP_TYPES } from '../shared/crypto/tsp.ts';
import { err, ok, type Result } from '../shared/lib/result.ts';
import type { StampOffer } from '../shared/sync/stamps.ts';
import { parseCertificate } from '../shared/verify/pki.ts';

const both = { longTerm: z.boolean().optional(), lists: z.array(z.string()).max(100).optional() };
const isHttp = (address: string): boolean => ['http:', 'https:'].includes(URL.parse(address)?.protocol ?? '');

/** `timestamp` of `config.json`: a key and certificate (DER) of its own, or the address of an authority; `lists` are CRL files in PEM. */
export const stampConfig = z.union([
  z.strictObject({ key: z.string(), certificate: z.string(), ...both }),
  z.strictObject({ url: z.string().max(500).refine(isHttp), ...both }),
]);

/** What the server stamps with. */
export interface StampPolicy {
  readonly source: { readonly kind: 'own'; readonly authority: StampAuthority } | { readonly kind: 'outside'; readonly url: string };
  readonly offer: StampOffer;
}

/** Time stamps of a server. */
export interface Stamps {
  readonly offer: StampOffer;
  readonly answer: (query: Uint8Array) => Promise<Result<Uint8Array, 'STAMP_UNREACHABLE'>>;
}

const UNREACHABLE = err('STAMP_UNREACHABLE', '시각확인기관에 닿지 않습니다. 날인하지 않았습니다. 잠시 뒤 다시 하고, 계속되면 서버 관리자에게 알리십시오.');
const REPLY_MS = 10_000;
const REPLY_BYTES = 64_000;

function ownAuthority(pkcs8: Uint8Array, certificate: Uint8Array): StampAuthority {
  const parsed = parseCertificate(certificate);
  const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  if (!parsed.ok || !parsed.value.timeStamping) throw new Error('timestamp.certificate: 시각확인만 하는 인증서가 아닙니다');
  if (!Buffer.from(parsed.value.spki).equals(spki)) throw new Error('timestamp.key: 인증서의 열쇠가 아닙니다');
  const identity = { certificate, issuer: parsed.value.issuer, serial: parsed.value.serial };
  const alg = key.asymmetricKeyType === 'rsa' ? 'RS256' : 'ES256';
  return { identity, alg, policy: DEMO_POLICY, sign: (data) => new Uint8Array(sign('sha256', data, key)) };
}

function listOf(pem: Buffer): string[] {
  const blocks = pem.toString('latin1').matchAll(/-----BEGIN X509 CRL-----([A-Za-z0-9+/=\s]+)-----END X509 CRL-----/g);
  return [...blocks].map((block) => (block[1] ?? '').replaceAll(/\s/g, ''));
}

/** Reads what the configuration names; throws where a file is missing or not what it should be. */
export function readStampPolicy(at: (name: string) => Buffer, given: z.infer<typeof stampConfig> | undefined): StampPolicy | null {
  if (given === undefined) return null;
  const offer = { longTerm: given.longTerm ?? false, lists: (given.lists ?? []).flatMap((file) => listOf(at(file))) };
  if ('url' in given) return { source: { kind: 'outside', url: given.url }, offer };
  return { source: { kind: 'own', authority: ownAuthority(new Uint8Array(at(given.key)), new Uint8Array(at(given.certificate))) }, offer };
}

/** Passes a question on. The client checks the answer itself, so nothing is read here. */
async function askOutside(url: string, query: Uint8Array): Promise<Result<Uint8Array, 'STAMP_UNREACHABLE'>> {
  try {
    const headers = { 'content-type': TIMESTAMP_TYPES.query };
    const response = await fetch(url, { method: 'POST', headers, body: Uint8Array.from(query), signal: AbortSignal.timeout(REPLY_MS), redirect: 'error' });
    const bytes = response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
    return bytes === null || bytes.length > REPLY_BYTES ? UNREACHABLE : ok(bytes);
  } catch {
    return UNREACHABLE;
  }
}

/** Time stamps by a policy; null without one. */
export function createStamps(policy: StampPolicy | null, clock: () => Date): Stamps | null {
  if (policy === null) return null;
  const { source, offer } = policy;
  return {
    offer,
    answer: async (query) => {
      if (source.kind === 'outside') return askOutside(source.url, query);
      const serial = Uint8Array.from(randomBytes(16));
      serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
      return ok(await answerStampQuery(query, source.authority, clock().toISOString(), serial));
    },
  };
}
