/** Reading JSON files of a capsule: only the canonical text is accepted, so that one value has one byte string. */

import { equalBytes, fromUtf8 } from '../lib/bytes.ts';
import { canonicalBytes } from '../trail/canonical.ts';

/** The value, or undefined where the bytes are not exactly JCS of some JSON value. */
export function readCanonical(bytes: Uint8Array): unknown {
  const text = fromUtf8(bytes);
  if (text === null) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return equalBytes(canonicalBytes(value), bytes) ? value : undefined;
  } catch {
    return undefined;
  }
}
