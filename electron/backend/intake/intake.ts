/** Files from outside are looked at in a thread of their own, one thread a job, with bounds of time and memory. */

import { Worker } from 'node:worker_threads';
import { err, type Err, type Result } from '../../../shared/lib/result.ts';
import type { GuardCode } from '../../../shared/policy/guard/attachment-guard.ts';
import type { BodyPicture, PictureCode } from '../../../shared/policy/guard/picture.ts';
import type { ForeignText } from '../../../shared/exchange/foreign/paper.ts';
import type { ForeignCode, ForeignFile } from '../../../shared/exchange/foreign/read.ts';
import type { Envelope } from '../../../shared/verify/envelope.ts';
import type { CheckableFile, IntakeJob, NamedFile } from './jobs.ts';

/** Why there is no answer: the file was too much for the thread. */
export type IntakeCode = 'FILE_TOO_HARD';

/** Looks at files. */
export interface Intake {
  /** Whether every file may come in. */
  readonly guard: (files: readonly NamedFile[]) => Promise<Result<null, GuardCode | IntakeCode>>;
  /** A picture as it is kept. */
  readonly picture: (bytes: Uint8Array) => Promise<Result<BodyPicture, PictureCode | IntakeCode>>;
  /** Whether a capsule or PDF from outside is what it says it is. */
  readonly check: (file: CheckableFile) => Promise<Envelope | Err<IntakeCode>>;
  /** The text of one file, guarded first. */
  readonly read: (file: ForeignFile) => Promise<Result<ForeignText, GuardCode | ForeignCode | IntakeCode>>;
}

/** Bounds of one job. */
const TIME_MS = 60_000;
const MEMORY_MB = 1024;
const TOO_HARD = err(
  'FILE_TOO_HARD',
  '파일을 살펴보는 데 지나치게 오래 걸리거나 메모리가 모자라 그만두었습니다. 아무것도 가져오지 않았습니다. 파일을 나누거나 다시 저장해 고르십시오.',
);

/** Answers with what the thread says; a thread that dies of memory or takes too long is the file's fault, any other death a bug. */
function run<T>(url: URL, job: IntakeJob): Promise<T | typeof TOO_HARD> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(url, { workerData: job, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } });
    const timer = setTimeout(() => {
      resolve(TOO_HARD);
      void worker.terminate();
    }, TIME_MS);
    worker.once('message', (answer: T) => resolve(answer));
    worker.once('error', (error) => {
      if ((error as { code?: unknown }).code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(TOO_HARD);
      else reject(error instanceof Error ? error : new Error(String(error)));
    });
    worker.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the intake thread ended (${code})`));
    });
  });
}

/** Creates the intake. The bundled app gives the place of its own `worker` file. */
export function createIntake(options: { readonly workerUrl?: URL } = {}): Intake {
  const url = options.workerUrl ?? new URL('./worker.ts', import.meta.url);
  return {
    guard: (files) => (files.length === 0 ? Promise.resolve({ ok: true, value: null }) : run(url, { kind: 'guard', files })),
    picture: (bytes) => run(url, { kind: 'picture', bytes }),
    check: (file) => run(url, { kind: 'check', file }),
    read: (file) => run(url, { kind: 'read', file }),
  };
}
