/** JSON Canonicalization Scheme (RFC 8785): the one text form that is hashed and signed. */

import canonicalize from 'canonicalize';
import { utf8 } from '../lib/bytes.ts';

/** JCS text of a JSON value. Undefined values and functions have no canonical form and are a bug here. */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('value has no canonical JSON form');
  return text;
}

/** UTF-8 bytes of the JCS text. */
export function canonicalBytes(value: unknown): Uint8Array {
  return utf8(canonical(value));
}
