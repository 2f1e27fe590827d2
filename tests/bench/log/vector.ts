/** The good capsule of the vectors as the benchmark's matter: entries of a real paper under real certificates. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '../../../shared/crypto/crypto.ts';
import { readWhole } from '../../../shared/exchange/capsule/disclose.ts';
import type { Entry } from '../../../shared/trail/entry.ts';
import { parseCertificate } from '../../../shared/verify/pki.ts';

/** Bytes of the capsule. */
export function capsuleBytes(): Uint8Array {
  return new Uint8Array(readFileSync(join(import.meta.dirname, '../../fixtures/capsules/valid/document.ongyeol')));
}

function whole() {
  const read = readWhole(capsuleBytes());
  if (!read.ok) throw new Error(read.message);
  return read.value;
}

/** Its entries. */
export function entriesOfVector(): Entry[] {
  return whole().trail.map(({ entry }) => entry);
}

/** Public keys by the digest of their certificate. */
export function keysOfVector(): Map<string, Uint8Array> {
  const ders = [...whole().files].flatMap(([path, der]) => (path.startsWith('certificates/') ? [der] : []));
  return new Map(
    ders.flatMap((der) => {
      const parsed = parseCertificate(der);
      return parsed.ok ? [[sha256Hex(der), parsed.value.spki] as const] : [];
    }),
  );
}
