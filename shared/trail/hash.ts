/** Hashes of the trail: RFC 6962 leaves and nodes, salted commitments, plain digests of canonical JSON. All SHA-256. */

import { sha256 } from '@noble/hashes/sha2.js';
import { concat, fromHex, toHex } from '../lib/bytes.ts';
import { canonicalBytes } from './canonical.ts';
import type { Entry } from './entry.ts';

const LEAF = new Uint8Array([0]);
const NODE = new Uint8Array([1]);

/** RFC 6962 §2.1 leaf hash of raw bytes. */
export function leafOf(data: Uint8Array): Uint8Array {
  return sha256(concat([LEAF, data]));
}

/** RFC 6962 §2.1 node hash. */
export function nodeOf(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(concat([NODE, left, right]));
}

/** Leaf hash of an entry, lower-case hex: its identity and the `prev` of the next. */
export function leafHash(entry: Entry): string {
  return toHex(leafOf(canonicalBytes(entry)));
}

/** SHA-256 of JCS(value), lower-case hex. Used for jointDigest, laneDigest and statement digests. */
export function digestOf(value: unknown): string {
  return toHex(sha256(canonicalBytes(value)));
}

/** Salted leaf SHA-256(0x00 ‖ salt16 ‖ JCS(value)), lower-case hex: a commitment, and a part of contentDigest. `salt` is 32 hex digits. */
export function commit(salt: string, value: unknown): string {
  return toHex(leafOf(concat([fromHex(salt), canonicalBytes(value)])));
}
