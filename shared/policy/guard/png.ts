/** PNG (ISO 15948), read byte by byte: chunks, packed rows, filters. */

import { Unzlib } from 'fflate';
import { crc32 } from '../../exchange/archive/crc32.ts';
import { concat } from '../../lib/bytes.ts';

/** A chunk by its name. */
export interface PngChunk {
  readonly type: string;
  readonly data: Uint8Array;
}

/** The first bytes of every PNG. */
export const PNG_MAGIC = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;

/** Whether bytes say they are a PNG. */
export function isPng(bytes: Uint8Array): boolean {
  return PNG_MAGIC.every((byte, i) => bytes[i] === byte);
}

/** The chunks (§5.3), each with the sum it says; null where one is cut or changed, the head is not first and alone, or anything stands in or behind the end. */
export function pngChunks(bytes: Uint8Array): PngChunk[] | null {
  if (!isPng(bytes)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: PngChunk[] = [];
  for (let at = 8; at < bytes.length;) {
    if (at + 12 > bytes.length) return null;
    const length = view.getUint32(at);
    if (length > bytes.length - at - 12) return null;
    const named = bytes.subarray(at + 4, at + 8 + length);
    if (crc32(named) !== view.getUint32(at + 8 + length)) return null;
    chunks.push({ type: String.fromCharCode(...named.subarray(0, 4)), data: named.subarray(4) });
    at += 12 + length;
  }
  const [places, last] = [(type: string): number[] => chunks.flatMap((chunk, i) => (chunk.type === type ? [i] : [])), chunks.length - 1];
  const framed = places('IHDR').join() === '0' && places('IEND').join() === String(last) && chunks[last]?.data.length === 0;
  return framed && chunks[0]?.data.length === 13 ? chunks : null;
}

/** One chunk written. */
export function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const named = concat([Uint8Array.from(type, (letter) => letter.charCodeAt(0)), data]);
  const around = new DataView(new ArrayBuffer(8));
  around.setUint32(0, data.length);
  around.setUint32(4, crc32(named));
  return concat([new Uint8Array(around.buffer, 0, 4), named, new Uint8Array(around.buffer, 4, 4)]);
}

/** A PNG of these chunks. */
export function pngOf(chunks: readonly PngChunk[]): Uint8Array {
  return concat([Uint8Array.from(PNG_MAGIC), ...chunks.map(({ type, data }) => pngChunk(type, data))]);
}

/** The rows unpacked, exactly as many bytes as they have to be; null for every other number (a bomb stops at the first byte too many). */
export function unpackRows(packed: readonly Uint8Array[], size: number): Uint8Array | null {
  const out = new Uint8Array(size);
  let at = 0;
  const inflate = new Unzlib((part) => {
    if (at + part.length > size) throw new RangeError('too much');
    out.set(part, at);
    at += part.length;
  });
  try {
    packed.forEach((part, i) => inflate.push(part, i === packed.length - 1));
  } catch {
    return null;
  }
  return at === size ? out : null;
}

/** Whether packed rows end where they have to: with the sum of what they unpack to (RFC 1950 §2.2). What an editor left of an earlier picture stands behind it. */
export function endsWithSum(packed: readonly Uint8Array[], rows: Uint8Array): boolean {
  let [a, b] = [1, 0];
  // As many bytes as can be added before a sum of 32 bits overflows.
  for (let from = 0; from < rows.length; from += 3800) {
    for (let i = from; i < Math.min(rows.length, from + 3800); i++) b += a += rows[i] ?? 0;
    [a, b] = [a % 65_521, b % 65_521];
  }
  const end = concat(packed.slice(-8).map((part) => part.subarray(-4))).subarray(-4);
  return [b >> 8, b & 255, a >> 8, a & 255].every((byte, i) => end[i] === byte);
}

/** Paeth's predictor (§9.4). */
function paeth(a: number, b: number, c: number): number {
  const p = a + b - c;
  const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

/** What each filter adds to a byte: its left, its upper and its upper left neighbour are known by then (§9.2). */
const FILTERS: readonly ((a: number, b: number, c: number) => number)[] = [() => 0, (a) => a, (_, b) => b, (a, b) => (a + b) >> 1, paeth];

/** Undoes the filters, row by row; null for a filter there is not. `step` is how many bytes lie between a byte and its left neighbour. */
export function unfilterRows(rows: Uint8Array, rowBytes: number, step: number): Uint8Array | null {
  const height = rows.length / (rowBytes + 1);
  const pixels = new Uint8Array(height * rowBytes);
  for (let y = 0; y < height; y++) {
    const from = y * (rowBytes + 1);
    const predict = FILTERS[rows[from] ?? 5];
    if (predict === undefined) return null;
    const [row, up] = [y * rowBytes, (y - 1) * rowBytes];
    for (let x = 0; x < rowBytes; x++) {
      const a = x < step ? 0 : (pixels[row + x - step] ?? 0);
      const b = y === 0 ? 0 : (pixels[up + x] ?? 0);
      const c = x < step || y === 0 ? 0 : (pixels[up + x - step] ?? 0);
      pixels[row + x] = (rows[from + 1 + x] ?? 0) + predict(a, b, c);
    }
  }
  return pixels;
}
