/** Bytes and their texts, pure: `shared/` knows neither Buffer nor TextEncoder. */

const HEX = '0123456789abcdef';
const B64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const B64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Lower-case hex. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX.charAt(byte >> 4) + HEX.charAt(byte & 15);
  return text;
}

/** Of a hex digit: letters of both sizes end in the same four bits, nine behind. */
const hexValue = (code: number): number => (code & 15) + (code > 57 ? 9 : 0);

/** Bytes of hex text. Only for hex this program made or already checked: anything else is a bug. */
export function fromHex(text: string): Uint8Array {
  if (!/^(?:[0-9a-fA-F]{2})*$/.test(text)) throw new RangeError('not hex');
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = (hexValue(text.charCodeAt(i * 2)) << 4) | hexValue(text.charCodeAt(i * 2 + 1));
  return bytes;
}

const codesOf = (alphabet: string): Uint8Array => Uint8Array.from(alphabet, (character) => character.charCodeAt(0));
const B64_CODES = codesOf(B64);
const B64URL_CODES = codesOf(B64URL);

/** Text of code units. Given as they lie: spread out one by one they take six times as long, and a paper of 300 pages is a megabyte. */
const textOf = (units: Uint8Array | Uint16Array): string => Reflect.apply(String.fromCharCode, null, units);

/** Texts are built in chunks: one string per character would make megabytes slow. */
function encode64(bytes: Uint8Array, codes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += 12_288) {
    const piece = bytes.subarray(start, start + 12_288);
    const out = new Uint8Array(Math.ceil((piece.length * 4) / 3));
    let at = 0;
    for (let i = 0; i < piece.length; i += 3) {
      const n = ((piece[i] ?? 0) << 16) | ((piece[i + 1] ?? 0) << 8) | (piece[i + 2] ?? 0);
      // What would stand behind the last byte falls off the end of `out`.
      out[at++] = codes[n >> 18] ?? 0;
      out[at++] = codes[(n >> 12) & 63] ?? 0;
      out[at++] = codes[(n >> 6) & 63] ?? 0;
      out[at++] = codes[n & 63] ?? 0;
    }
    text += textOf(out);
  }
  return text;
}

/** Values of the characters of an alphabet by their code, -1 elsewhere. */
function valuesOf(alphabet: string): Int8Array {
  const values = new Int8Array(128).fill(-1);
  for (let i = 0; i < 64; i++) values[alphabet.charCodeAt(i)] = i;
  return values;
}

const B64_VALUES = valuesOf(B64);
const B64URL_VALUES = valuesOf(B64URL);

/** Strict: unknown characters, wrong lengths and stray low bits are null, so one value has one text. */
function decode64(text: string, values: Int8Array): Uint8Array | null {
  if (text.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const value = values[text.charCodeAt(i)] ?? -1;
    if (value < 0) return null;
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[at++] = (bits >> held) & 255;
    }
  }
  return (bits & ((1 << held) - 1)) === 0 ? bytes : null;
}

/** Standard base64 with padding (RFC 4648 §4). */
export function toBase64(bytes: Uint8Array): string {
  const text = encode64(bytes, B64_CODES);
  return text + '='.repeat((4 - (text.length % 4)) % 4);
}

/** Bytes of standard base64, or null where it is not exactly that. */
export function fromBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0) return null;
  const bare = text.replace(/={1,2}$/, '');
  return bare.length + ((4 - (bare.length % 4)) % 4) === text.length ? decode64(bare, B64_VALUES) : null;
}

/** base64url without padding (RFC 4648 §5). */
export function toBase64Url(bytes: Uint8Array): string {
  return encode64(bytes, B64URL_CODES);
}

/** Bytes of base64url, or null where it is not exactly that. */
export function fromBase64Url(text: string): Uint8Array | null {
  return decode64(text, B64URL_VALUES);
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;

/** UTF-8 bytes; a lone surrogate becomes U+FFFD as everywhere on the web. In one pass, three bytes a code unit at most: a directory of 20,000 people is 3 MB. */
export function utf8(text: string): Uint8Array {
  const out = new Uint8Array(text.length * 3);
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    let point = text.charCodeAt(i);
    if (point < 0x80) {
      out[at++] = point;
      continue;
    }
    if (isHigh(point) && isLow(text.charCodeAt(i + 1))) point = 0x10000 + ((point & 0x3ff) << 10) + (text.charCodeAt(++i) & 0x3ff);
    else if (point >= 0xd800 && point < 0xe000) point = 0xfffd;
    if (point < 0x800) out[at++] = 0xc0 | (point >> 6);
    else {
      if (point < 0x10000) out[at++] = 0xe0 | (point >> 12);
      else {
        out[at++] = 0xf0 | (point >> 18);
        out[at++] = 0x80 | ((point >> 12) & 63);
      }
      out[at++] = 0x80 | ((point >> 6) & 63);
    }
    out[at++] = 0x80 | (point & 63);
  }
  return out.slice(0, at);
}

const CHUNK = 4096;

/** Text of well-formed UTF-8, or null: overlong forms, surrogates and cut sequences are refused. */
export function fromUtf8(bytes: Uint8Array): string | null {
  const units = new Uint16Array(Math.min(bytes.length, CHUNK) + 2);
  let text = '';
  let at = 0;
  for (let i = 0; i < bytes.length;) {
    const first = bytes[i] ?? 0;
    if (first < 0x80 && at < CHUNK) {
      units[at++] = first;
      i += 1;
      continue;
    }
    const extra = first < 0x80 ? 0 : first >= 0xc2 && first < 0xe0 ? 1 : first >= 0xe0 && first < 0xf0 ? 2 : first >= 0xf0 && first < 0xf5 ? 3 : -1;
    if (extra < 0 || i + extra >= bytes.length) return null;
    let point = extra === 0 ? first : first & (0x3f >> extra);
    for (let k = 1; k <= extra; k++) {
      const next = bytes[i + k] ?? 0;
      if ((next & 0xc0) !== 0x80) return null;
      point = (point << 6) | (next & 63);
    }
    const overlong = (extra === 2 && point < 0x800) || (extra === 3 && point < 0x10000);
    if (overlong || (point >= 0xd800 && point <= 0xdfff) || point > 0x10ffff) return null;
    if (point > 0xffff) {
      units[at++] = 0xd800 + ((point - 0x10000) >> 10);
      units[at++] = 0xdc00 + (point & 0x3ff);
    } else units[at++] = point;
    i += extra + 1;
    if (at >= CHUNK) {
      text += textOf(units.subarray(0, at));
      at = 0;
    }
  }
  return text + textOf(units.subarray(0, at));
}

/** All pieces one behind the other. */
export function concat(pieces: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}

/** Same length and same bytes (not in constant time: never for secrets). */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
