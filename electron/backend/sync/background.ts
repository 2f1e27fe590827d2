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

/** A file that could not go is tried again after so long while there is a line (ms). */
const FILE_RETRY_MS = { line: 5000, room: 60_000 };

/** Sends files again while there is a line; a broken line comes back sooner than a server gets room. */
export function createAgain(online: () => boolean, background: Background): (flush: () => Promise<unknown>, waitsFor: keyof typeof FILE_RETRY_MS) => void {
  return (flush, waitsFor) => void setTimeout(() => online() && background.run(flush()), FILE_RETRY_MS[waitsFor]).unref();
}
