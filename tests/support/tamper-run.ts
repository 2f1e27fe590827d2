/** Runs tampering over the good capsule of the vectors: every case must be found, and its first fault named with a place. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { webcrypto } from 'node:crypto';
import { fromPem } from '../../shared/verify/pem.ts';
import { createWebCrypto } from '../../shared/crypto/web.ts';
import { unpackZip } from '../../shared/exchange/capsule/zip.ts';
import { verifyCapsule } from '../../shared/verify/capsule.ts';
import { VECTOR_FOLDER, vectorBytes, VECTORS } from './capsule-vectors.ts';
import { must } from './sync.ts';
import { createNext, tampered, TAMPERING } from './tamper.ts';

/** Cases tried, and those that passed for honest. */
export interface Tampered {
  readonly tried: number;
  readonly codes: Readonly<Record<string, number>>;
  readonly missed: readonly string[];
}

/** Tampers so many times with a seed; `base` is the vector that is tampered with. */
export async function runTampering(cases: number, seed: number, base = 'valid'): Promise<Tampered> {
  const vector = VECTORS.find(({ name }) => name === base);
  if (vector === undefined) throw new Error(`no vector ${base}`);
  const files = must(unpackZip(vectorBytes(vector)));
  const anchors = fromPem(readFileSync(join(VECTOR_FOLDER, 'root.pem'), 'utf8'));
  const crypto = createWebCrypto(webcrypto.subtle);
  const next = createNext(seed);
  const kinds = Object.keys(TAMPERING);
  const codes: Record<string, number> = {};
  const missed: string[] = [];
  let tried = 0;
  for (let i = 0; tried < cases; i++) {
    const kind = kinds[i % kinds.length] ?? '';
    const bytes = tampered(files, kind, next);
    if (bytes === null) continue;
    tried += 1;
    const { verdict, firstFault } = await verifyCapsule(bytes, { anchors, crypto });
    if (verdict === 'valid' || firstFault === undefined || firstFault.where === '') missed.push(`${kind}, case ${i} of seed ${seed}`);
    else codes[firstFault.code] = (codes[firstFault.code] ?? 0) + 1;
  }
  return { tried, codes, missed };
}
