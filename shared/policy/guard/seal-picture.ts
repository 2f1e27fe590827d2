/**
 * A scanned seal (전자이미지관인) as a PNG: square, 8-bit RGBA, not interlaced, with paper that is see-through and ink that is not, at a size in millimetres that
 * stands in the file (pHYs). Checked byte by byte before it is registered, and again before it is stamped.
 */

import { err, ok, type Result } from '../../lib/result.ts';
import { isPng, pngChunks, pngOf, unfilterRows, unpackRows, type PngChunk } from './png.ts';

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

/** The chunks of a file that is not too large. */
function chunksOf(bytes: Uint8Array): PngChunk[] | null {
  return bytes.length > SEAL_PICTURE.bytes ? null : pngChunks(bytes);
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
function millimetres(chunks: readonly PngChunk[], side: number): number | null {
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
  if (!isPng(bytes)) return refuse('PICTURE_KIND');
  if (chunks === null || head === undefined) return refuse('PICTURE_BROKEN');
  const view = new DataView(head.buffer, head.byteOffset, 13);
  const [side, height] = [view.getUint32(0), view.getUint32(4)];
  // 8 bits, colour type 6 (RGBA), deflate, the five filters, no interlace.
  if ([8, 6, 0, 0, 0].some((byte, i) => head[8 + i] !== byte)) return refuse('PICTURE_KIND');
  const mm = millimetres(chunks, side);
  if (side !== height || mm === null || !sizeFits(side, mm)) return refuse('PICTURE_SIZE');
  const packed = chunks.flatMap(({ type, data }) => (type === 'IDAT' ? [data] : []));
  const rows = packed.length === 0 ? null : unpackRows(packed, side * (side * 4 + 1));
  const pixels = rows === null ? null : unfilterRows(rows, side * 4, 4);
  if (pixels === null) return refuse('PICTURE_BROKEN');
  const parts = split(pixels);
  return parts === null ? refuse('PICTURE_ALPHA') : ok({ side, mm, ...parts });
}

/** The same picture at this many millimetres, with nothing else in it: no text, no place, no name of who scanned it. */
export function sizedPicture(bytes: Uint8Array, mm: number): Result<Uint8Array, SealPictureCode> {
  const chunks = chunksOf(bytes);
  const head = chunks?.[0];
  if (!isPng(bytes)) return refuse('PICTURE_KIND');
  if (chunks === null || head === undefined) return refuse('PICTURE_BROKEN');
  const side = new DataView(head.data.buffer, head.data.byteOffset, 13).getUint32(0);
  const physical = new DataView(new ArrayBuffer(9));
  const perMetre = mm > 0 ? Math.round((side / mm) * 1000) : 0;
  physical.setUint32(0, perMetre);
  physical.setUint32(4, perMetre);
  physical.setUint8(8, 1);
  const made = pngOf([
    { type: 'IHDR', data: head.data },
    { type: 'pHYs', data: new Uint8Array(physical.buffer) },
    ...chunks.filter(({ type }) => type === 'IDAT'),
    { type: 'IEND', data: new Uint8Array(0) },
  ]);
  const read = readSealPicture(made);
  return read.ok ? ok(made) : read;
}
