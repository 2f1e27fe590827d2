/** Sessions: short tokens bound to a device, renewed without a gap, ended at once. */

import { createHash, randomBytes } from 'node:crypto';
import { toBase64Url } from '../shared/lib/bytes.ts';
import { err, ok, type Result } from '../shared/lib/result.ts';
import type { Session } from '../shared/sync/api.ts';
import type { SessionInfo } from '../shared/sync/devices.ts';
import type { SignInCode } from '../shared/sync/sign-in.ts';
import type { EndReason, NewSession, SessionRow, Storage } from './storage/storage.ts';

/** Hears that sessions ended; null asks to look at every one again. */
export type EndListener = (session: number | null, why: EndReason) => void;

/** Sessions of everybody. */
export interface Sessions {
  /** `startedAt` in milliseconds: under this time the login is told once the session is used. */
  open(session: Pick<NewSession, 'person' | 'certificate' | 'device' | 'generation' | 'secret' | 'command'>): {
    readonly session: Session;
    readonly startedAt: number;
  };
  /**
   * The session of a token while it stands. Its first use acknowledges the device secret that came with it, and ends every other
   * session of that device: a copy of the profile that is open elsewhere has to log in again, and is noticed.
   */
  session(token: string): SessionRow | null;
  /** Why the session of this token was ended, or null. */
  endedBy(token: string): EndReason | null;
  live(id: number): boolean;
  /** A second token; the one that asked stays good for its own time, so that nothing on its way is refused. */
  renew(token: string): Result<Session, 'UNAUTHORIZED' | SignInCode>;
  list(person: string, own: number): SessionInfo[];
  /** How many other devices of the person have a session. */
  elsewhere(person: string, device: string): number;
  end(id: number, why: EndReason): void;
  endOfDevice(person: string, device: string): void;
  onEnded(listener: EndListener): void;
  /** A session was used for the first time; told before the device's other sessions end. */
  onBegan(listener: (session: SessionRow) => void): void;
  /** The directory moved: who is no longer in it is out at once. */
  recheck(): void;
}

/** What sessions are made of. `stands`: the person and certificate are still good. */
export interface SessionsInput {
  readonly storage: Storage;
  readonly clock: () => Date;
  readonly sessionMs: number;
  readonly stands: (person: string, certificate: string) => boolean;
  /** Whether the policy of sign-ins lets this device go on, and until when (milliseconds; null for no end). */
  readonly signedIn: (person: string, device: string) => Result<number | null, SignInCode>;
}

const SEEN_EVERY_MS = 60_000;
/** A session outlives its sign-in by this, so that the renewal after its end is answered with the reason. */
const REASON_MS = 60_000;
const OVER = err('UNAUTHORIZED', '로그인이 끝났습니다. 다시 로그인하십시오.');

/** Hash under which tokens and secrets are kept. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const iso = (ms: number): string => new Date(ms).toISOString();

type Reads = Pick<Sessions, 'live' | 'endedBy' | 'list' | 'elsewhere'>;

/** What stands, without changing it. */
function createReads({ storage, clock, stands }: SessionsInput): Reads & { found(token: string): SessionRow | null } {
  const good = (row: SessionRow, until: number): boolean => row.ended === null && until > clock().getTime() && stands(row.person, row.certificate);
  const whole = (row: SessionRow): boolean => good(row, Math.max(row.expiresAt, row.nextExpiresAt));
  const standing = (person: string): SessionRow[] => storage.sessionsOf(person).filter((row) => row.used && whole(row));
  return {
    found(token) {
      const hash = hashOf(token);
      const row = token === '' ? null : storage.session(hash);
      return row !== null && good(row, row.nextToken === hash ? row.nextExpiresAt : row.expiresAt) ? row : null;
    },
    endedBy: (token) => (token === '' ? null : (storage.session(hashOf(token))?.ended ?? null)),
    live(id) {
      const row = storage.sessionById(id);
      return row !== null && whole(row);
    },
    elsewhere: (person, device) => new Set(standing(person).flatMap((row) => (row.device === device ? [] : row.device))).size,
    list: (person, own) =>
      standing(person).map((row) => ({
        id: row.id,
        device: row.device,
        deviceName: storage.device(person, row.device)?.name ?? '',
        since: iso(row.startedAt),
        seenAt: iso(row.seenAt),
        own: row.id === own,
      })),
  };
}

/** Giving out tokens. */
function createTokens(input: SessionsInput, session: Sessions['session']): Pick<Sessions, 'open' | 'renew'> {
  const { storage, clock, sessionMs, signedIn } = input;
  const make = (person: string, end: number | null, keep: (hash: string, expiresAt: number, now: number) => void): Session => {
    const token = toBase64Url(randomBytes(32));
    const now = clock().getTime();
    const expiresAt = Math.min(now + sessionMs, end === null ? Infinity : end + REASON_MS);
    keep(hashOf(token), expiresAt, now);
    return { token, person, expiresAt: iso(expiresAt), life: Math.floor((expiresAt - now) / 1000) };
  };
  return {
    open(fresh) {
      let startedAt = 0;
      const signed = signedIn(fresh.person, fresh.device);
      const session = make(fresh.person, signed.ok ? signed.value : null, (token, expiresAt, now) => {
        startedAt = now;
        storage.dropSessions(now);
        storage.putSession({ ...fresh, token, startedAt, expiresAt });
      });
      return { session, startedAt };
    },
    renew(old) {
      const row = session(old);
      if (row === null) return OVER;
      const signed = signedIn(row.person, row.device);
      if (!signed.ok) return signed;
      return ok(make(row.person, signed.value, (token, expiresAt) => storage.offerToken(row.id, hashOf(old), token, expiresAt)));
    },
  };
}

/** Sessions over one storage. */
export function createSessions(input: SessionsInput): Sessions {
  const { storage, clock } = input;
  const { found, ...reads } = createReads(input);
  const listeners: EndListener[] = [];
  const began: ((session: SessionRow) => void)[] = [];
  const end = (id: number, why: EndReason): void => {
    storage.endSession(id, why);
    for (const tell of listeners) tell(id, why);
  };
  const endOthers = (person: string, device: string, own: number | null, why: EndReason): void => {
    for (const row of storage.sessionsOf(person)) if (row.device === device && row.id !== own && row.ended === null) end(row.id, why);
  };
  const session = (token: string): SessionRow | null => {
    const row = found(token);
    if (row === null) return null;
    const now = clock().getTime();
    if (row.used) {
      if (now - row.seenAt > SEEN_EVERY_MS) storage.seeSession(row.id, now);
      return row;
    }
    storage.acknowledge(row, now);
    for (const tell of began) tell(row);
    endOthers(row.person, row.device, row.id, 'replaced');
    return storage.sessionById(row.id);
  };
  return {
    ...reads,
    ...createTokens(input, session),
    session,
    end,
    endOfDevice: (person, device) => endOthers(person, device, null, 'device'),
    onEnded: (listener) => void listeners.push(listener),
    onBegan: (listener) => void began.push(listener),
    recheck: () => listeners.forEach((tell) => tell(null, 'ended')),
  };
}
