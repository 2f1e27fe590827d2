/** A workspace in its thread: what hangs or swells there ends with it and takes nothing else along. */

import { Worker } from 'node:worker_threads';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { AuditTrust, Threads, Workspace } from './workspace.ts';

/** How many threads judge for a workspace, where it is not as many as there are cores. */
export type ThreadCount = Omit<Threads, 'url'>;

/** What the thread of a workspace is started with. */
export interface AuditData {
  readonly role: 'workspace';
  readonly trust: AuditTrust;
  readonly threads: ThreadCount;
}

/** One question. */
export interface AuditQuestion {
  readonly id: number;
  readonly name: keyof Workspace;
  readonly input: unknown;
}

/** Its answer; `fault` is set where answering threw, which is a bug. */
export interface AuditAnswer {
  readonly id: number;
  readonly value: unknown;
  readonly fault: string | null;
}

/** Why there is no answer: the thread was too small for the bundle, or one file held it too long. */
export type AuditCode = 'AUDIT_TOO_MUCH' | 'AUDIT_CLOSED';

type Answered<N extends keyof Workspace> = Awaited<ReturnType<Workspace[N]>>;

/** The line to a workspace. */
export interface AuditThread {
  ask<N extends keyof Workspace>(name: N, input: Parameters<Workspace[N]>[0]): Promise<Result<Answered<N>, AuditCode>>;
  close(): Promise<void>;
}

const TIME_MS = 120_000;
const MEMORY_MB = 4096;
const TOO_MUCH = err(
  'AUDIT_TOO_MUCH',
  '묶음을 살펴보는 데 메모리가 모자라거나 파일 하나가 2분을 넘겨 감사 열람을 닫았습니다. 파일은 그대로입니다. 묶음을 나누어 다시 여십시오.',
);
const CLOSED = err('AUDIT_CLOSED', '열어 둔 묶음이 없습니다. 검증용 묶음이 든 폴더나 파일을 고르십시오.');

interface Waiting {
  readonly settle: (result: Result<unknown, AuditCode>) => void;
  readonly fail: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** Questions that are out, and why no more are taken once the thread is gone. */
function createOpen() {
  const waiting = new Map<number, Waiting>();
  let gone: Result<never, AuditCode> | null = null;
  let last = 0;
  const take = (id: number): Waiting | undefined => {
    const one = waiting.get(id);
    waiting.delete(id);
    clearTimeout(one?.timer);
    return one;
  };
  return {
    take,
    gone: () => gone,
    put(one: Waiting): number {
      last += 1;
      waiting.set(last, one);
      return last;
    },
    end(why: Result<never, AuditCode>): void {
      gone ??= why;
      for (const id of [...waiting.keys()]) take(id)?.settle(why);
    },
  };
}

/** Starts a workspace. */
export function createAuditThread(url: URL, trust: AuditTrust, threads: ThreadCount = {}): AuditThread {
  const worker = new Worker(url, {
    workerData: { role: 'workspace', trust, threads } satisfies AuditData,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  worker.unref();
  const open = createOpen();
  worker.on('message', ({ id, value, fault }: AuditAnswer) => {
    const one = open.take(id);
    if (fault === null) one?.settle(ok(value));
    else one?.fail(new Error(fault));
  });
  worker.on('error', () => open.end(TOO_MUCH));
  worker.on('exit', () => open.end(CLOSED));
  const stuck = (): void => {
    open.end(TOO_MUCH);
    void worker.terminate();
  };
  return {
    ask: <N extends keyof Workspace>(name: N, input: Parameters<Workspace[N]>[0]) =>
      new Promise<Result<Answered<N>, AuditCode>>((resolve, reject) => {
        const gone = open.gone();
        if (gone !== null) return resolve(gone);
        const timer = setTimeout(stuck, TIME_MS);
        timer.unref();
        const id = open.put({ settle: resolve as Waiting['settle'], fail: reject, timer });
        worker.postMessage({ id, name, input } satisfies AuditQuestion);
      }),
    async close() {
      open.end(CLOSED);
      await worker.terminate();
    },
  };
}

/** The refusal where nothing is open. */
export const AUDIT_CLOSED = CLOSED;
