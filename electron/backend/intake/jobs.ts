/** What is done with a file from outside, in a thread of its own. */

import { verifyCapsule } from '../../../shared/verify/capsule.ts';
import type { Envelope } from '../../../shared/verify/envelope.ts';
import { judgePdf } from '../../../shared/verify/pdf/judge.ts';
import { readForeign, type ForeignCode, type ForeignFile } from '../../../shared/exchange/foreign/read.ts';
import type { ForeignText } from '../../../shared/exchange/foreign/paper.ts';
import type { Result } from '../../../shared/lib/result.ts';
import { judgePicture, type BodyPicture, type PictureCode } from '../../../shared/policy/guard/picture.ts';
import { createThreadCrypto } from '../pki/node-crypto.ts';
import { guardFile, type GuardCode } from '../../../shared/policy/guard/attachment-guard.ts';

/** A file by name and content. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** May these files come in? The first that may not is the answer. */
export interface GuardJob {
  readonly kind: 'guard';
  readonly files: readonly NamedFile[];
}

/** What text is in this file? It is guarded first. */
export interface ReadJob {
  readonly kind: 'read';
  readonly file: ForeignFile;
}

/** Is this a picture that may stand in a body? */
export interface PictureJob {
  readonly kind: 'picture';
  readonly bytes: Uint8Array;
}

/** Is this capsule or PDF what it says it is? */
export interface CheckJob {
  readonly kind: 'check';
  readonly file: CheckableFile;
}

/** A capsule or PDF with the anchors it is held against (DER). */
export interface CheckableFile {
  readonly kind: 'capsule' | 'pdf';
  readonly bytes: Uint8Array;
  readonly anchors: readonly Uint8Array[];
}

/** One job. */
export type IntakeJob = GuardJob | ReadJob | PictureJob | CheckJob;

/** What a job comes back with. */
export type IntakeAnswer = Result<ForeignText | BodyPicture | null, GuardCode | ForeignCode | PictureCode>;

/** EUC-KR with the letters of CP949, as the web's standard decodes it. */
export function oldKorean(bytes: Uint8Array): string {
  return new TextDecoder('euc-kr').decode(bytes);
}

function guardAll(files: readonly NamedFile[]): Result<null, GuardCode> {
  for (const { name, bytes } of files) {
    const guarded = guardFile(name, bytes, oldKorean);
    if (!guarded.ok) return guarded;
  }
  return { ok: true, value: null };
}

function check({ kind, bytes, anchors }: CheckableFile): Promise<Envelope> {
  const trust = { anchors, crypto: createThreadCrypto() };
  return kind === 'pdf' ? judgePdf(bytes, trust) : verifyCapsule(bytes, trust);
}

/** Does the job. */
export function runJob(job: IntakeJob): IntakeAnswer | Promise<Envelope> {
  if (job.kind === 'check') return check(job.file);
  if (job.kind === 'guard') return guardAll(job.files);
  if (job.kind === 'picture') return judgePicture(job.bytes);
  const guarded = guardAll([job.file]);
  return guarded.ok ? readForeign(job.file, oldKorean) : guarded;
}
