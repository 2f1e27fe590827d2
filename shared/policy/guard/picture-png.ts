/** A PNG for a body: opaque, eight bits at most, with nothing in it but the picture. What is see-through is laid on white paper, as it is printed. */

import { zlibSync } from 'fflate';
import { endsWithSum, pngChunks, pngOf, unfilterRows, unpackRows, type PngChunk } from './png.ts';

/** What the head says (ISO 15948 §11.2.2). */
interface Head {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colour: number;
}

const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const DEPTHS: Readonly<Record<number, readonly number[]>> = { 0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16] };

/** Why a PNG is none for a body, or its pixels and the bytes that are kept. */
export type PngRead = { readonly width: number; readonly height: number; readonly bytes: () => Uint8Array | null } | 'broken' | 'interlaced';

function headOf(data: Uint8Array): Head | 'broken' | 'interlaced' {
  const view = new DataView(data.buffer, data.byteOffset, 13);
  const [depth = 0, colour = 0, packing = 1, filter = 1, interlace = 1] = data.subarray(8);
  if (packing !== 0 || filter !== 0 || interlace > 1 || DEPTHS[colour]?.includes(depth) !== true) return 'broken';
  return interlace === 1 ? 'interlaced' : { width: view.getUint32(0), height: view.getUint32(4), depth, colour };
}

const CRITICAL = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND']);

/** Whether every chunk that a program must know (§5.4: a large first letter) is one of the four, and a palette stands once, before the pixels. */
function drawnEverywhere(chunks: readonly PngChunk[]): boolean {
  const palettes = chunks.flatMap(({ type }, i) => (type === 'PLTE' ? [i] : []));
  const pixels = chunks.findIndex(({ type }) => type === 'IDAT');
  return chunks.every(({ type }) => CRITICAL.has(type) || /^[a-z][A-Za-z]{3}$/.test(type)) && palettes.length <= 1 && palettes.every((at) => at < pixels);
}

/** Samples of one pixel, each as eight bits but for the places of a palette. */
function createSamples({ width, depth, colour }: Head, pixels: Uint8Array, rowBytes: number): (x: number, y: number, channel: number) => number {
  const channels = CHANNELS[colour] ?? 1;
  if (depth === 8) return (x, y, channel) => pixels[y * rowBytes + x * channels + channel] ?? 0;
  if (depth === 16) return (x, y, channel) => pixels[y * rowBytes + (x * channels + channel) * 2] ?? 0;
  const most = (1 << depth) - 1;
  const scale = colour === 3 ? 1 : 255 / most;
  return (x, y) => (((pixels[y * rowBytes + ((Math.min(x, width - 1) * depth) >> 3)] ?? 0) >> (8 - depth - ((x * depth) & 7))) & most) * scale;
}

/** Colour and cover of one pixel. */
type Look = (x: number, y: number) => readonly [number, number, number, number];

function lookOf(head: Head, sample: (x: number, y: number, channel: number) => number, palette: Uint8Array, clear: Uint8Array | undefined): Look {
  const { colour, depth } = head;
  // One colour may be named as the clear one: in samples as they are written, of which the upper byte is compared where there are sixteen bits.
  const named = (channel: number): number => {
    const value = ((clear?.[channel * 2] ?? 255) << 8) | (clear?.[channel * 2 + 1] ?? 255);
    return depth === 16 ? value >> 8 : depth === 8 ? value : (value * 255) / ((1 << depth) - 1);
  };
  if (colour === 3)
    return (x, y) => {
      const place = sample(x, y, 0);
      return [palette[place * 3] ?? 0, palette[place * 3 + 1] ?? 0, palette[place * 3 + 2] ?? 0, clear?.[place] ?? 255];
    };
  if (colour === 0 || colour === 4)
    return (x, y) => {
      const grey = sample(x, y, 0);
      return [grey, grey, grey, colour === 4 ? sample(x, y, 1) : clear !== undefined && grey === named(0) ? 0 : 255];
    };
  return (x, y) => {
    const [r, g, b] = [sample(x, y, 0), sample(x, y, 1), sample(x, y, 2)];
    return [r, g, b, colour === 6 ? sample(x, y, 3) : clear !== undefined && r === named(0) && g === named(1) && b === named(2) ? 0 : 255];
  };
}

