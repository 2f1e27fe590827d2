/** Who is asking: certificates that chain to the root, login by a signed challenge, short sessions. */

import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import { sha256Hex, type CryptoProvider } from '../shared/crypto/crypto.ts';
import { fromBase64Url, toBase64Url } from '../shared/lib/bytes.ts';
import { err, ok, type Result } from '../shared/lib/result.ts';
import { findPerson } from '../shared/org/delegation.ts';
import type { Session } from '../shared/sync/api.ts';
import type { SignatureAlg } from '../shared/trail/statement.ts';
import { loginBytes } from '../shared/trail/sign.ts';
import { parseCertificate } from '../shared/verify/pki.ts';
import { trustedKey, type TrustContext } from '../shared/verify/trail.ts';
import type { Limits } from './limits.ts';
import type { DeskStorage, SessionRow } from './storage/storage.ts';
import type { Trail } from './trail.ts';

/** What a person sends to log in. */
export interface LoginRequest {
  readonly person: string;
  readonly certificate: string;
  readonly challenge: string;
  readonly alg: SignatureAlg;
  readonly signature: string;
}

/** Why a login or a certificate was refused. */
export type IdentityCode = 'CHALLENGE_UNKNOWN' | 'LOGIN_REFUSED' | 'CERTIFICATE_INVALID' | 'UNAUTHORIZED';

/** The desk. */
export interface Identity {
  readonly trust: TrustContext;
  putCertificate(der: Uint8Array): Promise<Result<{ digest: string }, IdentityCode>>;
  challenge(person: string): { challenge: string; server: string };
  login(request: LoginRequest): Promise<Result<Session, IdentityCode>>;
  renew(token: string): Result<Session, IdentityCode>;
  session(token: string): SessionRow | null;
  /** Whether a session, its person and certificate still stand. */
  live(id: number): boolean;
  logout(token: string): void;
}

const KINDS = ['person', 'admin', 'seal', 'log'] as const;
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** An agency CA stands directly under the root (profile of the PKI); OpenSSL checks issuer and signature. */
function isAgencyCa(der: Uint8Array, root: Uint8Array): boolean {
  const parsed = parseCertificate(der);
  if (!parsed.ok || !parsed.value.isCa || parsed.value.kind !== 'agency') return false;
  const anchor = new X509Certificate(root);
  const candidate = new X509Certificate(der);
  return candidate.checkIssued(anchor) && candidate.verify(anchor.publicKey);
}

/** What the desk is made of. */
export interface IdentityInput {
  readonly storage: DeskStorage;
  readonly trail: Trail;
  readonly root: Uint8Array;
  readonly server: string;
  readonly crypto: CryptoProvider;
  readonly limits: Limits;
  readonly clock: () => Date;
}

/** One-time challenges, each good for a moment. */
function createChallenges(clock: () => Date, life: number): { make(person: string): string; take(challenge: string, person: string): boolean } {
  const open = new Map<string, { person: string; until: number }>();
  return {
    make(person) {
      const now = clock().getTime();
      for (const [challenge, kept] of open) if (kept.until < now) open.delete(challenge);
      const challenge = randomBytes(32).toString('base64url');
      open.set(challenge, { person, until: now + life });
      return challenge;
    },
    take(challenge, person) {
      const kept = open.get(challenge);
      open.delete(challenge);
      return kept !== undefined && kept.person === person && kept.until >= clock().getTime();
    },
  };
}

/** People log in with a certificate the directory names; an administrator who is not in the directory with the own certificate of that kind. */
function createKeys(input: IdentityInput, trust: TrustContext): (request: LoginRequest) => Promise<Uint8Array | null> {
  return async ({ person, certificate }) => {
    const known = findPerson(input.trail.directory(), person);
    if (known !== undefined && !known.certificates.includes(certificate)) return null;
    for (const kind of known === undefined ? (['admin'] as const) : (['person', 'admin'] as const)) {
      const key = await trustedKey(trust, certificate, kind, input.clock().toISOString());
      if ('code' in key || (known !== undefined && key.holder.agency !== known.agency)) continue;
      if ((key.holder.person ?? `admin:${key.holder.agency}`) === person) return key.spki;
    }
    return null;
  };
}

