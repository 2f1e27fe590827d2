/** Writing DER (X.690): the few forms certificates and CMS need. */

/** One tag-length-value over the given pieces. */
export function tlv(tag: number, ...pieces: readonly Uint8Array[]): Uint8Array {
  const body = Buffer.concat(pieces);
  const n = body.length;
  const length = n < 128 ? [n] : n < 256 ? [0x81, n] : n < 65_536 ? [0x82, n >> 8, n & 255] : [0x83, n >> 16, (n >> 8) & 255, n & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

/** SEQUENCE. */
export function seq(...pieces: readonly Uint8Array[]): Uint8Array {
  return tlv(0x30, ...pieces);
}

/** SET OF, sorted as DER wants. */
export function setOf(...pieces: readonly Uint8Array[]): Uint8Array {
  return tlv(0x31, ...pieces.toSorted((a, b) => Buffer.compare(a, b)));
}

/** OCTET STRING. */
export function octets(bytes: Uint8Array): Uint8Array {
  return tlv(4, bytes);
}

/** BIT STRING without unused bits unless told. */
export function bits(bytes: Uint8Array, unused = 0): Uint8Array {
  return tlv(3, Buffer.from([unused]), bytes);
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
  const bytes = typeof value === 'number' ? Buffer.from([value]) : Buffer.from(value);
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const bare = bytes.subarray(start);
  return tlv(2, (bare[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bare]) : bare);
}

/** OBJECT IDENTIFIER from dotted text. */
export function oid(text: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  const out = [first * 40 + second];
  for (const arc of rest) {
    const piece = [arc & 127];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) piece.unshift((left & 127) | 128);
    out.push(...piece);
  }
  return tlv(6, Buffer.from(out));
}

/** UTF8String. */
export function text(value: string): Uint8Array {
  return tlv(12, Buffer.from(value.normalize('NFC'), 'utf8'));
}

/** PrintableString. */
export function printable(value: string): Uint8Array {
  return tlv(19, Buffer.from(value, 'latin1'));
}

/** UTCTime up to 2049, GeneralizedTime after (RFC 5280 §4.1.2.5). */
export function time(at: Date): Uint8Array {
  const digits = `${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;
  return at.getUTCFullYear() < 2050 ? tlv(23, Buffer.from(digits.slice(2))) : tlv(24, Buffer.from(digits));
}
