/** Checkpoint of the log: C2SP signed note (tlog-checkpoint) by the log's Ed25519 key. */

import { sha256 } from '@noble/hashes/sha2.js';
import type { CryptoProvider } from '../crypto/crypto.ts';
import { concat, fromBase64, toBase64, toHex, utf8 } from '../lib/bytes.ts';

/** What a checkpoint says: log origin, number of leaves, root (32 bytes). */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

const ED25519 = new Uint8Array([1]);
const SPKI_PREFIX_LENGTH = 12;

/** Raw 32-byte Ed25519 key of its SPKI DER (RFC 8410: 12 bytes of header). */
export function rawEd25519(spki: Uint8Array): Uint8Array {
  return spki.subarray(SPKI_PREFIX_LENGTH);
}

/** Key id of a signed note: first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ key). */
export function noteKeyId(origin: string, spki: Uint8Array): Uint8Array {
  return sha256(concat([utf8(`${origin}\n`), ED25519, rawEd25519(spki)])).subarray(0, 4);
}

/** The key as other tools are given it (C2SP signed-note `vkey`): name, key id and algorithm with key. */
export function verifierKey(name: string, spki: Uint8Array): string {
  return `${name}+${toHex(noteKeyId(name, spki))}+${toBase64(concat([ED25519, rawEd25519(spki)]))}`;
}

/** Text that is signed: three lines, each ended by a newline. */
export function checkpointText(checkpoint: Checkpoint): string {
  return `${checkpoint.origin}\n${checkpoint.size}\n${toBase64(checkpoint.root)}\n`;
}

/** The whole note with one signature. */
export function formatNote(checkpoint: Checkpoint, spki: Uint8Array, signature: Uint8Array): string {
  const blob = toBase64(concat([noteKeyId(checkpoint.origin, spki), signature]));
  return `${checkpointText(checkpoint)}\n— ${checkpoint.origin} ${blob}\n`;
}

/** Reads and checks a note under the log's key; null where anything is off. The origin is compared as a literal. */
export async function verifyNote(note: string, spki: Uint8Array, crypto: CryptoProvider): Promise<Checkpoint | null> {
  const match = /^([^\n ]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n\n— ([^\n ]+) ([A-Za-z0-9+/=]+)\n$/.exec(note);
  if (match === null) return null;
  const [, origin = '', size = '', rootText = '', name = '', blobText = ''] = match;
  const root = fromBase64(rootText);
  const blob = fromBase64(blobText);
  if (root === null || blob === null || blob.length !== 68 || name !== origin) return null;
  const checkpoint = { origin, size: Number(size), root };
  if (toHex(blob.subarray(0, 4)) !== toHex(noteKeyId(origin, spki))) return null;
  return (await crypto.verify('EdDSA', spki, blob.subarray(4), utf8(checkpointText(checkpoint)))) ? checkpoint : null;
}
