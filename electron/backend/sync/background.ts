/** Work that nobody waits for, and that must have ended before its database is closed. */

/** What goes on behind the callers' backs. */
export interface Background {
  /** Takes note of work under way; its faults stay its own. */
  readonly run: (work: Promise<unknown>) => void;
  /** Resolves once nothing noted is under way, with what it began meanwhile. */
  readonly ended: () => Promise<void>;
}

/** A fresh list of work under way. */
export function createBackground(): Background {
  const underWay = new Set<Promise<unknown>>();
  return {
    run(work) {
      underWay.add(work);
      void work.finally(() => underWay.delete(work));
    },
    async ended() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}
