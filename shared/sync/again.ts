/** When a program that was turned away asks the server again, by what the server said. Pure; times in milliseconds. */

/** Refusals no repetition changes: somebody has to do something first, and the person asks again. */
export const FINAL: ReadonlySet<string> = new Set([
  'LOGIN_REFUSED',
  'DEVICE_BLOCKED',
  'DEVICE_CLONED',
  'DEVICE_REFUSED',
  'DEVICE_LIMIT',
  'SESSION_LIMIT',
  'SIGN_IN_NEEDED',
  'SIGN_IN_REFUSED',
  'SIGN_IN_OTHER',
  'SIGN_IN_UNAVAILABLE',
]);

/** What is wrong with the line or this machine, and may be over at any moment: asking costs the server nothing it would record. */
const LINE: ReadonlySet<string> = new Set([
  'OFFLINE',
  'RESTARTING',
  'INTERNAL',
  'PROFILE_AT_COMMAND',
  'DISK_FULL',
  'READ_ONLY',
  'CORRUPT',
  'LOCKED',
  'IO_ERROR',
]);

const FIRST_MS = 200;
/** The longest pause while there is no line. */
export const LINE_MS = 5000;
/** The longest pause after an answer that was a refusal. */
const REFUSED_MS = 60_000;
/** A device that waits for its approval asks this often at first; whoever approves it need not come back to it. */
const WAITING_MS = 15_000;
const WAITING_TRIES = 20;

/** How long to wait before the next try, after so many in a row that did not hold. `code` is why the last one did not, null where a line broke. */
export function pauseAfter(code: string | null, tries: number): number {
  if (code === 'DEVICE_WAITING') return tries <= WAITING_TRIES ? WAITING_MS : REFUSED_MS;
  const most = code === null || LINE.has(code) ? LINE_MS : REFUSED_MS;
  return Math.min(FIRST_MS * 2 ** Math.min(tries, 20), most);
}
