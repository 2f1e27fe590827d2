/** Pictures of pages in shades of grey: as mutool draws them, and kept as PNG. */

import { deflateSync, inflateSync } from 'node:zlib';

/** A picture of 8-bit grey. */
export interface Gray {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** A binary PGM (P5) as mutool writes it. */
export function readPgm(bytes: Uint8Array): Gray {
  const [head = '', width = '', height = ''] = /^P5\s+(?:#.*\s+)*(\d+)\s+(\d+)\s+255\s/.exec(Buffer.from(bytes.subarray(0, 200)).toString('latin1')) ?? [];
  if (head === '') throw new Error('no PGM of 8 bits');
  return { width: Number(width), height: Number(height), pixels: bytes.subarray(head.length) };
}

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = (c & 1) === 0 ? c >>> 1 : (c >>> 1) ^ 0xedb88320;
  return c;
});

function crc(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = (c >>> 8) ^ (CRC[(c ^ byte) & 255] ?? 0);
  return (c ^ 0xffffffff) >>> 0;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc(body));
  return Buffer.concat([length, body, sum]);
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** As PNG: 8-bit grey, each row as the difference from the one above. */
export function grayPng({ width, height, pixels }: Gray): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    rows[y * (width + 1)] = 2;
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = (pixels[y * width + x] ?? 0) - (y === 0 ? 0 : (pixels[(y - 1) * width + x] ?? 0));
  }
  return Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

/** A PNG that `grayPng` wrote. */
export function readGrayPng(file: Buffer): Gray {
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const rows = inflateSync(file.subarray(41, 41 + file.readUInt32BE(33)));
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) pixels[y * width + x] = (rows[y * (width + 1) + 1 + x] ?? 0) + (y === 0 ? 0 : (pixels[(y - 1) * width + x] ?? 0));
  return { width, height, pixels };
}

/** Letters' edges differ by a shade between builds of a renderer; a letter that stands elsewhere differs by much more. */
const SHADE = 64;

/** Pixels that differ clearly; all of them where the sizes differ. */
export function differing(a: Gray, b: Gray): number {
  if (a.width !== b.width || a.height !== b.height) return a.width * a.height;
  return a.pixels.reduce((sum, value, i) => sum + (Math.abs(value - (b.pixels[i] ?? 0)) > SHADE ? 1 : 0), 0);
}
