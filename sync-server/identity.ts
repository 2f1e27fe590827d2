/** Who is asking: certificates that chain to the root, login by a signed challenge on a known device. */

import { randomBytes, X509Certificate } from 'node:crypto';
import { sha256Hex, type CryptoProvider } from '../shared/crypto/crypto.ts';
import { fromBase64Url } from '../shared/lib/bytes.ts';
import { err, ok, type Result } from '../shared/lib/result.ts';
import { findPerson } from '../shared/org/delegation.ts';
import type { LoginReply } from '../shared/sync/api.ts';
import { decisionBytes, type DeviceNotice, type SignedDecision } from '../shared/sync/devices.ts';
import type { SignatureAlg } from '../shared/trail/statement.ts';
import { loginBytes } from '../shared/trail/sign.ts';
import { parseCertificate } from '../shared/verify/pki.ts';
import { trustedKey, type TrustContext } from '../shared/verify/trail.ts';
import { createDevices, type DeviceCode, type Devices, type Presented } from './devices.ts';
import type { Limits } from './limits.ts';
import { createSessions, hashOf, type Sessions } from './sessions.ts';
import type { Storage } from './storage/storage.ts';
import type { Trail } from './trail.ts';

/** What a person sends to log in. */
export interface LoginRequest {
  readonly person: string;
  readonly certificate: string;
  readonly challenge: string;
  readonly alg: SignatureAlg;
  readonly signature: string;
  readonly device: Presented;
}

/** Why a login or a certificate was refused. */
export type IdentityCode = 'CHALLENGE_UNKNOWN' | 'LOGIN_REFUSED' | 'CERTIFICATE_INVALID' | 'UNAUTHORIZED' | 'NOT_FOUND' | 'NOT_ADMIN' | 'STALE' | DeviceCode;

/** The desk. */
export interface Identity extends Pick<Sessions, 'session' | 'endedBy' | 'live' | 'renew' | 'list' | 'onEnded' | 'recheck'> {
  readonly trust: TrustContext;
  readonly devices: Devices;
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

/** What the desk is made of. */
export interface IdentityInput {
  readonly storage: Storage;
  readonly trail: Trail;
  readonly root: Uint8Array;
  readonly server: string;
  readonly crypto: CryptoProvider;
  readonly limits: Limits;
  readonly clock: () => Date;
  /** Marks device secrets; the same after a restart and a restore. */
  readonly deviceKey: Uint8Array;
  readonly notify: (person: string, notice: DeviceNotice) => void;
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
      if ((key.holder.person ?? `admin:${key.holder.agency}`) === person) return { spki: key.spki, agency: key.holder.agency ?? '' };
    }
    return null;
  };
}

/** A person who left the directory, or whose certificate was replaced, is out at once. */
function createStands({ storage, trail }: IdentityInput): (person: string, certificate: string) => boolean {
  return (id, certificate) => {
    const person = findPerson(trail.directory(), id);
    if (person !== undefined) return person.certificates.includes(certificate);
    const parsed = parseCertificate(storage.certificate(certificate) ?? new Uint8Array(0));
    return parsed.ok && parsed.value.kind === 'admin';
  };
}

type Keys = ReturnType<typeof createKeys>;

const REFUSED = err('LOGIN_REFUSED', '로그인할 수 없습니다. 인증서가 조직도에 등록되어 있는지 확인하십시오.');
const NO_DEVICE = err('NOT_FOUND', '그런 기기가 없습니다. 목록을 새로 받으십시오.');

/** Tries by somebody whose device was turned away count as failed; one that only waits does not. */
const FAILED: ReadonlySet<string> = new Set(['DEVICE_BLOCKED', 'DEVICE_CLONED', 'DEVICE_REFUSED']);

/** Lets a person in whose key was proved. */
function createEnter({ storage }: IdentityInput, sessions: Sessions, devices: Devices, failed: (person: string) => void) {
  return ({ person, certificate, device }: LoginRequest, agency: string): Result<LoginReply, IdentityCode> => {
    const admitted = devices.admit(person, agency, device);
    if (!admitted.ok) {
      if (FAILED.has(admitted.code)) failed(person);
      return admitted;
    }
    const { generation, secret } = admitted.value;
    const last = storage.login(person);
    const { session, startedAt } = sessions.open({ person, certificate, device: device.id, generation, secret: hashOf(secret) });
    const name = last.device === null ? null : (storage.device(person, last.device)?.name ?? '');
    const before = { at: last.at === null ? null : new Date(last.at).toISOString(), device: name, failed: last.failed };
    return ok({ ...session, secret, at: new Date(startedAt).toISOString(), before });
  };
}

/** Login: the key first, then the device; device and session in one transaction. */
function createLogin(
  input: IdentityInput,
  keys: Keys,
  sessions: Sessions,
  devices: Devices,
  take: (challenge: string, person: string) => boolean,
): Identity['login'] {
  const { storage, crypto, trail, server } = input;
  const failed = (person: string): void => {
    if (findPerson(trail.directory(), person) === undefined && storage.devicesOf(person).length === 0) return;
    const last = storage.login(person);
    storage.putLogin(person, { ...last, failed: last.failed + 1 });
  };
  const enter = createEnter(input, sessions, devices, failed);
  return async (request) => {
    const { person, challenge, device, alg } = request;
    if (!take(challenge, person)) return err('CHALLENGE_UNKNOWN', '로그인 시간이 지났습니다. 다시 시도하십시오.');
    const key = await keys(person, request.certificate, ['person', 'admin']);
    const signature = fromBase64Url(request.signature);
    const bytes = loginBytes({ v: 2, challenge, person, server, device: device.id, secret: hashOf(device.secret) });
    const good = key !== null && signature !== null && (await crypto.verify(alg, key.spki, signature, bytes));
    if (good) return storage.atomically(() => enter(request, key.agency));
    failed(person);
    return REFUSED;
  };
}

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

/** The desk over one storage. */
export function createIdentity(input: IdentityInput): Identity {
  const { storage, clock, limits } = input;
  const { trust, put } = createCertificates(input);
  const challenges = createChallenges(clock, limits.challengeMs);
  const keys = createKeys(input, trust);
  const sessions = createSessions({ storage, clock, sessionMs: limits.sessionMs, stands: createStands(input) });
  const devices = createDevices({ storage, sessions, limits, clock, key: input.deviceKey, notify: input.notify });
  const { session, endedBy, live, renew, list, onEnded, recheck } = sessions;
  sessions.onBegan(({ person, device, startedAt }) => devices.note(person, device, 'login', person, '', startedAt));
  return {
    ...{ trust, devices, session, endedBy, live, renew, list, onEnded, recheck },
    decide: createDecide(input, keys, devices),
    putCertificate: put,
    challenge: (person) => ({ challenge: challenges.make(person), server: input.server }),
    login: createLogin(input, keys, sessions, devices, challenges.take),
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
    administers({ certificate }) {
      const parsed = parseCertificate(storage.certificate(certificate) ?? new Uint8Array(0));
      return parsed.ok && parsed.value.kind === 'admin' ? parsed.value.agencyCode : null;
    },
  };
}
