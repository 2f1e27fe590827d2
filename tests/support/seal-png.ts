/** Scanned seals for tests: PNG files made with zlib alone, good ones and ones that are not. */

import { deflateSync } from 'node:zlib';
import { crc32 } from '../../shared/exchange/archive/crc32.ts';

/** What the file is like; left out, it is a good one. */
export interface SealPng {
  readonly side: number;
  readonly height?: number;
  /** Cover of the paper, 0 for see-through. */
  readonly paper?: number;
  /** Cover of the ink. */
  readonly ink?: number;
  /** Filter of every row, 0 to 4. */
  readonly filter?: number;
  /** Bytes 8 to 12 of the head: bits, colour type, compression, filter, interlace. */
  readonly kind?: readonly number[];
  readonly text?: string;
  /** Rows beyond those the head says. */
  readonly more?: number;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** Cover of a pixel: a frame of ink around, and a square of it in the middle. */
export function coverOf(x: number, y: number, { side, paper = 0, ink = 255 }: SealPng): number {
  const edge = Math.min(x, y, side - 1 - x, side - 1 - y) < side / 10;
  const middle = Math.abs(x - side / 2) < side / 8 && Math.abs(y - side / 2) < side / 8;
  return edge || middle ? ink : paper;
}

function paeth(a: number, b: number, c: number): number {
  const p = a + b - c;
  const near = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
  return near[0]! <= near[1]! && near[0]! <= near[2]! ? a : near[1]! <= near[2]! ? b : c;
}

/** The file. */
export function sealPng(of: SealPng): Uint8Array {
  const { side, height = side, filter = 0, kind = [8, 6, 0, 0, 0], text, more = 0 } = of;
  const width = side * 4;
  const rows = Buffer.alloc((height + more) * (width + 1));
  let before = Buffer.alloc(width);
  for (let y = 0; y < height + more; y++) {
    const row = Buffer.alloc(width);
    for (let x = 0; x < side; x++) row.set([200, 16, 46, coverOf(x, y % side, of)], x * 4);
    rows[y * (width + 1)] = filter;
    for (let i = 0; i < width; i++) {
      const [a, b, c] = [i < 4 ? 0 : row[i - 4]!, before[i]!, i < 4 ? 0 : before[i - 4]!];
      rows[y * (width + 1) + 1 + i] = row[i]! - [0, a, b, (a + b) >> 1, paeth(a, b, c)][filter]!;
    }
    before = row;
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(height, 4);
  head.set(kind, 8);
  const packed = deflateSync(rows);
  const parts = [packed.subarray(0, packed.length >> 1), packed.subarray(packed.length >> 1)];
  const said = text === undefined ? [] : [chunk('tEXt', Buffer.from(`Author\0${text}`))];
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', head),
      ...said,
      ...parts.map((part) => chunk('IDAT', part)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}
