/** A sum beside what is written: SQLite sees that a page is whole, not that what stands in it is what was written. */

import { crc32 } from 'node:zlib';
import { corrupt } from './open.ts';

/** The sum of bytes or of a text, as it is written beside them. */
export function sumOf(content: Uint8Array | string): number {
  return crc32(content);
}

/** Whether what was read is what was written. Rows of before sums were kept carry none and are taken as they are. */
export function isSound(content: Uint8Array | string, sum: number | null): boolean {
  return sum === null || sum === sumOf(content);
}

/** Throws what a damaged page throws (`diskCode` names it CORRUPT) where what was read is not what was written. */
export function checkSum(what: string, content: Uint8Array | string, sum: number | null): void {
  if (!isSound(content, sum)) throw corrupt(what);
}
