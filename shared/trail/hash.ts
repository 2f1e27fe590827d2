/** Hashes of the trail: RFC 6962 leaves and nodes, salted commitments, plain digests of canonical JSON. All SHA-256. */

import { sha256 } from '@noble/hashes/sha2.js';
import { concat, fromHex, toHex } from '../lib/bytes.ts';
import { PLAIN_TEXT, type TextDigest } from '../crypto/crypto.ts';
import { canonical, canonicalBytes } from './canonical.ts';
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
export function leafHash(entry: Entry, digest: TextDigest = PLAIN_TEXT): string {
  return digest.sha256(`\u0000${canonical(entry)}`);
}

/** What is made of an entry once and asked for at every check: its leaf hash, and the canonical text of its statement, null for a fact. */
export interface EntryText {
  readonly leaf: string;
  readonly statement: string | null;
}

/** The canonical text of an entry around that of its statement; null where it has other members than an entry has. */
function around(entry: Extract<Entry, { readonly kind: 'statement' }>, statement: string): string | null {
  const { body, documentId, kind, prev, receivedAt, seq, v } = entry;
  if (Object.keys(entry).length !== 7 || Object.keys(body).length !== 3) return null;
  const inside = `"facts":${canonical(body.facts)},"signature":${canonical(body.signature)},"statement":${statement}`;
  const place = `"documentId":${canonical(documentId)},"kind":${canonical(kind)},"prev":${canonical(prev)}`;
  return `{"body":{${inside}},${place},"receivedAt":${canonical(receivedAt)},"seq":${canonical(seq)},"v":${canonical(v)}}`;
}

/** Texts of an entry. The statement is written once: in the entry it stands as it is signed, only the prefix of what is signed is not there. */
export function entryText(entry: Entry, digest: TextDigest = PLAIN_TEXT): EntryText {
  if (entry.kind === 'serverFact') return { leaf: leafHash(entry, digest), statement: null };
  const statement = canonical(entry.body.statement);
  return { leaf: digest.sha256(`\u0000${around(entry, statement) ?? canonical(entry)}`), statement };
}

/** Leaf hash of each entry of a trail whose links hold: the one behind an entry has it written down, so that only the last is hashed. */
export function linkedLeaves(entries: readonly Entry[], digest: TextDigest = PLAIN_TEXT): string[] {
  return entries.map((entry, i) => {
    const next = entries[i + 1];
    return next?.seq === entry.seq + 1 && next.prev !== null ? next.prev : leafHash(entry, digest);
  });
}

/** SHA-256 of JCS(value), lower-case hex. Used for jointDigest, laneDigest and statement digests. */
export function digestOf(value: unknown): string {
  return toHex(sha256(canonicalBytes(value)));
}

/** Salted leaf SHA-256(0x00 ‖ salt16 ‖ JCS(value)), lower-case hex: a commitment, and a part of contentDigest. `salt` is 32 hex digits. */
export function commit(salt: string, value: unknown): string {
  return toHex(leafOf(concat([fromHex(salt), canonicalBytes(value)])));
}
