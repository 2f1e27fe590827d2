/** Crypto that `shared/` is given: signature checks are injected and async, hashing is pure and sync. */

import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { concat, toHex, utf8 } from '../lib/bytes.ts';

/** Algorithms checked anywhere in the product. ES256 signatures are raw r‖s (64 bytes). */
export type VerifyAlg = 'ES256' | 'PS256' | 'RS256' | 'EdDSA';

/** Checks signatures; `spki` is the public key as SubjectPublicKeyInfo DER. Malformed input is `false`, never a throw. */
export interface CryptoProvider {
  readonly verify: (alg: VerifyAlg, spki: Uint8Array, signature: Uint8Array, data: Uint8Array) => Promise<boolean>;
  /** The same over the UTF-8 of a well-formed text, where that is quicker than to make its bytes first. */
  readonly verifyText?: (alg: VerifyAlg, spki: Uint8Array, signature: Uint8Array, text: string) => Promise<boolean>;
  /** What this machine does faster than `shared/` itself, with the same answers; left out where it does not. */
  readonly text?: TextDigest;
}

/** SHA-256 of the UTF-8 of well-formed texts. */
export interface TextDigest {
  /** Lower-case hex. */
  readonly sha256: (text: string) => string;
}

/** The same in plain JavaScript. */
export const PLAIN_TEXT: TextDigest = { sha256: (text) => sha256Hex(utf8(text)) };

/** SHA-256 of the bytes. */
export function sha256(data: Uint8Array): Uint8Array {
  return nobleSha256(data);
}

/** SHA-256 in lower-case hex. */
export function sha256Hex(data: Uint8Array): string {
  return toHex(nobleSha256(data));
}

/** Writes the 32 bytes from a place on as an INTEGER in its shortest form; where it ends. */
function putInteger(der: Uint8Array, at: number, raw: Uint8Array, from: number): number {
  let start = from;
  while (start < from + 31 && raw[start] === 0) start += 1;
  const pad = (raw[start] ?? 0) >= 0x80 ? 1 : 0;
  const length = from + 32 - start;
  der[at] = 2;
  der[at + 1] = length + pad;
  for (let i = 0; i < length; i++) der[at + 2 + pad + i] = raw[start + i] ?? 0;
  return at + 2 + pad + length;
}

/** ECDSA signature r‖s (64 bytes) as DER SEQUENCE of two INTEGERs (RFC 3279 §2.2.3). */
export function rawToDer(raw: Uint8Array): Uint8Array {
  const der = new Uint8Array(72);
  const end = putInteger(der, putInteger(der, 2, raw, 0), raw, 32);
  der[0] = 0x30;
  der[1] = end - 2;
  return der.subarray(0, end);
}

function readInteger(der: Uint8Array, at: number): { value: Uint8Array; end: number } | null {
  const length = der[at + 1] ?? 0;
  const end = at + 2 + length;
  if (der[at] !== 2 || length === 0 || length > 33 || end > der.length) return null;
  const body = der.subarray(at + 2, end);
  const first = body[0] ?? 0;
  const second = body[1] ?? 0;
  if (first >= 0x80 || (first === 0 && body.length > 1 && second < 0x80)) return null;
  const bare = first === 0 ? body.subarray(1) : body;
  if (bare.length > 32) return null;
  const value = new Uint8Array(32);
  value.set(bare, 32 - bare.length);
  return { value, end };
}

/** DER ECDSA-P256 signature as r‖s, or null where it is not the one strict encoding. */
export function derToRaw(der: Uint8Array): Uint8Array | null {
  if (der[0] !== 0x30 || der[1] !== der.length - 2 || der.length > 72) return null;
  const r = readInteger(der, 2);
  const s = r === null ? null : readInteger(der, r.end);
  return r === null || s === null || s.end !== der.length ? null : concat([r.value, s.value]);
}
