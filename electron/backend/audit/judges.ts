/**
 * Files of a bundle judged by as many threads as there are cores (AU21). A few are judged where they are asked about: to begin a thread costs more than they do.
 * A thread that dies takes nothing along: its file is judged once more where it was asked about, as it would be without threads.
 */

import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { createIntern, type Intern } from './held.ts';
import { createOnce } from './once.ts';
import { createJudge, createReceiving, type Answers, type Judge, type JudgeAnswer, type JudgedFile, type JudgeQuestion, type JudgeTrust } from './judge.ts';

/** What a thread that judges is started with. */
export interface JudgeData {
  readonly role: 'judge';
  readonly trust: JudgeTrust;
}

/** Who judges. */
export interface Judges {
  readonly judge: Judge;
  /** How many files are looked at together; more asked about at once wait their turn. */
  readonly atOnce: number;
  readonly close: () => Promise<void>;
}

/** `url` is the file of a thread; without one, and where there is one core, no threads are begun. */
export interface JudgesInput {
  readonly url: URL | null;
  readonly trust: JudgeTrust;
  readonly threads?: number;
  /** Files judged before the first thread is begun. */
  readonly few?: number;
}

/** How many files are best under way together: each thread has one at hand while it looks at another. */
export function filesAtOnce(threads = availableParallelism()): number {
  return threads < 2 ? 1 : threads * 2;
}

const FEW = 60;
const MEMORY_MB = 1024;

interface Waiting extends JudgeQuestion {
  readonly settle: (answer: Answers[keyof Answers] | Promise<Answers[keyof Answers]>) => void;
  readonly fail: (error: Error) => void;
}

interface Thread {
  /** Gives it a file; null where there is none, and a process does not wait for it any more. */
  readonly give: (one: Waiting | null) => void;
  readonly idle: () => boolean;
  readonly end: () => Promise<unknown>;
}

interface ThreadInput extends Pick<JudgesInput, 'trust'> {
  readonly url: URL;
  readonly intern: Intern;
  readonly ready: (thread: Thread) => void;
  /** It died; of the file it had, if it had one. */
  readonly died: (thread: Thread, left: Waiting | null) => void;
}

function createThread({ url, trust, intern, ready, died }: ThreadInput): Thread {
  const worker = new Worker(url, { workerData: { role: 'judge', trust } satisfies JudgeData, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } });
  const receive = createReceiving(intern);
  let at: Waiting | null = null;
  const thread: Thread = {
    give(one) {
      at = one;
      if (one === null) return worker.unref();
      worker.ref();
      worker.postMessage({ question: one.question, file: one.file } satisfies JudgeQuestion);
    },
    idle: () => at === null,
    end: () => worker.terminate(),
  };
  worker.on('message', (told: JudgeAnswer) => {
    if ('fault' in told) at?.fail(new Error(told.fault));
    else at?.settle(receive(told.sent));
    ready(thread);
  });
  // What it died of is of no matter here: where its file is to blame, that shows again when the file is judged once more.
  worker.on('error', () => undefined);
  worker.on('exit', () => died(thread, at));
  return thread;
}

interface Pool {
  put(one: Waiting): void;
  close(): Promise<void>;
}

/** `alone`: who judges what a thread died of. */
function createPool({ url, trust, threads: most }: { url: URL; trust: JudgeTrust; threads: number }, alone: Judge, intern: Intern): Pool {
  const threads = new Set<Thread>();
  const queue: Waiting[] = [];
  let closed = false;
  const ready = (thread: Thread): void => thread.give(queue.shift() ?? null);
  const begin = (): void => {
    const thread = createThread({ url, trust, intern, ready, died });
    threads.add(thread);
    ready(thread);
  };
  function died(thread: Thread, left: Waiting | null): void {
    threads.delete(thread);
    if (closed) return;
    left?.settle(alone(left.question, left.file));
    if (queue.length > 0) begin();
  }
  return {
    put(one) {
      queue.push(one);
      const idle = [...threads].find((thread) => thread.idle());
      if (idle !== undefined) ready(idle);
      else if (threads.size < most) begin();
    },
    async close() {
      closed = true;
      await Promise.all([...threads].map((thread) => thread.end()));
    },
  };
}

/** Creates the judges. */
export function createJudges({ url, trust, threads = availableParallelism(), few = FEW }: JudgesInput): Judges {
  const intern = createIntern();
  const alone = createJudge(trust, intern);
  const pool = url === null || threads < 2 ? null : createPool({ url, trust, threads }, alone, intern);
  let asked = 0;
  const once = createOnce();
  const kept = <Q extends keyof Answers>(answer: Answers[Q]): Answers[Q] => ('file' in answer ? (once(answer) as Answers[Q]) : answer);
  const judge: Judge = async <Q extends keyof Answers>(question: Q, file: JudgedFile) => {
    asked += 1;
    if (pool === null || asked <= few) return kept(await alone(question, file));
    const told = await new Promise<Answers[Q]>((resolve, reject) => pool.put({ question, file, settle: resolve as Waiting['settle'], fail: reject }));
    return kept(told);
  };
  return { judge, atOnce: pool === null ? 1 : filesAtOnce(threads), close: async () => pool?.close() };
}

/** Judges files one behind the other as they are asked for, told in their order however they were ready; the first that fails ends it. */
export async function judgeAll<Q extends keyof Answers>(
  { judge, atOnce }: Judges,
  question: Q,
  files: readonly JudgedFile[],
  told: (answer: Answers[Q], file: JudgedFile, i: number) => boolean | void,
): Promise<void> {
  const open: Promise<Answers[Q]>[] = [];
  let asked = 0;
  for (const [i, file] of files.entries()) {
    for (let next = files[asked]; next !== undefined && open.length < atOnce; next = files[++asked]) {
      const one = judge(question, next);
      // Whether it failed is heard when its turn comes.
      one.catch(() => undefined);
      open.push(one);
    }
    const answer = await open.shift();
    if (answer === undefined || told(answer, file, i) === false) break;
  }
  await Promise.allSettled(open);
}
