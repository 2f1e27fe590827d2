/** Rules TL1–TL3 of `shared/trail/SPEC.md`, held against `@transmute/rfc9162`, which is not ours. */

import { RFC9162 } from '@transmute/rfc9162';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../../../shared/lib/bytes.ts';
import { consistencyProof, isConsistent } from '../../../../shared/trail/consistency.ts';
import { leafOf } from '../../../../shared/trail/hash.ts';
import { inclusionProof, merkleRoot } from '../../../../shared/trail/merkle.ts';
import { entryBundle, readPlace, tilePath, tilesOf } from '../../../../shared/trail/tiles.ts';

const data = Array.from({ length: 40 }, (_, i) => new TextEncoder().encode(`기록 ${i}`));
const leaves = data.map(leafOf);
const range = (from: number, to: number): Uint8Array => merkleRoot(leaves, from, to);
const head = (size: number) => ({ size, root: range(0, size) });

describe('the tree', () => {
  it('TL1 has the roots and inclusion proofs that other code makes and takes', async () => {
    for (const size of [1, 2, 3, 7, 8, 9, 16, 31, 40]) {
      const root = await RFC9162.treeHead(data.slice(0, size));
      expect(toHex(root)).toBe(toHex(range(0, size)));
      for (const index of [0, size >> 1, size - 1]) {
        const proof = { log_id: '', tree_size: size, leaf_index: index, inclusion_path: inclusionProof(leaves.slice(0, size), index) };
        const theirs = await RFC9162.inclusionProof(data[index] ?? new Uint8Array(0), data.slice(0, size));
        expect(theirs.inclusion_path.map(toHex)).toEqual(proof.inclusion_path.map(toHex));
        expect(await RFC9162.verifyInclusionProof(root, leaves[index] ?? new Uint8Array(0), proof)).toBe(true);
      }
    }
  });

  it('TL2 a longer log is shown to begin with a shorter one, by other code too; no other pair is', async () => {
    for (let to = 1; to <= data.length; to++)
      for (let from = 1; from < to; from++) {
        const path = consistencyProof(from, to, range);
        expect(isConsistent(head(from), head(to), path)).toBe(true);
        expect(isConsistent({ size: from, root: range(1, from + 1) }, head(to), path)).toBe(false);
        if (from > 1) expect(isConsistent({ size: from - 1, root: head(from).root }, head(to), path)).toBe(false);
        expect(isConsistent(head(from), { size: to, root: leafOf(data[0] ?? new Uint8Array(0)) }, path)).toBe(false);
        expect(isConsistent(head(from), head(to), [...path, head(1).root])).toBe(false);
        if (path.length > 0) expect(isConsistent(head(from), head(to), path.slice(1))).toBe(false);
        // Where the shorter tree is a power of two that library leaves out step 2 of RFC 9162 §2.1.4.2 (its own comment says so), and refuses lawful proofs.
        if (!Number.isInteger(Math.log2(from)) && (from % 5 === 0 || to === data.length)) {
          const theirs = { log_id: '', tree_size_1: from, tree_size_2: to, consistency_path: path };
          expect(await RFC9162.verifyConsistencyProof(head(from).root, head(to).root, theirs)).toBe(true);
        }
      }
    expect(isConsistent(head(3), head(3), [])).toBe(true);
    expect(isConsistent(head(4), head(3), [])).toBe(false);
    expect(isConsistent(head(0), head(3), [])).toBe(true);
  });

  it('TL3 paths, widths and bundles are those of tlog-tiles', () => {
    expect(tilePath(0, 1_234_067, 256)).toBe('tile/0/x001/x234/067');
    expect(tilePath('entries', 5, 12)).toBe('tile/entries/005.p/12');
    expect(['x001/x234/067', '000', '999', 'x001/000'].map(readPlace)).toEqual([1_234_067, 0, 999, 1000]);
    expect(['x000/001', '1', '0001', 'x1/000', '000/000', '../000', ''].map(readPlace)).toEqual(Array.from({ length: 7 }, () => null));
    // The example of the specification: a tree of 70,000.
    const tiles = [...tilesOf(70_000)];
    const partial = tiles.filter(({ width }) => width < 256);
    expect(tiles.filter(({ level, width }) => level === 0 && width === 256)).toHaveLength(273);
    expect(tiles.filter(({ level, width }) => level === 1 && width === 256)).toHaveLength(1);
    expect(partial).toEqual([
      { level: 0, index: 273, width: 112 },
      { level: 1, index: 1, width: 17 },
      { level: 2, index: 0, width: 1 },
    ]);
    expect([...tilesOf(256)]).toEqual([
      { level: 0, index: 0, width: 256 },
      { level: 1, index: 0, width: 1 },
    ]);
    expect(entryBundle([Uint8Array.of(7), new Uint8Array(300)])).toHaveLength(2 + 1 + 2 + 300);
    expect(entryBundle([new Uint8Array(65_536)])).toBeNull();
  });
});
