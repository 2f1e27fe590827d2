/**
 * A scanned seal (전자이미지관인) as a PNG: square, 8-bit RGBA, not interlaced, with paper that is see-through and ink that is not, at a size in millimetres that
 * stands in the file (pHYs). Checked byte by byte before it is registered, and again before it is stamped.
 */

import { Unzlib } from 'fflate';
import { crc32 } from '../../exchange/archive/crc32.ts';
import { concat } from '../../lib/bytes.ts';
import { err, ok, type Result } from '../../lib/result.ts';

/** Why a picture is no seal. */
export type SealPictureCode = 'PICTURE_KIND' | 'PICTURE_BROKEN' | 'PICTURE_SIZE' | 'PICTURE_ALPHA';

/** A picture that may be stamped: `side` pixels square, `mm` across; colours and cover apart, row by row from the top. */
export interface SealPicture {
  readonly side: number;
  readonly mm: number;
  readonly rgb: Uint8Array;
  readonly alpha: Uint8Array;
}

/** Bounds: bytes of the file, pixels and millimetres across, and pixels to the inch as it is printed. */
export const SEAL_PICTURE = { bytes: 2 << 20, leastPixels: 200, mostPixels: 800, leastMm: 10, mostMm: 60, leastDpi: 200 } as const;

const NOTHING = '아무것도 등록하지 않았습니다.';
const SENTENCES: Readonly<Record<SealPictureCode, string>> = {
  PICTURE_KIND: `관인 그림은 투명한 바탕의 PNG(8비트 RGBA, 비월 없음)여야 합니다. ${NOTHING} 그렇게 저장한 파일을 고르십시오.`,
  PICTURE_BROKEN: `PNG 파일이 깨졌거나 지나치게 큽니다. ${NOTHING} 2 MB 아래로 다시 저장하십시오.`,
  PICTURE_SIZE: `관인 그림은 정사각형이고 한 변이 200에서 800화소, 10에서 60 mm이며, 찍었을 때 인치당 200화소가 넘어야 합니다. ${NOTHING} 크기를 맞추십시오.`,
  PICTURE_ALPHA: `바탕이 투명하지 않거나 찍힌 글자가 없습니다. ${NOTHING} 바탕을 지우고 인영만 남겨 저장하십시오.`,
};

const refuse = (code: SealPictureCode): Result<never, SealPictureCode> => err(code, SENTENCES[code]);

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
}

