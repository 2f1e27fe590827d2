/** Loaded into every server under test: answers what it has used, and ends with the process that started it. */

/** What a server process has used. Heap and external memory are after a full collection where one was asked for. */
export interface Usage {
  /** CPU time of the process so far, in milliseconds. */
  readonly cpuMs: number;
  /** JavaScript heap and what hangs on it outside, in bytes. */
  readonly heap: number;
  readonly rss: number;
  /** Rooms in memory; null where the server itself tells it elsewhere. */
  readonly rooms: number | null;
}

/** Answers `usage` and `collect` (a full collection first). */
export function answerUsage(rooms: () => number | null): void {
  process.on('message', (question) => {
    if (question === 'collect') for (let i = 0; i < 10; i++) globalThis.gc?.();
    const { user, system } = process.cpuUsage();
    const { heapUsed, external, rss } = process.memoryUsage();
    process.send?.({ cpuMs: (user + system) / 1000, heap: heapUsed + external, rss, rooms: rooms() } satisfies Usage);
  });
  process.on('disconnect', () => process.exit(0));
  process.channel?.unref();
}

if (process.env['BENCH_CONTROL'] === 'alone') answerUsage(() => null);
