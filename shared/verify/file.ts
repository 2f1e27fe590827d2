/** A file from anywhere, judged: a capsule or a PDF, with no server. The command line and `verify.html` say the same. */

import { err, ok, type Result } from '../lib/result.ts';
import { verifyCapsule, type CapsuleTrust } from './capsule.ts';
import type { Envelope } from './envelope.ts';
import { judgePdf } from './pdf/judge.ts';

const begins = (bytes: Uint8Array, letters: string): boolean => [...letters].every((letter, i) => bytes[i] === letter.charCodeAt(0));

/** Judges a file by what it begins with, else by its name. CANNOT where it is neither kind. Never throws. */
export async function judgeFile(name: string, bytes: Uint8Array, trust: CapsuleTrust): Promise<Result<Envelope, 'CANNOT'>> {
  if (begins(bytes, '%PDF-') || /\.pdf$/i.test(name)) return ok(await judgePdf(bytes, trust));
  if (begins(bytes, 'PK') || /\.ongyeol$/i.test(name)) return ok(await verifyCapsule(bytes, trust));
  return err('CANNOT', `검증용 묶음(.ongyeol)도 PDF도 아닌 파일입니다: ${name}`);
}
