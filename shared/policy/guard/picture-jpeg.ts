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
  /** The segment that says how colours and pixels are meant, without its small picture. */
  jfif: Uint8Array | null;
  /** Whether the segment of Adobe, which says it too, was there. */
  adobe: boolean;
  /** Tables and interval since the last frame or scan, each once: one said again before it is used draws nothing. */
  readonly tables: Map<string, readonly [marker: number, table: Uint8Array]>;
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
const [TABLES, QUANTISERS, INTERVAL, SCAN] = [0xc4, 0xdb, 0xdd, 0xda] as const;

/** Whether a segment says it is of this kind. */
function named(segment: Uint8Array, name: string): boolean {
  return Array.from(name).every((letter, i) => segment[4 + i] === letter.charCodeAt(0));
}

/** JFIF (T.871 §10.1) with its version, unit and densities, and with a small picture of no pixels. */
function jfifOf(segment: Uint8Array): Uint8Array {
  const said = segment.length >= 18 ? segment.subarray(9, 16) : [1, 1, 0, 0, 1, 0, 1];
  return Uint8Array.from([0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, ...said, 0, 0]);
}

/** How long the table at the beginning of `rest` is (T.81 §B.2.4): quantisers of one or two bytes, or the counts of sixteen lengths and their codes. */
function tableLength(marker: number, rest: Uint8Array): number {
  const [tag = 0, ...counts] = rest.subarray(0, 17);
  if (tag >> 4 > 1 || (tag & 15) > 3) return Infinity;
  return marker === QUANTISERS ? 1 + 64 * (1 + (tag >> 4)) : 17 + counts.reduce((sum, count) => sum + count, 0);
}

/** Takes the tables of a segment; false where it is not tables to its last byte. */
function takeTables(marker: number, segment: Uint8Array, { tables }: Reading): boolean {
  let at = 4;
  while (at < segment.length) {
    const end = at + tableLength(marker, segment.subarray(at));
    if (end > segment.length) return false;
    // A quantiser of one byte and one of two are the same place.
    const place = marker === QUANTISERS ? (segment[at] ?? 0) & 15 : (segment[at] ?? 0);
    tables.set(`${marker} ${place}`, [marker, segment.subarray(at, end)]);
    at = end;
  }
  return true;
}

/** What the picture itself is made of; false where the file is none that is drawn everywhere. */
function takeDrawn(marker: number, segment: Uint8Array, reading: Reading): boolean {
  if (FRAMES.has(marker)) {
    const [precision = 0, h1 = 0, h0 = 0, w1 = 0, w0 = 0, colours = 0] = segment.subarray(4);
    if (precision !== 8 || reading.size !== null || segment.length !== 10 + 3 * colours) return false;
    reading.size = { width: (w1 << 8) | w0, height: (h1 << 8) | h0, colours };
  }
  if (marker === TABLES || marker === QUANTISERS) return takeTables(marker, segment, reading);
  if (marker === INTERVAL) reading.tables.set('interval', [marker, segment.subarray(4)]);
  if (marker === INTERVAL) return segment.length === 6;
  if (marker === SCAN && segment.length !== 8 + 2 * (segment[4] ?? 0)) return false;
  for (const [of, table] of reading.tables.values()) reading.kept.push(Uint8Array.of(0xff, of, (table.length + 2) >> 8, (table.length + 2) & 255), table);
  reading.tables.clear();
  reading.kept.push(segment);
  return true;
}

/** Takes one segment: what draws the picture, how its colours are meant and how it is turned. Everything else says something about it and goes. */
function take(marker: number, segment: Uint8Array, reading: Reading): boolean {
  if (OTHER_FRAMES.has(marker)) return false;
  if (FRAMES.has(marker) || marker === TABLES || marker === QUANTISERS || marker === INTERVAL || marker === SCAN) return takeDrawn(marker, segment, reading);
  if (marker === 0xe0 && named(segment, 'JFIF\0')) reading.jfif ??= jfifOf(segment);
  if (marker === 0xe1) reading.turned = Math.max(reading.turned, orientationOf(segment));
  if (marker === 0xee && named(segment, 'Adobe') && segment.length >= 16 && !reading.adobe) {
    reading.adobe = true;
    // Only its last byte says how colours are meant; no program reads the version and flags before it.
    reading.kept.push(Uint8Array.from([0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, segment[15] ?? 0]));
  }
  return true;
}

/** Markers that stand alone outside a scan say nothing; a second beginning or a nought is no segment. */
const ALONE = new Set([0x01, 0xd0, 0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7]);
const NEVER = new Set([0x00, 0xd8]);

/** Reads a JPEG; null where it is none, is cut, or is of a kind that not every program draws. */
export function readJpeg(bytes: Uint8Array): JpegRead | null {
  const reading: Reading = { kept: [], jfif: null, adobe: false, tables: new Map(), size: null, turned: 1, at: 2 };
  while (bytes[reading.at] === 0xff) {
    const { at } = reading;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff || ALONE.has(marker)) {
      reading.at += marker === 0xff ? 1 : 2;
      continue;
    }
    if (marker === 0xd9) return finished(reading);
    if (NEVER.has(marker)) return null;
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length || !take(marker, bytes.subarray(at, end), reading)) return null;
    reading.at = end;
    if (marker !== SCAN) continue;
    reading.at = scanEnd(bytes, end);
    reading.kept.push(bytes.subarray(end, reading.at));
  }
  return null;
}

function finished({ size, turned, kept, jfif }: Reading): JpegRead | null {
  if (size === null || size.width === 0 || size.height === 0) return null;
  const [width, height] = turned >= 5 ? [size.height, size.width] : [size.width, size.height];
  const begin = Uint8Array.of(0xff, 0xd8);
  // JFIF wants its segment first.
  const said = [...(jfif === null ? [] : [jfif]), ...(turned === 1 ? [] : [turnedSegment(turned)])];
  const written = concat([begin, ...said, ...kept, Uint8Array.of(0xff, 0xd9)]);
  return { width, height, colours: size.colours, bytes: written };
}
