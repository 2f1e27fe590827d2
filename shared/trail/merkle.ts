/** Merkle tree of RFC 6962: root, inclusion proof, and the root a proof leads to. Leaves are leaf hashes already. */

import { sha256 } from '@noble/hashes/sha2.js';
import { nodeOf } from './hash.ts';

/** Largest power of two smaller than n (n ≥ 2). */
function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** Merkle tree hash of the leaves (RFC 6962 §2.1). The empty tree is SHA-256 of nothing. */
export function merkleRoot(leaves: readonly Uint8Array[], from = 0, to = leaves.length): Uint8Array {
  const n = to - from;
  if (n === 0) return sha256(new Uint8Array(0));
  const only = leaves[from];
  if (n === 1 && only !== undefined) return only;
  const k = split(n);
  return nodeOf(merkleRoot(leaves, from, from + k), merkleRoot(leaves, from + k, to));
}

/** Audit path of the leaf at `index` in the tree of all leaves (RFC 6962 §2.1.1), nearest sibling first. */
export function inclusionProof(leaves: readonly Uint8Array[], index: number, from = 0, to = leaves.length): Uint8Array[] {
  const n = to - from;
  if (n <= 1) return [];
  const k = split(n);
  return index < k
    ? [...inclusionProof(leaves, index, from, from + k), merkleRoot(leaves, from + k, to)]
    : [...inclusionProof(leaves, index - k, from + k, to), merkleRoot(leaves, from, from + k)];
}

/** Root that a proof leads to, or null where the proof cannot belong to that index and size (RFC 9162 §2.1.3.2). */
export function rootFromProof(leaf: Uint8Array, index: number, size: number, proof: readonly Uint8Array[]): Uint8Array | null {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return null;
  let fn = index;
  let sn = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (sn === 0) return null;
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeOf(sibling, hash);
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2);
        sn = Math.floor(sn / 2);
      }
    } else {
      hash = nodeOf(hash, sibling);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 ? hash : null;
}
