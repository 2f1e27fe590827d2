/** The Merkle log over all entries in server order (RFC 6962): root in O(log n) per append, signed checkpoints, inclusion proofs. */

import { createPrivateKey, sign, X509Certificate, type KeyObject } from 'node:crypto';
import { concat, toBase64Url, toHex, utf8 } from '../shared/lib/bytes.ts';
import { sha256, sha256Hex } from '../shared/crypto/crypto.ts';
import type { InclusionProof } from '../shared/sync/api.ts';
import { consistencyProof } from '../shared/trail/consistency.ts';
import type { ServerFact, SignedFact } from '../shared/trail/entry.ts';
import { nodeOf } from '../shared/trail/hash.ts';
import { factBytes } from '../shared/trail/sign.ts';
import { TILE_WIDTH, treeLevel, type Tile } from '../shared/trail/tiles.ts';
import { checkpointText, formatNote } from '../shared/verify/checkpoint.ts';

/** The log's own key: Ed25519 private key (PKCS#8 DER) and its certificate (DER). */
export interface LogKey {
  readonly pkcs8: Uint8Array;
  readonly certificate: Uint8Array;
}

/** Signs facts and checkpoints. */
export interface LogSigner {
  readonly origin: string;
  fact(documentId: string, fact: ServerFact): SignedFact;
  note(size: number, root: Uint8Array): string;
}

/** The log. */
export interface MerkleLog {
  size(): number;
  append(leaf: Uint8Array): void;
  checkpoint(): string;
  /** Root of the first `size` leaves; null outside of the log. */
  rootAt(size: number): Uint8Array | null;
  /** Root the log would have with these leaves behind it. */
  rootWith(leaves: readonly Uint8Array[]): Uint8Array;
  /** Audit path in the tree of the first `size` leaves; null outside of it. */
  proof(index: number, size: number): InclusionProof | null;
  /** That the tree of `to` leaves only adds to the tree of `from`, hex; null outside of the log. */
  consistency(from: number, to: number): string[] | null;
  /** Hashes of a tile (`shared/trail/tiles.ts`); null where the log does not have so many yet. */
  tile(tile: Tile): Uint8Array | null;
}

/** Name under which the log signs and logs people in, where the configuration gives none. */
export function defaultOrigin(certificate: Uint8Array): string {
  return `ongyeol.log/${sha256Hex(certificate).slice(0, 16)}`;
}

/** A signer over the log key. */
export function createLogSigner(key: LogKey, origin: string): LogSigner {
  const secret: KeyObject = createPrivateKey({ key: Buffer.from(key.pkcs8), format: 'der', type: 'pkcs8' });
  const spki = new Uint8Array(new X509Certificate(key.certificate).publicKey.export({ type: 'spki', format: 'der' }));
  const digest = sha256Hex(key.certificate);
  return {
    origin,
    fact: (documentId, fact) => ({ fact, key: digest, signature: toBase64Url(new Uint8Array(sign(null, factBytes(documentId, fact), secret))) }),
    note: (size, root) => {
      const checkpoint = { origin, size, root };
      return formatNote(checkpoint, spki, new Uint8Array(sign(null, utf8(checkpointText(checkpoint)), secret)));
    },
  };
}

/** Hashes of all full subtrees by level; level 0 are the leaves. */
function createSubtrees(): {
  size(): number;
  push(leaf: Uint8Array): void;
  range(from: number, to: number): Uint8Array;
  row(level: number, from: number, to: number): Uint8Array[];
} {
  const levels: Uint8Array[][] = [[]];
  function at(level: number, index: number): Uint8Array {
    const hash = levels[level]?.[index];
    if (hash === undefined) throw new Error('subtree missing');
    return hash;
  }
  /** Root of leaves [from, to); `from` is a multiple of the subtree's size. */
  function range(from: number, to: number): Uint8Array {
    const n = to - from;
    const level = Math.log2(n);
    if (Number.isInteger(level)) return at(level, from / n);
    const k = 2 ** Math.floor(Math.log2(n));
    return nodeOf(range(from, from + k), range(from + k, to));
  }
  return {
    size: () => levels[0]?.length ?? 0,
    push(leaf) {
      let hash = leaf;
      for (let level = 0; ; level++) {
        const row = (levels[level] ??= []);
        row.push(hash);
        const left = row.at(-2);
        if (row.length % 2 === 1 || left === undefined) return;
        hash = nodeOf(left, hash);
      }
    },
    range,
    row: (level, from, to) => (levels[level] ?? []).slice(from, to),
  };
}

