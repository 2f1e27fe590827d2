/** Reading JSON files of a capsule: only the canonical text is accepted, so that one value has one byte string. */

import { fromUtf8 } from '../lib/bytes.ts';
import { canonical } from '../trail/canonical.ts';

/** More than this is no record of ours, and no text a program could hold. */
const MOST_BYTES = 300_000_000;

/** The value, or undefined where the bytes are not exactly JCS of some JSON value. Texts are compared: of well-formed UTF-8 one text has one byte string. */
export function readCanonical(bytes: Uint8Array): unknown {
  const text = bytes.length > MOST_BYTES ? null : fromUtf8(bytes);
  // No file of ours has that name in it, and schemas leave it out unseen where what is hashed still has it.
  if (text === null || text.includes('"__proto__":')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return canonical(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

const known = new WeakMap<Uint8Array, { readonly value: unknown }>();

/** The same for bytes nobody changes, read only once however often they are asked for; nor is the value changed. */
export function readCanonicalOnce(bytes: Uint8Array): unknown {
  const before = known.get(bytes);
  if (before !== undefined) return before.value;
  const value = readCanonical(bytes);
  known.set(bytes, { value });
  return value;
}
