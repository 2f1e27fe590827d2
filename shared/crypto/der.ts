/** Writing and reading DER (X.690): the few forms certificates and CMS need. */

import { concat, equalBytes, utf8 } from '../lib/bytes.ts';

/** One tag-length-value over the given pieces. */
export function tlv(tag: number, ...pieces: readonly Uint8Array[]): Uint8Array {
  const body = concat(pieces);
  const n = body.length;
  const length = n < 128 ? [n] : n < 256 ? [0x81, n] : n < 65_536 ? [0x82, n >> 8, n & 255] : [0x83, n >> 16, (n >> 8) & 255, n & 255];
  return concat([Uint8Array.from([tag, ...length]), body]);
}

/** Order of DER sets: bytewise, the shorter first where one begins the other. */
function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** SEQUENCE. */
export function seq(...pieces: readonly Uint8Array[]): Uint8Array {
  return tlv(0x30, ...pieces);
}

/** SET OF, sorted as DER wants. */
export function setOf(...pieces: readonly Uint8Array[]): Uint8Array {
  return tlv(0x31, ...pieces.toSorted(compareBytes));
}

/** OCTET STRING. */
export function octets(bytes: Uint8Array): Uint8Array {
  return tlv(4, bytes);
}

/** BIT STRING without unused bits unless told. */
export function bits(bytes: Uint8Array, unused = 0): Uint8Array {
  return tlv(3, Uint8Array.from([unused]), bytes);
}

/** Context tag, constructed. */
export function context(n: number, ...pieces: readonly Uint8Array[]): Uint8Array {
  return tlv(0xa0 | n, ...pieces);
}

/** Context tag, primitive. */
export function contextBytes(n: number, bytes: Uint8Array): Uint8Array {
  return tlv(0x80 | n, bytes);
}

/** NULL. */
export const NULL = new Uint8Array([5, 0]);

/** BOOLEAN TRUE. */
export const TRUE = new Uint8Array([1, 1, 255]);

/** Non-negative INTEGER from big-endian bytes or a small number. */
export function integer(value: number | Uint8Array): Uint8Array {
  const bytes = typeof value === 'number' ? Uint8Array.from([value]) : value;
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const bare = bytes.subarray(start);
  return tlv(2, (bare[0] ?? 0) >= 0x80 ? concat([new Uint8Array(1), bare]) : bare);
}

/** OBJECT IDENTIFIER from dotted text. */
export function oid(text: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  const out: number[] = [];
  for (const arc of [first * 40 + second, ...rest]) {
    const piece = [arc & 127];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) piece.unshift((left & 127) | 128);
    out.push(...piece);
  }
  return tlv(6, Uint8Array.from(out));
}

/** Dotted text of an OBJECT IDENTIFIER's value; anything that is not its one encoding reads as ''. */
export function readOid(value: Uint8Array): string {
  const arcs: number[] = [];
  for (let at = 0, arc = 0; at < value.length; at++) {
    const byte = value[at] ?? 0;
    arc = arc * 128 + (byte & 127);
    if (byte >= 0x80) continue;
    arcs.push(...(arcs.length === 0 ? [Math.min(2, Math.floor(arc / 40)), arc - 40 * Math.min(2, Math.floor(arc / 40))] : [arc]));
    arc = 0;
  }
  const dotted = arcs.join('.');
  return arcs.length > 1 && equalBytes(oid(dotted).subarray(2), value) ? dotted : '';
}

/** UTF8String. */
export function text(value: string): Uint8Array {
  return tlv(12, utf8(value.normalize('NFC')));
}

/** PrintableString: ASCII only. */
export function printable(value: string): Uint8Array {
  return tlv(19, utf8(value));
}

/** UTCTime up to 2049, GeneralizedTime after (RFC 5280 §4.1.2.5). */
export function time(at: Date): Uint8Array {
  const digits = `${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;
  return at.getUTCFullYear() < 2050 ? tlv(23, utf8(digits.slice(2))) : tlv(24, utf8(digits));
}

/** One read element: its tag, its whole bytes and its value, and where the next begins. */
export interface Element {
  readonly tag: number;
  readonly raw: Uint8Array;
  readonly value: Uint8Array;
  readonly end: number;
}

/** Reads the element at an offset; null where lengths run out or are not the shortest form. */
export function readElement(bytes: Uint8Array, at: number): Element | null {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined) return null;
  let length = first;
  let header = 2;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 3) return null;
    length = 0;
    for (let i = 0; i < count; i++) length = length * 256 + (bytes[at + 2 + i] ?? 0);
    header = 2 + count;
    if (length < (count === 1 ? 0x80 : 256 ** (count - 1))) return null;
  }
  const end = at + header + length;
  if (end > bytes.length) return null;
  return { tag, raw: bytes.subarray(at, end), value: bytes.subarray(at + header, end), end };
}

/** All elements in a constructed value, or null where they do not fill it exactly. */
export function readChildren(value: Uint8Array): Element[] | null {
  const found: Element[] = [];
  for (let at = 0; at < value.length;) {
    const element = readElement(value, at);
    if (element === null) return null;
    found.push(element);
    at = element.end;
  }
  return found;
}