function createSessions(
  input: IdentityInput,
): Pick<Identity, 'session' | 'live' | 'renew' | 'logout'> & { open(person: string, certificate: string): Session } {
  const { storage, trail, limits, clock } = input;
  const expiry = (): number => clock().getTime() + limits.sessionMs;
  const fresh = (row: SessionRow | null): SessionRow | null => (row !== null && row.expiresAt > clock().getTime() && stands(row) ? row : null);
  /** A person who left the directory, or whose certificate was replaced, is out at once. */
  function stands(row: SessionRow): boolean {
    const person = findPerson(trail.directory(), row.person);
    if (person !== undefined) return person.certificates.includes(row.certificate);
    const parsed = parseCertificate(storage.certificate(row.certificate) ?? new Uint8Array(0));
    return parsed.ok && parsed.value.kind === 'admin';
  }
  const answer = (token: string, person: string, until: number): Session => ({ token, person, expiresAt: new Date(until).toISOString() });
  const session = (token: string): SessionRow | null => fresh(storage.session(hashOf(token)));
  return {
    open(person, certificate) {
      const token = toBase64Url(randomBytes(32));
      const until = expiry();
      storage.putSession(hashOf(token), person, certificate, until);
      return answer(token, person, until);
    },
    session,
    live: (id) => fresh(storage.sessionById(id)) !== null,
    renew(old) {
      const row = session(old);
      if (row === null) return err('UNAUTHORIZED', '로그인이 끝났습니다. 다시 로그인하십시오.');
      const token = toBase64Url(randomBytes(32));
      const until = expiry();
      storage.renewSession(row.id, hashOf(token), until);
      return ok(answer(token, row.person, until));
    },
    logout(token) {
      const row = session(token);
      if (row !== null) storage.endSession(row.id);
    },
  };
}

/** The desk over one storage. */
export function createIdentity(input: IdentityInput): Identity {
  const { storage, clock, crypto, limits } = input;
  const certificates = new Map(storage.certificates().map((der) => [sha256Hex(der), der]));
  const trust: TrustContext = { certificates, anchors: [input.root], crypto };
  const challenges = createChallenges(clock, limits.challengeMs);
  const keyOf = createKeys(input, trust);
  const { open, ...sessions } = createSessions(input);
  return {
    trust,
    ...sessions,
    async putCertificate(der) {
      const digest = sha256Hex(der);
      const candidate: TrustContext = { ...trust, certificates: new Map(certificates).set(digest, der) };
      let trusted = certificates.has(digest) || isAgencyCa(der, input.root);
      for (const kind of KINDS) trusted ||= !('code' in (await trustedKey(candidate, digest, kind, clock().toISOString())));
      if (trusted) {
        storage.putCertificate(digest, der);
        certificates.set(digest, der);
        return ok({ digest });
      }
      return err('CERTIFICATE_INVALID', '이 인증서는 믿는 루트에서 이어지지 않아 받지 않았습니다. 상위 인증서를 먼저 등록하십시오.');
    },
    challenge: (person) => ({ challenge: challenges.make(person), server: input.server }),
    async login(request) {
      if (!challenges.take(request.challenge, request.person)) return err('CHALLENGE_UNKNOWN', '로그인 시간이 지났습니다. 다시 시도하십시오.');
      const spki = await keyOf(request);
      const signature = fromBase64Url(request.signature);
      const bytes = loginBytes({ v: 1, challenge: request.challenge, person: request.person, server: input.server });
      const good = spki !== null && signature !== null && (await crypto.verify(request.alg, spki, signature, bytes));
      return good
        ? ok(open(request.person, request.certificate))
        : err('LOGIN_REFUSED', '로그인할 수 없습니다. 인증서가 조직도에 등록되어 있는지 확인하십시오.');
    },
  };
}
