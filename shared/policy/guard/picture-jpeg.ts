/** A JPEG for a body (ITU T.81): its size and colours, with nothing in it but the picture: no place where it was taken, no name, no small picture of another. */

import { concat } from '../../lib/bytes.ts';

/** What a JPEG is, as it is seen: turned where its maker said so; `colours` 1 for grey, 3, or 4 for print. */
export interface JpegRead {
  readonly width: number;
  readonly height: number;
  readonly colours: number;
  readonly bytes: Uint8Array;
}

interface Reading {
  readonly kept: Uint8Array[];
  size: { width: number; height: number; colours: number } | null;
  turned: number;
  /** Place behind the last byte looked at. */
  at: number;
}

/** Orientation 1–8 as EXIF says it, 1 where it does not. */
function orientationOf(segment: Uint8Array): number {
  const view = new DataView(segment.buffer, segment.byteOffset, segment.byteLength);
  if (segment.length < 20 || String.fromCharCode(...segment.subarray(4, 8)) !== 'Exif') return 1;
  const little = view.getUint16(10) === 0x4949;
  const from = 10 + view.getUint32(14, little);
  if (from + 2 > segment.length) return 1;
  for (let i = 0, at = from + 2; i < view.getUint16(from, little) && at + 12 <= segment.length; i++, at += 12) {
    const value = view.getUint16(at + 8, little);
    if (view.getUint16(at, little) === 0x0112) return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** A segment that says nothing but how the picture is turned. */
function turnedSegment(orientation: number): Uint8Array {
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  return Uint8Array.from([0xff, 0xe1, 0, exif.length + 2, ...exif]);
}

/** Letters of a scan, up to the next mark that is none of a restart. */
function scanEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at + 1 < bytes.length) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
    at += 1;
  }
  return bytes.length;
}

const FRAMES = new Set([0xc0, 0xc1, 0xc2]);
const OTHER_FRAMES = new Set([0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);

/** Takes one segment; false where the file is no JPEG that is drawn everywhere. */
function take(marker: number, segment: Uint8Array, reading: Reading): boolean {
  if (OTHER_FRAMES.has(marker)) return false;
  if (FRAMES.has(marker)) {
    const [precision = 0, h1 = 0, h0 = 0, w1 = 0, w0 = 0, colours = 0] = segment.subarray(4);
    if (precision !== 8 || reading.size !== null) return false;
    reading.size = { width: (w1 << 8) | w0, height: (h1 << 8) | h0, colours };
  }
  if (marker === 0xe1) reading.turned = Math.max(reading.turned, orientationOf(segment));
  // The first and the fourteenth application segment say how colours are meant; the others and remarks say things about the picture.
  const says = (marker >= 0xe1 && marker <= 0xef && marker !== 0xee) || marker === 0xfe;
  if (!says) reading.kept.push(segment);
  return true;
}

/** Reads a JPEG; null where it is none, is cut, or is of a kind that not every program draws. */
export function readJpeg(bytes: Uint8Array): JpegRead | null {
  const reading: Reading = { kept: [], size: null, turned: 1, at: 2 };
  while (bytes[reading.at] === 0xff) {
    const { at } = reading;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      reading.at += 1;
      continue;
    }
    if (marker === 0xd9) return finished(reading);
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length || !take(marker, bytes.subarray(at, end), reading)) return null;
    reading.at = end;
    if (marker !== 0xda) continue;
    reading.at = scanEnd(bytes, end);
    reading.kept.push(bytes.subarray(end, reading.at));
  }
  return null;
}

function finished({ size, turned, kept }: Reading): JpegRead | null {
  if (size === null || size.width === 0 || size.height === 0) return null;
  const [width, height] = turned >= 5 ? [size.height, size.width] : [size.width, size.height];
  const begin = Uint8Array.of(0xff, 0xd8);
  // JFIF wants its segment first.
  const first = kept[0]?.[1] === 0xe0 ? kept.slice(0, 1) : [];
  const written = concat([begin, ...first, ...(turned === 1 ? [] : [turnedSegment(turned)]), ...kept.slice(first.length), Uint8Array.of(0xff, 0xd9)]);
  return { width, height, colours: size.colours, bytes: written };
}
