/** Locks of the operating system by which processes of one profile keep out of each other's way; however a process ends, they are let go of. */

import Database from 'better-sqlite3';
import { join } from 'node:path';

/** A lock that is held. */
export interface ProcessLock {
  readonly release: () => void;
}

/** Held by a command of the administrator while it is logged in with the profile. */
export const DESK_LOCK = 'desk.lock';

/** Shared by every program that has the profile open; who changes its keys takes it alone, and is refused while anybody has it. */
export const OPEN_LOCK = 'open.lock';

const AGAIN_MS = 50;

const isBusy = (error: unknown): boolean => error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');

/** Takes part in a lock others may share; null where somebody holds it alone. A folder that takes no file keeps nobody out: the work goes on. */
export function shareLock(folder: string, name: string): ProcessLock | null {
  let held: Database.Database | null = null;
  try {
    held = new Database(join(folder, name), { timeout: 0 });
    // A read within a transaction keeps SQLite's shared lock until the end of it.
    held.exec('BEGIN');
    held.prepare('SELECT count(*) FROM sqlite_master').get();
    const shared = held;
    return { release: () => void shared.close() };
  } catch (error) {
    held?.close();
    return isBusy(error) ? null : { release: () => undefined };
  }
}

/** Takes a lock of a folder; null where another process, or another place of this one, holds it. */
export function tryLock(folder: string, name: string): ProcessLock | null {
  const held = new Database(join(folder, name), { timeout: 0 });
  try {
    held.exec('BEGIN EXCLUSIVE');
    return { release: () => void held.close() };
  } catch (error) {
    held.close();
    if (isBusy(error)) return null;
    throw error;
  }
}

/** Waits for a lock, so many milliseconds; null where it was not let go of. */
export async function waitForLock(folder: string, name: string, patienceMs: number): Promise<ProcessLock | null> {
  const late = performance.now() + patienceMs;
  let held = tryLock(folder, name);
  while (held === null && performance.now() < late) {
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    held = tryLock(folder, name);
  }
  return held;
}

/** Whether somebody holds a lock. A folder that cannot be written to says no: then nobody could take it either. */
export function isLocked(folder: string, name: string): boolean {
  try {
    const taken = tryLock(folder, name);
    taken?.release();
    return taken === null;
  } catch {
    return false;
  }
}