/** Root of a tree of which only the full subtrees are known (largest first), with more leaves behind it. */
function rootOver(subtrees: readonly { readonly size: number; readonly hash: Uint8Array }[], leaves: readonly Uint8Array[]): Uint8Array {
  const stack = [...subtrees];
  for (const leaf of leaves) {
    let top = { size: 1, hash: leaf };
    for (let left = stack.at(-1); left?.size === top.size; left = stack.at(-1)) {
      stack.pop();
      top = { size: left.size * 2, hash: nodeOf(left.hash, top.hash) };
    }
    stack.push(top);
  }
  const last = stack.pop();
  return last === undefined ? sha256(new Uint8Array(0)) : stack.reduceRight((right, left) => nodeOf(left.hash, right), last.hash);
}

/** What is shown of a tree to others. */
function createProofs(trees: ReturnType<typeof createSubtrees>): Pick<MerkleLog, 'proof' | 'consistency' | 'tile'> {
  function path(index: number, from: number, to: number): Uint8Array[] {
    const n = to - from;
    if (n <= 1) return [];
    const k = 2 ** (Math.ceil(Math.log2(n)) - 1);
    return index - from < k ? [...path(index, from, from + k), trees.range(from + k, to)] : [...path(index, from + k, to), trees.range(from, from + k)];
  }
  return {
    proof(index, size) {
      const fits = Number.isSafeInteger(index) && Number.isSafeInteger(size) && index >= 0 && index < size && size <= trees.size();
      return fits ? { index, size, path: path(index, 0, size).map(toHex) } : null;
    },
    consistency(from, to) {
      const fits = Number.isSafeInteger(from) && Number.isSafeInteger(to) && from >= 0 && from <= to && to <= trees.size();
      return fits ? consistencyProof(from, to, trees.range).map(toHex) : null;
    },
    tile({ level, index, width }) {
      const hashes = trees.row(treeLevel(level), index * TILE_WIDTH, index * TILE_WIDTH + width);
      return width > 0 && hashes.length === width ? concat(hashes) : null;
    },
  };
}

/** A log that starts with these leaves. */
export function createMerkleLog(leaves: readonly Uint8Array[], signer: LogSigner): MerkleLog {
  const trees = createSubtrees();
  for (const leaf of leaves) trees.push(leaf);
  let note: { readonly size: number; readonly text: string } | null = null;
  const root = (): Uint8Array => (trees.size() === 0 ? sha256(new Uint8Array(0)) : trees.range(0, trees.size()));
  return {
    size: trees.size,
    append: trees.push,
    rootAt: (size) => (size === 0 ? sha256(new Uint8Array(0)) : size > 0 && size <= trees.size() ? trees.range(0, size) : null),
    rootWith(leaves) {
      const peaks: { size: number; hash: Uint8Array }[] = [];
      for (let from = 0; from < trees.size();) {
        const size = 2 ** Math.floor(Math.log2(trees.size() - from));
        peaks.push({ size, hash: trees.range(from, from + size) });
        from += size;
      }
      return rootOver(peaks, leaves);
    },
    checkpoint() {
      if (note?.size !== trees.size()) note = { size: trees.size(), text: signer.note(trees.size(), root()) };
      return note.text;
    },
    ...createProofs(trees),
  };
}
