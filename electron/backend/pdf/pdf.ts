/** Drawing papers beside the main thread (DESIGN §3): one warm worker, one paper at a time, cancellable. */

import { Worker } from 'node:worker_threads';
import type { PaperPrint } from '../../../shared/forms/print-model.ts';
import { err, type Result } from '../../../shared/lib/result.ts';
import type { ArchiveSeal } from './archive.ts';
import type { RenderCode, Rendered } from './render.ts';
import type { PdfAnswer, PdfJob } from './worker.ts';

/** Why there is no paper. */
export type PdfCode = RenderCode | 'CANCELLED';

/** The PDF part of the backend. */
export interface Pdf {
  /** Draws a paper; a watermark in the model makes it a preview on the same path. `seals` are drawn on it: without a watermark it is PDF/A-1b. */
  readonly render: (
    print: PaperPrint,
    options?: { readonly signal?: AbortSignal; readonly seals?: readonly ArchiveSeal[] },
  ) => Promise<Result<Rendered, PdfCode>>;
  /** Ends the thread; papers still waiting are answered with CANCELLED. */
  readonly close: () => Promise<void>;
}

interface Waiting {
  readonly job: PdfJob;
  readonly settle: (result: Result<Rendered, PdfCode>) => void;
  readonly fail: (error: Error) => void;
}

const CANCELLED = err('CANCELLED', '문서 만들기를 그만두었습니다. 바뀐 것은 없습니다.');

/** Layout makes much that dies at once: with more room for it a long paper holds half as much memory again and is no quicker. */
const YOUNG_MB = 12;

/** Hands jobs to the worker one by one; an idle thread keeps no process alive. Cancelling the running one ends the thread; the next job starts a new one. */
class Queue {
  #worker: Worker | null = null;
  #running: Waiting | null = null;
  #waiting: Waiting[] = [];
  #nextId = 1;
  readonly #url: URL;

  constructor(url: URL) {
    this.#url = url;
  }

  add(print: PaperPrint, signal: AbortSignal | undefined, seals: readonly ArchiveSeal[] | null): Promise<Result<Rendered, PdfCode>> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) return resolve(CANCELLED);
      const waiting: Waiting = { job: { id: this.#nextId++, print, seals }, settle: done(resolve), fail: done(reject) };
      const cancel = (): void => this.#cancel(waiting);
      function done<T>(next: (value: T) => void): (value: T) => void {
        return (value) => {
          signal?.removeEventListener('abort', cancel);
          next(value);
        };
      }
      signal?.addEventListener('abort', cancel, { once: true });
      this.#waiting.push(waiting);
      this.#pump();
    });
  }

  async close(): Promise<void> {
    const open = [...(this.#running === null ? [] : [this.#running]), ...this.#waiting];
    this.#waiting = [];
    const ended = this.#endThread();
    for (const waiting of open) waiting.settle(CANCELLED);
    await ended;
  }

  #pump(): void {
    const next = this.#running === null ? this.#waiting.shift() : undefined;
    if (next === undefined) return;
    this.#running = next;
    const worker = this.#thread();
    worker.ref();
    worker.postMessage(next.job);
  }

  #cancel(waiting: Waiting): void {
    if (this.#running === waiting) void this.#endThread();
    this.#waiting = this.#waiting.filter((other) => other !== waiting);
    waiting.settle(CANCELLED);
    this.#pump();
  }

  #thread(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(this.#url, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
    worker.on('message', (answer: PdfAnswer) => this.#answered(worker, answer));
    worker.on('error', (error) => this.#broke(worker, error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', () => this.#broke(worker, new Error('the PDF thread ended')));
    this.#worker = worker;
    return worker;
  }

  #answered(worker: Worker, answer: PdfAnswer): void {
    const running = this.#running;
    if (worker !== this.#worker || running?.job.id !== answer.id) return;
    this.#running = null;
    worker.unref();
    if (answer.result === null) running.fail(new Error(answer.fault));
    else running.settle(answer.result);
    this.#pump();
  }

  /** A thread that died takes its paper with it, not the ones behind. */
  #broke(worker: Worker, error: Error): void {
    if (worker !== this.#worker) return;
    const running = this.#running;
    this.#worker = null;
    this.#running = null;
    running?.fail(error);
    this.#pump();
  }

  async #endThread(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    this.#running = null;
    await worker?.terminate();
  }
}

/** Creates the PDF part. The bundled app gives the place of its own `worker` file. */
export function createPdf(options: { readonly workerUrl?: URL } = {}): Pdf {
  const queue = new Queue(options.workerUrl ?? new URL('./worker.ts', import.meta.url));
  return {
    render: (print, given = {}) => queue.add(print, given.signal, given.seals ?? null),
    close: () => queue.close(),
  };
}
