/** Who is asking: certificates that chain to the root, login by a signed challenge on a known device. */

import { X509Certificate } from 'node:crypto';
import { sha256Hex, type CryptoProvider } from '../shared/crypto/crypto.ts';
import { fromBase64Url } from '../shared/lib/bytes.ts';
import { err, ok, type Result } from '../shared/lib/result.ts';
import { adminEnded } from '../shared/org/ended.ts';
import { findPerson } from '../shared/org/delegation.ts';
import type { FeedNotice, LoginReply } from '../shared/sync/api.ts';
import { COMMAND, decisionBytes, type SignedDecision } from '../shared/sync/devices.ts';
import { parseCertificate } from '../shared/verify/pki.ts';
import { trustedKey, type TrustContext } from '../shared/verify/trail.ts';
import type { SignInCode } from '../shared/sync/sign-in.ts';
import { createChallenges, createLogin, type LoginRequest } from './login.ts';
import { createDevices, type DeviceCode, type Devices } from './devices.ts';
import type { Limits } from './limits.ts';
import { createSignIns, type SignInPolicy, type SignIns } from './sign-in.ts';
import { createSessions, type Sessions } from './sessions.ts';
import type { SessionRow, Storage } from './storage/storage.ts';
import type { Trail } from './trail.ts';

/** Why a login or a certificate was refused. */
export type IdentityCode =
  | 'CHALLENGE_UNKNOWN'
  | 'LOGIN_REFUSED'
  | 'CERTIFICATE_INVALID'
  | 'UNAUTHORIZED'
  | 'NOT_FOUND'
  | 'NOT_ADMIN'
  | 'STALE'
  | DeviceCode
  | SignInCode;

/** The desk. */
export interface Identity extends Pick<Sessions, 'session' | 'endedBy' | 'live' | 'renew' | 'list' | 'onEnded' | 'recheck'> {
  readonly trust: TrustContext;
  readonly devices: Devices;
  readonly signIns: SignIns;
  /** A sign-in under a session that stands. */
  signIn(session: SessionRow, token: string): Promise<Result<null, SignInCode>>;
  putCertificate(der: Uint8Array): Promise<Result<{ digest: string }, IdentityCode>>;
  challenge(person: string): { challenge: string; server: string };
  login(request: LoginRequest): Promise<Result<LoginReply, IdentityCode>>;
  logout(token: string): void;
  /** Ends a session of the person. */
  end(person: string, id: number): Result<null, 'NOT_FOUND'>;
  /** A signed decision: the person's own on another device of theirs, or an administrator's of the agency. `from`: whose session brought it. */
  decide(from: string, signed: SignedDecision): Promise<Result<null, IdentityCode>>;
  /** Agency a person is the administrator of, by the certificate of the session. */
  administers(session: { readonly certificate: string }): string | null;
}

const KINDS = ['person', 'admin', 'seal', 'log'] as const;

/** An agency CA stands directly under the root (profile of the PKI); OpenSSL checks issuer and signature. */
function isAgencyCa(der: Uint8Array, root: Uint8Array): boolean {
  const parsed = parseCertificate(der);
  if (!parsed.ok || !parsed.value.isCa || parsed.value.kind !== 'agency') return false;
  const anchor = new X509Certificate(root);
  const candidate = new X509Certificate(der);
  return candidate.checkIssued(anchor) && candidate.verify(anchor.publicKey);
}

/** Names and key ids first, as OpenSSL compares them, then the signature. */
function isIssuer(child: X509Certificate, der: Uint8Array): boolean {
  const parsed = parseCertificate(der);
  if (!parsed.ok || !parsed.value.isCa) return false;
  const issuer = new X509Certificate(der);
  return child.checkIssued(issuer) && child.verify(issuer.publicKey);
}

/** What the desk is made of. */
export interface IdentityInput {
  readonly storage: Storage;
  readonly trail: Trail;
  readonly root: Uint8Array;
  readonly server: string;
  readonly crypto: CryptoProvider;
  readonly limits: Limits;
  readonly clock: () => Date;
  readonly signIn: SignInPolicy | null;
  /** Marks device secrets and nonces; the same after a restart and a restore. */
  readonly deviceKey: Uint8Array;
  readonly notify: (person: string, notice: FeedNotice) => void;
  /** People who have a feed open. */
  readonly listening: () => ReadonlySet<string>;
}

