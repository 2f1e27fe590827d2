/** Work that nobody waits for, and that must have ended before its database is closed. */

import { diskCode, type DiskCode } from '../../../shared/sync/disk.ts';

/** What goes on behind the callers' backs. */
export interface Background {
  /** Takes note of work under way. Where the disk ends it, that is told; any other fault is a bug and ends the program. */
  readonly run: (work: Promise<unknown>) => void;
  /** Resolves once nothing noted is under way, with what it began meanwhile. */
  readonly ended: () => Promise<void>;
}

/** A fresh list of work under way. */
export function createBackground(failed: (code: DiskCode) => void): Background {
  const underWay = new Set<Promise<unknown>>();
  async function noted(work: Promise<unknown>): Promise<void> {
    try {
      await work;
    } catch (error) {
      const code = diskCode(error);
      if (code === null) throw error;
      failed(code);
    } finally {
      underWay.delete(work);
    }
  }
  return {
    run(work) {
      underWay.add(work);
      void noted(work);
    },
    async ended() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}
