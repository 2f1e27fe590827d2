import { describe, expect, it } from 'vitest';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { fromHex, toHex, utf8 } from '../../../../shared/lib/bytes.ts';
import { entriesOfVector } from '../../../bench/log/vector.ts';
import { entryText, leafOf } from '../../../../shared/trail/hash.ts';
import { inclusionProof, merkleRoot, rootFromProof } from '../../../../shared/trail/merkle.ts';
import { canonical } from '../../../../shared/trail/canonical.ts';

// Inputs and roots of the certificate-transparency reference tests (google/certificate-transparency, merkletree tests).
const INPUTS = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((hex) => leafOf(fromHex(hex)));
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const statementEntry = entriesOfVector().find((entry) => entry.kind === 'statement')!;

describe('Merkle tree (RFC 6962)', () => {
  it('TR1 gives the known roots', () => {
    ROOTS.forEach((root, i) => expect(toHex(merkleRoot(INPUTS.slice(0, i + 1)))).toBe(root));
  });
  it('TR2 proves every leaf of every size, and no other place', () => {
    for (let size = 1; size <= 33; size++) {
      const leaves = Array.from({ length: size }, (_, i) => leafOf(Uint8Array.of(i)));
      const root = toHex(merkleRoot(leaves));
      leaves.forEach((leaf, i) => {
        const proof = inclusionProof(leaves, i);
        expect(toHex(rootFromProof(leaf, i, size, proof) ?? new Uint8Array(0))).toBe(root);
        const moved = rootFromProof(leaf, (i + 1) % size, size, proof);
        if (size > 1) expect(moved === null ? null : toHex(moved)).not.toBe(root);
      });
    }
  });
  it('TR3 writes canonical JSON as RFC 8785 orders it', () => {
    expect(canonical({ b: 1, a: [true, null, '가'], é: 1e21 })).toBe('{"a":[true,null,"가"],"b":1,"é":1e+21}');
  });
  it('TR3 any JSON value has the text the library of RFC 8785 gives it, and what has none is refused as there', () => {
    const odd = fc.constantFrom<unknown>('__proto__', 'toJSON', '\ud800', '\ud7ff\ue000\uffff', '\u2028"\\\n', -0, 1e-7, 1e21, 123456789012345680000);
    const key = fc.oneof(fc.string(), fc.nat(20).map(String), fc.constantFrom('__proto__', '가', '\u{1f600}', '\ufb33'));
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, odd, fc.string({ unit: 'grapheme' }), fc.double(), fc.constant(undefined), fc.jsonValue(), tie('list'), tie('map')),
      list: fc.array(tie('value'), { maxLength: 4 }),
      map: fc.dictionary(key, tie('value'), { maxKeys: 5, noNullPrototype: true }),
    }));
    const told = (make: () => string | undefined): string => {
      try {
        return make() ?? 'refused';
      } catch {
        return 'refused';
      }
    };
    fc.assert(
      fc.property(value, (one) => {
        expect(told(() => canonical(one))).toBe(told(() => canonicalize(one)));
      }),
      { numRuns: 1500 },
    );
    for (const one of [new Date(0), [new Map()], { at: new Date(0) }, Object.create(null), { a: new Number(3) }, JSON.parse('['.repeat(400) + ']'.repeat(400))])
      expect(told(() => canonical(one))).toBe(told(() => canonicalize(one)));
  });
  it('TR3 an entry with the text of its statement known has the same leaf', () => {
    for (const entry of [statementEntry, { ...statementEntry, seq: 7, prev: 'a'.repeat(64) }]) {
      const text = entryText(entry);
      expect(text.leaf).toBe(toHex(leafOf(utf8(canonicalize(entry) ?? ''))));
      expect(text.statement).toBe(canonicalize(entry.body.statement));
    }
  });
});
