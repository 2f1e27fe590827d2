/**
 * Tries of the passphrase of one profile, kept beside its keys: wrong ones slow the next one down, and the person is told of them.
 * Who has the folder can remove this file; against trying elsewhere only the cost of scrypt and a long passphrase help.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const schema = z.strictObject({ v: z.literal(1), failed: z.number().int().min(0), lastFailedAt: z.string().nullable(), lastOpenedAt: z.string().nullable() });

type Kept = z.infer<typeof schema>;

const NONE: Kept = { v: 1, failed: 0, lastFailedAt: null, lastOpenedAt: null };

/** What happened before the profile was opened this time. */
export interface Before {
  readonly openedAt: string | null;
  readonly failed: number;
}

/** The tries of one profile. */
export interface Attempts {
  /** Milliseconds until the next try may be made; 0 for now. */
  readonly wait: () => number;
  readonly failed: () => void;
  readonly opened: () => void;
  /** The last opening before this program's first one, and every wrong try since, those between its own openings too. */
  readonly before: () => Before;
}

/** Wrong tries that cost nothing: people mistype. */
const FREE = 4;
const LONGEST_MS = 5 * 60_000;

/** Pause after so many wrong tries in a row. */
export function pauseAfter(failed: number): number {
  return failed <= FREE ? 0 : Math.min(LONGEST_MS, 1000 * 2 ** (failed - FREE));
}

function read(path: string): Kept {
  try {
    const parsed = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : NONE;
  } catch {
    return NONE;
  }
}

/** A read-only folder must not keep its owner out: the count is then only kept while the program runs. */
function write(path: string, kept: Kept): void {
  try {
    writeFileSync(path, JSON.stringify(kept), { mode: 0o600 });
  } catch {
    // Nothing is lost but the count.
  }
}

/** Tries kept in a profile folder. */
export function createAttempts(folder: string, now: () => Date): Attempts {
  const path = join(folder, 'attempts.json');
  let kept = read(path);
  let told: Before = { openedAt: kept.lastOpenedAt, failed: kept.failed };
  const keep = (next: Kept): void => {
    kept = next;
    write(path, next);
  };
  return {
    wait() {
      const since = kept.lastFailedAt === null ? -1 : now().getTime() - Date.parse(kept.lastFailedAt);
      // A clock set back must not lock the owner out until it has caught up.
      return since < 0 ? 0 : Math.max(0, pauseAfter(kept.failed) - since);
    },
    failed() {
      keep({ ...kept, failed: kept.failed + 1, lastFailedAt: now().toISOString() });
      told = { ...told, failed: told.failed + 1 };
    },
    opened: () => keep({ ...kept, failed: 0, lastOpenedAt: now().toISOString() }),
    before: () => told,
  };
}
