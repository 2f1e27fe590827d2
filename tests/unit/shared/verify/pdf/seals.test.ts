/** The check on what `electron/backend/pdf` really writes: three agencies, and three hundred changed bytes. */

import { beforeAll, describe, expect, it } from 'vitest';
import { renderPaper } from '../../../../../electron/backend/pdf/render.ts';
import { sealPdf } from '../../../../../electron/backend/pdf/seal.ts';
import { createAgencyCa } from '../../../../../electron/backend/pki/certificate.ts';
import { aPrint } from '../../../../support/print-sample.ts';
import { aSigner, append, check, codesOf, root, VALID } from './paper.ts';
import { seedOf } from '../../../../support/seed.ts';

const FLIPS = 300;
const AGENCIES = [
  ['1492000', '고용노동부', 'P-256'],
  ['1342000', '교육부', 'RSA-2048'],
  ['1450000', '산업통상부', 'P-256'],
] as const;

let base: Uint8Array;
let sealed: Uint8Array;

beforeAll(async () => {
  const rendered = await renderPaper(aPrint());
  if (!rendered.ok) throw new Error(rendered.message);
  base = rendered.value.pdf;
  sealed = base;
  for (const [code, name, type] of AGENCIES) {
    const signer = aSigner({ type, authority: createAgencyCa(root, { code, name }, VALID) });
    const done = await sealPdf({
      bytes: sealed,
      field: `관인-${code}`,
      sealName: `${name}장관의인`,
      signer,
      at: '2026-11-23T01:00:00.000Z',
      reason: '관인',
      location: '세종',
    });
    if (!done.ok) throw new Error(done.message);
    sealed = done.value;
  }
});

/** Small seeded generator (mulberry32): the same seed, the same places. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('papers sealed by three agencies', () => {
  it('P0 all three seals hold', async () => {
    const report = await check(sealed, { expected: { fields: AGENCIES.map(([code]) => `관인-${code}`) } });
    expect(report.faults).toEqual([]);
    expect(report.signatures.map(({ field, agency, status }) => [field, agency, status])).toEqual(AGENCIES.map(([code]) => [`관인-${code}`, code, 'valid']));
  });

  it(`P4 each of ${FLIPS} changed bytes is found`, async () => {
    const seed = seedOf();
    console.info(`PDF_FLIP_SEED=${seed}`);
    const next = seeded(seed);
    const unseen: string[] = [];
    for (let i = 0; i < FLIPS; i++) {
      const flipped = Uint8Array.from(sealed);
      const at = Math.floor(next() * flipped.length);
      flipped[at] = (flipped[at] ?? 0) ^ (1 + Math.floor(next() * 255));
      if ((await check(flipped)).faults.length === 0) unseen.push(`offset ${at} seed ${seed}`);
    }
    expect(unseen).toEqual([]);
  });

  it('P8 a white box over the text behind the last seal', async () => {
    const box = { 400: '<< /Length 23 >>\nstream\n1 1 1 rg 0 0 999 999 re f\nendstream'.replace('23', '25') };
    expect(await codesOf(append(sealed, { objects: box, root: 3, size: 500, trailer: '/Info 27 0 R' }))).toEqual(['PDF_CHANGED_AFTER_SIGNATURE']);
  });

  it('P9 every earlier state of the file lacks a seal, and a removed seal breaks those after it', async () => {
    const { revisions } = await check(sealed);
    expect(revisions).toHaveLength(4);
    expect(await codesOf(base)).toEqual(['PDF_NO_SIGNATURE', 'SEAL_MISSING']);
    for (const end of [revisions[1] ?? 0, revisions[2] ?? 0]) expect(await codesOf(sealed.subarray(0, end + 1))).toContain('SEAL_MISSING');
    const [one = 0, two = 0] = revisions.slice(1, 3);
    const removed = new Uint8Array(Buffer.concat([sealed.subarray(0, one), sealed.subarray(two)]));
    expect((await check(removed)).faults).not.toEqual([]);
  });

  it('P5 a changed digit in an embedded certificate is found for each seal', async () => {
    const text = Buffer.from(sealed).toString('latin1');
    for (let at = text.indexOf('/Contents <3'); at >= 0; at = text.indexOf('/Contents <3', at + 1)) {
      const flipped = Uint8Array.from(sealed);
      const place = at + 11 + 400;
      flipped[place] = flipped[place] === 0x37 ? 0x38 : 0x37;
      expect((await check(flipped)).signatures.some(({ status }) => status === 'invalid')).toBe(true);
    }
  });
});
