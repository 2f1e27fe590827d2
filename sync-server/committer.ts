/** Group commit: all updates of one event-loop turn become one transaction, and nobody is told before it is on disk. */

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

/** A committer over one storage. */
export function createCommitter(storage: RoomStorage): Committer {
  let waiting: { row: UpdateRow; done: (outcome: CommitOutcome) => void }[] = [];
  let timer: NodeJS.Immediate | null = null;

  function commit(rows: readonly UpdateRow[]): CommitOutcome[] {
    try {
      return storage.append(rows);
    } catch (error) {
      const code = diskCode(error);
      if (code === null) throw error;
      return rows.map(() => ({ type: 'failed', code }));
    }
  }

  function flush(): void {
    if (timer !== null) clearImmediate(timer);
    timer = null;
    if (waiting.length === 0) return;
    const batch = waiting;
    waiting = [];
    const outcomes = commit(batch.map((item) => item.row));
    batch.forEach((item, i) => {
      const outcome = outcomes[i];
      if (outcome !== undefined) item.done(outcome);
    });
  }

  return {
    push(row, done) {
      waiting.push({ row, done });
      timer ??= setImmediate(flush);
    },
    flush,
  };
}
