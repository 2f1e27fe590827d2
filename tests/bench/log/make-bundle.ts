/** Makes a bundle on disk, kept where that is asked for: papers of one log, each with its own text, and a hundred more with drawn and sealed PDFs. */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toPem } from '../../../electron/backend/pki/certificate.ts';
import { fromPem } from '../../../shared/verify/pem.ts';
import { contentOf, createSignedLog } from '../../support/signed-papers.ts';
import { sealedPapers } from './sealed.ts';

const BATCH = 500;
const WITH_PDF = 100;

/** How far it is, for whoever watches. */
export const progress = (what: string, done: number, all: number): void => void (process.stderr.isTTY && process.stderr.write(`\r${what} ${done}/${all} `));

type Put = (n: number, capsule: Uint8Array) => void;

/** A folder is complete with its root; one that has it is left as it is. */
async function made(folder: string, make: (put: Put) => Uint8Array | Promise<Uint8Array>): Promise<Uint8Array> {
  const at = join(folder, 'root.pem');
  const known = existsSync(at) ? fromPem(readFileSync(at, 'utf8'))[0] : undefined;
  if (known !== undefined) return known;
  mkdirSync(folder, { recursive: true });
  const root = await make((n, capsule) => writeFileSync(join(folder, `${String(n).padStart(6, '0')}.ongyeol`), capsule));
  writeFileSync(at, toPem(root));
  return root;
}

/** Batches keep memory small: a capsule is under the checkpoint of its batch's end, as an export of that day would be. */
function plainPapers(count: number, put: Put): Uint8Array {
  const log = createSignedLog();
  for (let from = 0; from < count; from += BATCH) {
    const papers = Array.from({ length: Math.min(BATCH, count - from) }, (_, i) => log.paper(contentOf(from + i)));
    papers.forEach((paper, i) => put(from + i, log.capsule(paper)));
    progress('쓰는 중', from, count);
  }
  return log.world.root;
}

/** How many of so many documents have a PDF. */
export const withPdf = (count: number): number => Math.min(WITH_PDF, count);

/** Makes what is not there yet; the roots of its two logs. */
export async function makeBundle(folder: string, count: number): Promise<Uint8Array[]> {
  const sealed = withPdf(count);
  const plain = await made(folder, (put) => plainPapers(count - sealed, put));
  return [plain, await made(join(folder, 'pdf'), (put) => sealedPapers(sealed, count - sealed, put))];
}