const MAGIC = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** The chunks (PNG, ISO 15948 §5.3), each with the sum it says; null where one is cut, changed or too much. */
function chunksOf(bytes: Uint8Array): Chunk[] | null {
  if (bytes.length > SEAL_PICTURE.bytes || MAGIC.some((byte, i) => bytes[i] !== byte)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  for (let at = 8; at < bytes.length;) {
    if (at + 12 > bytes.length) return null;
    const length = view.getUint32(at);
    if (length > bytes.length - at - 12) return null;
    const named = bytes.subarray(at + 4, at + 8 + length);
    if (crc32(named) !== view.getUint32(at + 8 + length)) return null;
    chunks.push({ type: String.fromCharCode(...named.subarray(0, 4)), data: named.subarray(4) });
    at += 12 + length;
  }
  return chunks.at(-1)?.type === 'IEND' && chunks[0]?.type === 'IHDR' && chunks[0].data.length === 13 ? chunks : null;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const named = concat([Uint8Array.from(type, (letter) => letter.charCodeAt(0)), data]);
  const around = new DataView(new ArrayBuffer(8));
  around.setUint32(0, data.length);
  around.setUint32(4, crc32(named));
  return concat([new Uint8Array(around.buffer, 0, 4), named, new Uint8Array(around.buffer, 4, 4)]);
}

/** The rows unpacked, exactly as many bytes as they have to be; null for every other number (a bomb stops at the first byte too many). */
function unpack(packed: readonly Uint8Array[], size: number): Uint8Array | null {
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

/** Paeth's predictor (ISO 15948 §9.4). */
function paeth(a: number, b: number, c: number): number {
  const p = a + b - c;
  const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

/** What each filter adds to a byte: its left, its upper and its upper left neighbour are known by then (ISO 15948 §9.2). */
const FILTERS: readonly ((a: number, b: number, c: number) => number)[] = [() => 0, (a) => a, (_, b) => b, (a, b) => (a + b) >> 1, paeth];

/** Undoes the filters, row by row; null for a filter there is not. */
function unfilter(rows: Uint8Array, side: number): Uint8Array | null {
  const width = side * 4;
  const pixels = new Uint8Array(side * width);
  for (let y = 0; y < side; y++) {
    const from = y * (width + 1);
    const predict = FILTERS[rows[from] ?? 5];
    if (predict === undefined) return null;
    const [row, up] = [y * width, (y - 1) * width];
    for (let x = 0; x < width; x++) {
      const a = x < 4 ? 0 : (pixels[row + x - 4] ?? 0);
      const b = y === 0 ? 0 : (pixels[up + x] ?? 0);
      const c = x < 4 || y === 0 ? 0 : (pixels[up + x - 4] ?? 0);
      pixels[row + x] = (rows[from + 1 + x] ?? 0) + predict(a, b, c);
    }
  }
  return pixels;
}

/** Colours and cover apart; null where no paper shows or no ink does. */
function split(pixels: Uint8Array): Pick<SealPicture, 'rgb' | 'alpha'> | null {
  const count = pixels.length / 4;
  const rgb = new Uint8Array(count * 3);
  const alpha = new Uint8Array(count);
  let [clear, inked] = [0, 0];
  for (let i = 0; i < count; i++) {
    const cover = pixels[i * 4 + 3] ?? 0;
    alpha[i] = cover;
    if (cover < 32) clear++;
    if (cover > 200) inked++;
    // What is see-through has no colour, so that nothing hides there.
    if (cover > 0) rgb.set(pixels.subarray(i * 4, i * 4 + 3), i * 3);
  }
  return clear * 10 >= count && inked * 50 >= count ? { rgb, alpha } : null;
}

/** Millimetres across, as the file says (pHYs in pixels to the metre, the same both ways); null where it does not. */
function millimetres(chunks: readonly Chunk[], side: number): number | null {
  const physical = chunks.find(({ type }) => type === 'pHYs')?.data;
  if (physical?.length !== 9 || physical[8] !== 1) return null;
  const view = new DataView(physical.buffer, physical.byteOffset, 9);
  const [x, y] = [view.getUint32(0), view.getUint32(4)];
  return x === 0 || x !== y ? null : (side / x) * 1000;
}

function sizeFits(side: number, mm: number): boolean {
  const { leastPixels, mostPixels, leastMm, mostMm, leastDpi } = SEAL_PICTURE;
  // A tenth of a millimetre is lost in whole pixels to the metre.
  return side >= leastPixels && side <= mostPixels && mm >= leastMm - 0.1 && mm <= mostMm + 0.1 && (side / mm) * 25.4 >= leastDpi - 1;
}

/** Reads a picture whose size in millimetres stands in it. */
export function readSealPicture(bytes: Uint8Array): Result<SealPicture, SealPictureCode> {
  const chunks = chunksOf(bytes);
  const head = chunks?.[0]?.data;
  if (MAGIC.some((byte, i) => bytes[i] !== byte)) return refuse('PICTURE_KIND');
  if (chunks === null || head === undefined) return refuse('PICTURE_BROKEN');
  const view = new DataView(head.buffer, head.byteOffset, 13);
  const [side, height] = [view.getUint32(0), view.getUint32(4)];
  // 8 bits, colour type 6 (RGBA), deflate, the five filters, no interlace.
  if ([8, 6, 0, 0, 0].some((byte, i) => head[8 + i] !== byte)) return refuse('PICTURE_KIND');
  const mm = millimetres(chunks, side);
  if (side !== height || mm === null || !sizeFits(side, mm)) return refuse('PICTURE_SIZE');
  const packed = chunks.flatMap(({ type, data }) => (type === 'IDAT' ? [data] : []));
  const rows = packed.length === 0 ? null : unpack(packed, side * (side * 4 + 1));
  const pixels = rows === null ? null : unfilter(rows, side);
  if (pixels === null) return refuse('PICTURE_BROKEN');
  const parts = split(pixels);
  return parts === null ? refuse('PICTURE_ALPHA') : ok({ side, mm, ...parts });
}

/** The same picture at this many millimetres, with nothing else in it: no text, no place, no name of who scanned it. */
export function sizedPicture(bytes: Uint8Array, mm: number): Result<Uint8Array, SealPictureCode> {
  const chunks = chunksOf(bytes);
  const head = chunks?.[0];
  if (MAGIC.some((byte, i) => bytes[i] !== byte)) return refuse('PICTURE_KIND');
  if (chunks === null || head === undefined) return refuse('PICTURE_BROKEN');
  const side = new DataView(head.data.buffer, head.data.byteOffset, 13).getUint32(0);
  const physical = new DataView(new ArrayBuffer(9));
  const perMetre = mm > 0 ? Math.round((side / mm) * 1000) : 0;
  physical.setUint32(0, perMetre);
  physical.setUint32(4, perMetre);
  physical.setUint8(8, 1);
  const rows = chunks.filter(({ type }) => type === 'IDAT').map(({ type, data }) => chunk(type, data));
  const made = concat([
    Uint8Array.from(MAGIC),
    chunk('IHDR', head.data),
    chunk('pHYs', new Uint8Array(physical.buffer)),
    ...rows,
    chunk('IEND', new Uint8Array(0)),
  ]);
  const read = readSealPicture(made);
  return read.ok ? ok(made) : read;
}
