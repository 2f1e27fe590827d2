/** Logging in: a signed challenge, then the sign-in where the policy asks for one, then the device. */

import { randomBytes } from 'node:crypto';
import { fromBase64Url } from '../shared/lib/bytes.ts';
import { err, ok, type Result } from '../shared/lib/result.ts';
import { findPerson } from '../shared/org/delegation.ts';
import type { LoginReply } from '../shared/sync/api.ts';
import type { SignInCode } from '../shared/sync/sign-in.ts';
import type { SignatureAlg } from '../shared/trail/statement.ts';
import { loginBytes } from '../shared/trail/sign.ts';
import type { Devices, Presented } from './devices.ts';
import type { Identity, IdentityCode, IdentityInput, Keys } from './identity.ts';
import { hashOf, type Sessions } from './sessions.ts';
import type { SignedIn, SignIns } from './sign-in.ts';

/** What a person sends to log in. */
export interface LoginRequest {
  readonly person: string;
  readonly certificate: string;
  readonly challenge: string;
  readonly alg: SignatureAlg;
  readonly signature: string;
  readonly device: Presented;
  /** It says that it is a command. */
  readonly command?: boolean;
  /** ID token of a sign-in with the agency's account. */
  readonly signIn?: string | undefined;
}

/** One-time challenges, each good for a moment. */
export function createChallenges(clock: () => Date, life: number): { make(person: string): string; take(challenge: string, person: string): boolean } {
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

const REFUSED = err(
  'LOGIN_REFUSED',
  '서버가 이 인증서로는 로그인을 받지 않습니다. 기간이 끝났거나 폐지되었거나 바뀐 인증서이거나, 조직도에 없는 사람의 것입니다. 하던 일은 이 PC에 저장되어 있습니다. 기관 관리자에게 확인한 뒤 다시 로그인하십시오.',
);

/** Tries by somebody whose device was turned away count as failed; one that only waits does not. */
const FAILED: ReadonlySet<string> = new Set(['DEVICE_BLOCKED', 'DEVICE_CLONED', 'DEVICE_REFUSED', 'SIGN_IN_REFUSED', 'SIGN_IN_OTHER']);

/** What a login is judged by, once its key was proved. */
export interface Judges {
  readonly sessions: Sessions;
  readonly devices: Devices;
  readonly signIns: SignIns;
}

/**
 * Device, and sign-in where the policy asks for one. Nobody enrols a device without the sign-in; of a known one the copy is noticed first, sign-in or
 * not (DV3).
 */
function createAdmit({ storage }: IdentityInput, { devices, signIns }: Judges) {
  return ({ person, device }: LoginRequest, agency: string, signed: SignedIn | null): ReturnType<Devices['admit']> | Result<never, SignInCode> => {
    const taken = signed === null ? ok(null) : signIns.take(signed);
    if (!taken.ok) return taken;
    const allowed = signIns.allows(person, device.id);
    if (!allowed.ok && storage.device(person, device.id) === null) return allowed;
    const admitted = devices.admit(person, agency, device);
    return admitted.ok && !allowed.ok ? allowed : admitted;
  };
}

/** Lets a person in whose key was proved. */
function createEnter(input: IdentityInput, judges: Judges, refused: (request: LoginRequest, code: IdentityCode) => void) {
  const { storage } = input;
  const { sessions, signIns } = judges;
  const admit = createAdmit(input, judges);
  return (request: LoginRequest, agency: string, signed: SignedIn | null): Result<LoginReply, IdentityCode> => {
    const { person, certificate, device } = request;
    const admitted = admit(request, agency, signed);
    if (!admitted.ok) {
      refused(request, admitted.code);
      return admitted;
    }
    const { generation, secret } = admitted.value;
    const last = storage.login(person);
    const command = request.command === true;
    const { session, startedAt } = sessions.open({ person, certificate, device: device.id, generation, secret: hashOf(secret), command });
    const name = last.device === null ? null : (storage.device(person, last.device)?.name ?? '');
    const since = storage.commandLogins(person, last.at ?? 0);
    const commands = since.at === null ? null : { times: since.times, at: new Date(since.at).toISOString() };
    const before = { at: last.at === null ? null : new Date(last.at).toISOString(), device: name, failed: last.failed, commands };
    return ok({
      ...session,
      secret,
      at: new Date(startedAt).toISOString(),
      before,
      signIn: signIns.standing(person, device.id),
      keyMinutes: input.limits.keyMinutes,
    });
  };
}

/** Login: the key first, then the sign-in, then the device; device and session in one transaction. */
export function createLogin(input: IdentityInput, keys: Keys, judges: Judges, take: (challenge: string, person: string) => boolean): Identity['login'] {
  const { storage, crypto, trail, server } = input;
  const failed = (person: string): void => {
    if (findPerson(trail.directory(), person) === undefined && storage.devicesOf(person).length === 0) return;
    const last = storage.login(person);
    storage.putLogin(person, { ...last, failed: last.failed + 1 });
  };
  const refused = ({ person, device }: LoginRequest, code: IdentityCode): void => {
    if (FAILED.has(code)) failed(person);
    if (code === 'SIGN_IN_REFUSED' || code === 'SIGN_IN_OTHER') judges.devices.note(person, device.id, 'refused', 'server', code);
  };
  const enter = createEnter(input, judges, refused);
  return async (request) => {
    const { person, challenge, device, alg } = request;
    if (!take(challenge, person)) return err('CHALLENGE_UNKNOWN', '로그인 시간이 지났습니다. 다시 시도하십시오.');
    const key = await keys(person, request.certificate, ['person', 'admin']);
    const signature = fromBase64Url(request.signature);
    const bytes = loginBytes({ v: 2, challenge, person, server, device: device.id, secret: hashOf(device.secret) });
    const good = key !== null && signature !== null && (await crypto.verify(alg, key.spki, signature, bytes));
    if (!good) {
      failed(person);
      return REFUSED;
    }
    const signed = request.signIn === undefined ? ok(null) : await judges.signIns.check(person, device.id, request.signIn);
    if (signed.ok) return storage.atomically(() => enter(request, key.agency, signed.value));
    storage.atomically(() => refused(request, signed.code));
    return signed;
  };
}