/** The picture laid on white, as RGB. Rows are written as what changed from the row above, which packs well. */
function onWhite(head: Head, look: Look): Uint8Array {
  const { width, height } = head;
  const rowBytes = width * 3;
  const rows = new Uint8Array((rowBytes + 1) * height);
  let [above, row] = [new Uint8Array(rowBytes), new Uint8Array(rowBytes)];
  for (let y = 0; y < height; y++) {
    rows[y * (rowBytes + 1)] = 2;
    for (let x = 0; x < width; x++) {
      const pixel = look(x, y);
      for (let channel = 0; channel < 3; channel++) {
        const value = Math.round(255 + ((pixel[channel] ?? 0) - 255) * (pixel[3] / 255));
        row[x * 3 + channel] = value;
        rows[y * (rowBytes + 1) + 1 + x * 3 + channel] = value - (above[x * 3 + channel] ?? 0);
      }
    }
    [above, row] = [row, above];
  }
  const data = new Uint8Array(13);
  const view = new DataView(data.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  data.set([8, 2, 0, 0, 0], 8);
  return pngOf([
    { type: 'IHDR', data },
    { type: 'IDAT', data: zlibSync(rows, { level: 6 }) },
    { type: 'IEND', data: new Uint8Array(0) },
  ]);
}

function keptBytes(head: Head, chunks: readonly PngChunk[]): Uint8Array | null {
  const channels = CHANNELS[head.colour] ?? 1;
  const rowBytes = Math.ceil((head.width * channels * head.depth) / 8);
  const packed = chunks.flatMap(({ type, data }) => (type === 'IDAT' ? [data] : []));
  const rows = packed.length === 0 ? null : unpackRows(packed, (rowBytes + 1) * head.height);
  const palette = chunks.find(({ type }) => type === 'PLTE')?.data;
  const clear = chunks.find(({ type }) => type === 'tRNS')?.data;
  const fits = head.colour !== 3 || (palette !== undefined && palette.length % 3 === 0 && palette.length >= 3 && palette.length <= 768);
  if (rows === null || !fits) return null;
  const kept = new Set(['IHDR', 'IDAT', 'IEND', ...(head.colour === 3 ? ['PLTE'] : [])]);
  if (head.depth <= 8 && head.colour < 4 && clear === undefined) {
    for (let y = 0; y < head.height; y++) if ((rows[y * (rowBytes + 1)] ?? 5) > 4) return null;
    if (endsWithSum(packed, rows)) return pngOf(chunks.filter(({ type }) => kept.has(type)));
    const again = chunks.filter(({ type }) => kept.has(type) && type !== 'IDAT');
    return pngOf([...again.slice(0, -1), { type: 'IDAT', data: zlibSync(rows, { level: 6 }) }, ...again.slice(-1)]);
  }
  const pixels = unfilterRows(rows, rowBytes, Math.max(1, (channels * head.depth) >> 3));
  return pixels === null ? null : onWhite(head, lookOf(head, createSamples(head, pixels, rowBytes), palette ?? new Uint8Array(0), clear));
}

/** Reads a PNG. Its pixels are unpacked only once `bytes` is asked, so that its size can be judged first. */
export function readPng(bytes: Uint8Array): PngRead {
  const chunks = pngChunks(bytes);
  const first = chunks?.[0];
  if (chunks === null || first === undefined || !drawnEverywhere(chunks)) return 'broken';
  const head = headOf(first.data);
  return typeof head === 'string' ? head : { width: head.width, height: head.height, bytes: () => keptBytes(head, chunks) };
}
