/** What is done with a file from outside, in a thread of its own. */

import type { Result } from '../../../shared/lib/result.ts';
import { guardFile, type GuardCode } from '../../../shared/policy/guard/attachment-guard.ts';

/** May these files come in? The first that may not is the answer. */
export interface GuardJob {
  readonly kind: 'guard';
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/** One job. */
export type IntakeJob = GuardJob;

/** EUC-KR with the letters of CP949, as the web's standard decodes it. */
export function oldKorean(bytes: Uint8Array): string {
  return new TextDecoder('euc-kr').decode(bytes);
}

function guardAll({ files }: GuardJob): Result<null, GuardCode> {
  for (const { name, bytes } of files) {
    const guarded = guardFile(name, bytes, oldKorean);
    if (!guarded.ok) return guarded;
  }
  return { ok: true, value: null };
}

/** Does the job. */
export function runJob(job: IntakeJob): Result<null, GuardCode> {
  return guardAll(job);
}