/** Key and agency of somebody whose certificate checks. */
interface Proved {
  readonly spki: Uint8Array;
  readonly agency: string;
}

/** People log in with a certificate the directory names; an administrator who is not in the directory with the own certificate of that kind. */
function createKeys(
  input: IdentityInput,
  trust: TrustContext,
): (person: string, certificate: string, kinds: readonly ('person' | 'admin')[]) => Promise<Proved | null> {
  return async (person, certificate, kinds) => {
    const known = findPerson(input.trail.directory(), person);
    if (known !== undefined && !known.certificates.includes(certificate)) return null;
    for (const kind of known === undefined ? (['admin'] as const) : kinds) {
      const key = await trustedKey(trust, certificate, kind, input.clock().toISOString());
      if ('code' in key || (known !== undefined && key.holder.agency !== known.agency)) continue;
      if (kind === 'admin' && adminEnded(input.trail.directory(), key.holder.agency ?? '', certificate, key.issuer)) continue;
      if ((key.holder.person ?? `admin:${key.holder.agency}`) === person) return { spki: key.spki, agency: key.holder.agency ?? '' };
    }
    return null;
  };
}

/** A person who left the directory, or whose certificate was replaced or is over, is out at once. */
function createStands(input: IdentityInput, administers: (certificate: string) => string | null): (person: string, certificate: string) => boolean {
  const { storage, trail, clock } = input;
  const ends = new Map<string, number>();
  const endOf = (certificate: string): number => {
    const known = ends.get(certificate);
    if (known !== undefined) return known;
    const parsed = parseCertificate(storage.certificate(certificate) ?? new Uint8Array(0));
    const end = parsed.ok ? parsed.value.notAfter : 0;
    ends.set(certificate, end);
    return end;
  };
  return (id, certificate) => {
    if (endOf(certificate) < clock().getTime()) return false;
    const person = findPerson(trail.directory(), id);
    return person === undefined ? administers(certificate) !== null : person.certificates.includes(certificate);
  };
}

/** The agency an administrator's certificate stands for; null for any other, and for one that the directory ended (EN15, EN18). */
function createAdministers({ storage, trail }: IdentityInput, { certificates }: TrustContext): (certificate: string) => string | null {
  const issuers = new Map<string, string>();
  const issuerOf = (certificate: string, der: Uint8Array): string | null => {
    const known = issuers.get(certificate) ?? null;
    if (known !== null) return known;
    const child = new X509Certificate(der);
    const found = [...certificates].find(([, ca]) => isIssuer(child, ca))?.[0] ?? null;
    if (found !== null) issuers.set(certificate, found);
    return found;
  };
  return (certificate) => {
    const der = storage.certificate(certificate) ?? new Uint8Array(0);
    const parsed = parseCertificate(der);
    if (!parsed.ok || parsed.value.kind !== 'admin') return null;
    const agency = parsed.value.agencyCode ?? '';
    return adminEnded(trail.directory(), agency, certificate, issuerOf(certificate, der)) ? null : agency;
  };
}

/** Proves whose certificate it is. */
export type Keys = ReturnType<typeof createKeys>;

const NO_DEVICE = err('NOT_FOUND', '그런 기기가 없습니다. 목록을 새로 받으십시오.');

const STALE = err('STALE', '그 뒤에 이 기기의 상태가 달라졌습니다. 바뀐 것은 없습니다. 목록을 새로 받아 다시 정하십시오.');
const NOT_ADMIN = err('NOT_ADMIN', '그 기기가 속한 기관의 관리자가 서명한 것이 아니어서 받지 않았습니다. 기기는 그대로입니다.');
const ADMIN_ONLY = err('NOT_ADMIN', '차단되었거나 복사된 흔적이 있어 잠긴 기기는 기관 관리자만 풀 수 있습니다. 기기는 잠긴 채로 두었습니다.');

