/** What the status of a window's backend says: the line, what waits, the key, the certificate. */

import { z } from 'zod';

const iso = z.string();

/** The login before this one, tries that failed since, and logins of commands since. */
export const loginBefore = z.object({
  at: iso.nullable(),
  device: z.string().nullable(),
  failed: z.number().int(),
  commands: z.object({ times: z.number().int(), at: iso }).nullable().exactOptional(),
});

/** 기록 불일치 경보: how long the log was and its root (base64), as known before and as shown now. */
export const alarmView = z.object({
  id: z.string(),
  at: iso,
  message: z.string(),
  known: z.object({ size: z.number().int(), root: z.string() }),
  shown: z.object({ size: z.number().int(), root: z.string() }),
  /** This person is an administrator and may decide which of the two stands. */
  decides: z.boolean(),
});

/** An alarm. */
export type AlarmView = z.infer<typeof alarmView>;

/** A device of the agency that is locked, because a copy of its profile logged in (DV12). `tried` is the PC that showed itself, at the address `from`. */
export const lockedView = z.object({
  person: z.string(),
  who: z.string(),
  device: z.string(),
  deviceName: z.string(),
  at: iso,
  tried: z.string(),
  from: z.string(),
});

/** A device that waits for its approval: an own one, or for an administrator one of the agency. */
export const waitingView = z.object({ person: z.string(), who: z.string(), own: z.boolean(), device: z.string(), deviceName: z.string(), at: iso });

/** A waiting device. */
export type WaitingView = z.infer<typeof waitingView>;

/** A locked device. */
export type LockedView = z.infer<typeof lockedView>;

/** Where the work lives: this machine, the server, how much waits. */
export const statusView = z.object({
  connection: z.enum(['online', 'offline']),
  since: iso,
  unsavedUpdates: z.number().int(),
  /** Acts that wait for the server, and how many of them only say that something was opened or saved. */
  outbox: z.number().int(),
  outboxLooks: z.number().int(),
  /** Copies kept apart that nobody has dealt with yet. */
  stranded: z.number().int(),
  lastSavedAt: iso.nullable(),
  /** Why this machine does not take what is written, as a sentence; null where it does. */
  disk: z.string().nullable(),
  /** Whether this machine's key store wraps the key file too; null where it has none. */
  bound: z.boolean().nullable(),
  keyUnlockedUntil: iso.nullable(),
  /** Where the own certificate stands; `days` until its end, `checkedAt` when the server was last reached. */
  certificate: z.object({
    state: z.enum(['good', 'soon', 'expired', 'early', 'revoked']),
    until: iso,
    days: z.number().int(),
    checkedAt: iso.nullable(),
    /** An administrator's, which its holder makes anew without anybody else. */
    renewable: z.boolean(),
  }),
  /** The newest time the server was found to have gone back to an older backup, and what became of it. */
  rollback: z.object({ id: z.string(), state: z.enum(['recovering', 'recovered', 'diverged']), message: z.string() }).nullable(),
  /** The newest time the log showed two histories about which nobody decided yet; null where there is none. */
  alarm: alarmView.nullable(),
  /** For an administrator the locked devices of the agency, the newest first; empty for everybody else. */
  locked: z.array(lockedView),
  waiting: z.array(waitingView),
  /** The opening before this one, and wrong passphrases since. */
  opened: z.object({ openedAt: iso.nullable(), failed: z.number().int() }),
  /** Why there is no line, and whether only the person can change it; null while there is one. */
  reason: z.object({ code: z.string(), message: z.string(), halted: z.boolean() }).nullable(),
  /** Id under which the server knows this device, '' before the first try to log in. */
  device: z.string(),
  /** The login to the server before this one, and tries that failed since; null before this profile logged in. */
  login: loginBefore.nullable(),
  /**
   * The agency's account (OIDC), where the server uses it: until when this device is signed in, whether a browser is open for it, what became of
   * the last try.
   */
  signIn: z.object({ required: z.boolean(), until: iso.nullable(), open: z.boolean(), said: z.string().nullable() }).nullable(),
});

/** The status. */
export type StatusView = z.infer<typeof statusView>;
