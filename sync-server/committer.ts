/**
 * Group commit: updates that come together become one transaction, and nobody is told before it is on disk.
 * As long as every turn of the event loop brings more they are gathered, for some milliseconds at most, a little longer on a slow disk; a lone
 * update never waits.
 */

import { diskCode, type DiskCode } from '../shared/sync/disk.ts';
import type { RoomStorage, UpdateOutcome, UpdateRow } from './storage/storage.ts';

/** What became of an update, the disk's refusal included. */
export type CommitOutcome = UpdateOutcome | { readonly type: 'failed'; readonly code: DiskCode };

/** Collects rows and commits them together. */
export interface Committer {
  push(row: UpdateRow, done: (outcome: CommitOutcome) => void): void;
  /** Commits now what is waiting; a freeze or a read needs it. */
  flush(): void;
}

/** Longest time an update waits for others to come with it: on a fast disk, and on any. */
const GATHER_MS = 3;
const GATHER_MOST_MS = 12;
/** Where updates keep coming, at most about one part in so many of the time is spent waiting for the disk. */
const COMMIT_SHARE = 8;

function commit(storage: RoomStorage, rows: readonly UpdateRow[]): CommitOutcome[] {
  try {
    return storage.append(rows);
  } catch (error) {
    const code = diskCode(error);
    if (code === null) throw error;
    return rows.map(() => ({ type: 'failed', code }));
  }
}

const longestWait = (commitMs: number): number => Math.min(GATHER_MOST_MS, Math.max(GATHER_MS, commitMs * COMMIT_SHARE));

/** A committer over one storage. */
export function createCommitter(storage: RoomStorage): Committer {
  let waiting: { row: UpdateRow; done: (outcome: CommitOutcome) => void }[] = [];
  let turn: NodeJS.Immediate | null = null;
  let seen = 0;
  let since = 0;
  /** What a commit took lately. */
  let took = 0;

  function flush(): void {
    if (turn !== null) clearImmediate(turn);
    turn = null;
    if (waiting.length === 0) return;
    const batch = waiting;
    waiting = [];
    const began = performance.now();
    const rows = batch.map((item) => item.row);
    const outcomes = commit(storage, rows);
    took += (performance.now() - began - took) / COMMIT_SHARE;
    batch.forEach((item, i) => {
      const outcome = outcomes[i];
      if (outcome !== undefined) item.done(outcome);
    });
  }

  /** Once a turn: as long as each brings more, gathering goes on; the turn that brings nothing more commits. */
  function look(): void {
    turn = null;
    const more = waiting.length > seen;
    seen = waiting.length;
    if (more && performance.now() - since < longestWait(took)) turn = setImmediate(look);
    else flush();
  }

  return {
    push(row, done) {
      if (waiting.push({ row, done }) > 1) return;
      since = performance.now();
      seen = 1;
      turn = setImmediate(look);
    },
    flush,
  };
}