/** Decisions on devices. A person lets waiting devices of theirs in and blocks; what is locked only an administrator opens. */
function createDecide(input: IdentityInput, keys: Keys, devices: Devices): Identity['decide'] {
  const { storage, crypto, server } = input;
  return async (from, { decision, signature: signed }) => {
    const { person, device, by, certificate, alg, act } = decision;
    const own = by === person;
    const key = decision.server === server && by === from ? await keys(by, certificate, own ? ['person', 'admin'] : ['admin']) : null;
    const signature = fromBase64Url(signed);
    const good = key !== null && signature !== null && (await crypto.verify(alg, key.spki, signature, decisionBytes(decision)));
    if (!good) return NOT_ADMIN;
    return storage.atomically(() => {
      const row = storage.device(person, device);
      if (row === null) return NO_DEVICE;
      if (row.agency !== key.agency) return NOT_ADMIN;
      if (row.revision !== decision.revision || row.state === (act === 'approve' ? 'approved' : 'blocked')) return STALE;
      if (own && act === 'approve' && row.state !== 'waiting') return ADMIN_ONLY;
      devices.decide(row, { act, by, detail: JSON.stringify({ decision, signature: signed }) });
      return ok(null);
    });
  };
}

/** Certificates that chain to the root. */
function createCertificates(input: IdentityInput): { trust: TrustContext; put: Identity['putCertificate'] } {
  const { storage, clock, crypto } = input;
  const certificates = new Map(storage.certificates().map((der) => [sha256Hex(der), der]));
  const trust: TrustContext = { certificates, anchors: [input.root], crypto };
  return {
    trust,
    async put(der) {
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
  };
}

/** Tells the administrators of an agency who are there that a device was locked or opened (DV12), or waits or was decided on (DV15). */
function createLockNews({ storage, notify, listening }: IdentityInput, administers: (certificate: string) => string | null): (agency: string) => void {
  return (agency) => {
    const here = (person: string): boolean => storage.sessionsOf(person).some((one) => one.ended === null && administers(one.certificate) === agency);
    for (const person of listening()) if (here(person)) notify(person, { kind: 'locked' });
  };
}

/** The desk over one storage. */
export function createIdentity(input: IdentityInput): Identity {
  const { storage, clock, limits } = input;
  const { trust, put } = createCertificates(input);
  const challenges = createChallenges(clock, limits.challengeMs);
  const keys = createKeys(input, trust);
  const administers = createAdministers(input, trust);
  const signIns = createSignIns({ policy: input.signIn, storage, clock, key: input.deviceKey });
  const sessions = createSessions({ storage, clock, sessionMs: limits.sessionMs, stands: createStands(input, administers), signedIn: signIns.allows });
  const locks = createLockNews(input, administers);
  const devices = createDevices({ storage, sessions, limits, clock, key: input.deviceKey, notify: input.notify, locks });
  const { session, endedBy, live, renew, list, onEnded, recheck } = sessions;
  sessions.onBegan(({ person, device, startedAt, command }) => devices.note(person, device, 'login', person, command ? COMMAND : '', startedAt));
  return {
    ...{ trust, devices, signIns, session, endedBy, live, renew, list, onEnded, recheck },
    decide: createDecide(input, keys, devices),
    putCertificate: put,
    challenge: (person) => ({ challenge: challenges.make(person), server: input.server }),
    login: createLogin(input, keys, { sessions, devices, signIns }, challenges.take),
    async signIn({ person, device }, token) {
      const signed = await signIns.check(person, device, token);
      return signed.ok ? storage.atomically(() => signIns.take(signed.value)) : signed;
    },
    logout(token) {
      const row = session(token);
      if (row !== null) sessions.end(row.id, 'logout');
    },
    end(person, id) {
      const row = storage.sessionById(id);
      if (row === null || row.person !== person || row.ended !== null) return err('NOT_FOUND', '이미 끝난 로그인입니다. 목록을 새로 받으십시오.');
      sessions.end(id, 'ended');
      devices.note(person, row.device, 'ended', person);
      return ok(null);
    },
    administers: ({ certificate }) => administers(certificate),
  };
}
