/** Consistency of two tree heads of one log (RFC 9162 §2.1.4): that the longer one only adds to the shorter one. */

import { equalBytes } from '../lib/bytes.ts';
import { nodeOf } from './hash.ts';

/** Root of leaves [from, to) of a log. */
export type RangeRoot = (from: number, to: number) => Uint8Array;

/** Largest power of two smaller than n (n ≥ 2). */
function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** SUBPROOF of RFC 9162 §2.1.4.1 over leaves [from, from + n); `whole`: the older tree's root over them is known to who asks. */
function subproof(m: number, from: number, n: number, whole: boolean, range: RangeRoot): Uint8Array[] {
  if (m === n) return whole ? [] : [range(from, from + n)];
  const k = split(n);
  return m <= k
    ? [...subproof(m, from, k, whole, range), range(from + k, from + n)]
    : [...subproof(m - k, from + k, n - k, false, range), range(from, from + k)];
}

/** Proof that the tree of `to` leaves begins with the tree of `from` leaves; empty where either is all there is to show. */
export function consistencyProof(from: number, to: number, range: RangeRoot): Uint8Array[] {
  return from === 0 || from === to ? [] : subproof(from, 0, to, true, range);
}

const isPowerOfTwo = (n: number): boolean => Number.isInteger(Math.log2(n));
const half = (n: number): number => Math.floor(n / 2);

/** A tree head as it is compared. */
export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** The walk of RFC 9162 §2.1.4.2 from the older tree's edge up: both roots the proof leads to. */
function walk(older: TreeHead, newer: TreeHead, path: readonly Uint8Array[]): readonly [Uint8Array, Uint8Array] | null {
  let [fn, sn] = [older.size - 1, newer.size - 1];
  while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)];
  const [first, ...rest] = path;
  if (first === undefined) return null;
  let [fr, sr] = [first, first];
  for (const hash of rest) {
    if (sn === 0) return null;
    if (fn % 2 === 1 || fn === sn) {
      [fr, sr] = [nodeOf(hash, fr), nodeOf(hash, sr)];
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      sr = nodeOf(sr, hash);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 ? [fr, sr] : null;
}

/** Whether the proof shows that the newer tree only adds to the older one. */
export function isConsistent(older: TreeHead, newer: TreeHead, proof: readonly Uint8Array[]): boolean {
  const sized = Number.isSafeInteger(older.size) && Number.isSafeInteger(newer.size) && older.size >= 0 && older.size <= newer.size;
  if (!sized) return false;
  if (older.size === newer.size) return proof.length === 0 && equalBytes(older.root, newer.root);
  if (older.size === 0) return proof.length === 0;
  const roots = walk(older, newer, isPowerOfTwo(older.size) ? [older.root, ...proof] : proof);
  return roots !== null && equalBytes(roots[0], older.root) && equalBytes(roots[1], newer.root);
}
