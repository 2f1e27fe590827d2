/** Commands under way on an open profile: it closes only after they had their time, so that an import or a signature is whole or was never begun. */

/** Longest a closing profile waits for what still runs; whatever takes longer asks the network, and finds that line cut (ms). */
const LONGEST_MS = 10_000;

/** Commands under way. */
export interface Running {
  /** Begins one at once, takes note of it until it has its answer, and gives that on. */
  readonly note: <I, T>(command: (input: I) => T | Promise<T>, input: I) => Promise<T>;
  /** Resolves once none is under way, or the longest wait is over. */
  readonly ended: () => Promise<void>;
}

/** A fresh list of commands under way. */
export function createRunning(): Running {
  const underWay = new Set<Promise<unknown>>();
  return {
    async note(command, input) {
      const answer = Promise.resolve(command(input));
      underWay.add(answer);
      try {
        return await answer;
      } finally {
        underWay.delete(answer);
      }
    },
    async ended() {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((done) => (timer = setTimeout(done, LONGEST_MS)));
      await Promise.race([Promise.allSettled(underWay), late]);
      clearTimeout(timer);
    },
  };
}
