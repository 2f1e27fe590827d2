/** The good capsule of the vectors as the benchmark's matter: entries of a real paper under real certificates. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '../../../shared/crypto/crypto.ts';
import type { ProvenEntry } from '../../../shared/exchange/capsule/capsule.ts';
import { readWhole } from '../../../shared/exchange/capsule/disclose.ts';
import type { Entry } from '../../../shared/trail/entry.ts';
import { fromPem } from '../../../shared/verify/pem.ts';
import { parseCertificate } from '../../../shared/verify/pki.ts';
import { readCanonical } from '../../../shared/verify/read-json.ts';

const FOLDER = join(import.meta.dirname, '../../fixtures/capsules');

/** Bytes of the capsule. */
export function capsuleBytes(): Uint8Array {
  return new Uint8Array(readFileSync(join(FOLDER, 'valid/document.ongyeol')));
}

/** Its root, DER. */
export function rootOfVector(): Uint8Array {
  return fromPem(readFileSync(join(FOLDER, 'root.pem'), 'utf8'))[0]!;
}

function whole() {
  const read = readWhole(capsuleBytes());
  if (!read.ok) throw new Error(read.message);
  return read.value;
}

/** Entries of its paper. */
export function entriesOfVector(): Entry[] {
  return whole().trail.map(({ entry }) => entry);
}

/** Entries of its directory and its paper, in the order of the log. */
export function placedOfVector(): ProvenEntry[] {
  const { files, trail } = whole();
  const directory = readCanonical(files.get('directory/entries.json')!) as ProvenEntry[];
  return [...directory, ...trail].toSorted((a, b) => a.index - b.index);
}

/** Certificates by their digest, DER. */
export function certificatesOfVector(): Map<string, Uint8Array> {
  return new Map([...whole().files].flatMap(([path, der]) => (path.startsWith('certificates/') ? [[sha256Hex(der), der] as const] : [])));
}

/** Public keys by the digest of their certificate. */
export function keysOfVector(): Map<string, Uint8Array> {
  return new Map(
    [...certificatesOfVector()].flatMap(([digest, der]) => {
      const parsed = parseCertificate(der);
      return parsed.ok ? [[digest, parsed.value.spki] as const] : [];
    }),
  );
}
