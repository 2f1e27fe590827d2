/** Large texts are prepared in one thread beside the main loop, started when the first is needed and ended when none was for a while. */

import { Worker } from 'node:worker_threads';
import type { Prepared, StoredText } from './prepare.ts';

/** Prepares texts. */
export interface Preparer {
  /** Null where the thread has no answer: the text is none, was too much for it, or the server is closing. */
  prepare(stored: StoredText): Promise<Prepared | null>;
  close(): void;
}

/** Bytes of a stored text. */
export function sizeOf(stored: StoredText): number {
  return stored.updates.reduce((sum, update) => sum + update.length, stored.snapshot?.length ?? 0);
}

const IDLE_MS = 60_000;
const MEMORY_MB = 1024;

/** A preparer without a thread yet. */
export function createPreparer(): Preparer {
  const asked = new Map<number, (prepared: Prepared | null) => void>();
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | null = null;
  let last = 0;

  function end(): void {
    const ended = worker;
    worker = null;
    if (idle !== null) clearTimeout(idle);
    idle = null;
    for (const answer of asked.values()) answer(null);
    asked.clear();
    void ended?.terminate();
  }
  function start(): Worker {
    const started = new Worker(new URL('./worker.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } });
    started.unref();
    started.on('message', ({ id, prepared }: { id: number; prepared: Prepared | null }) => {
      asked.get(id)?.(prepared);
      asked.delete(id);
      if (asked.size === 0) idle = setTimeout(end, IDLE_MS).unref();
    });
    // Whoever asked goes on without; the next one gets a new thread.
    started.on('error', () => started === worker && end());
    return started;
  }
  return {
    prepare: ({ snapshot, updates }) =>
      new Promise((resolve) => {
        if (idle !== null) clearTimeout(idle);
        idle = null;
        worker ??= start();
        last += 1;
        asked.set(last, resolve);
        worker.postMessage({ id: last, stored: { snapshot, updates } });
      }),
    close: end,
  };
}
