import { describe, expect, it } from 'vitest';
import { readSealPicture, SEAL_PICTURE, sizedPicture } from '../../../../shared/policy/guard/seal-picture.ts';
import { coverOf, sealPng } from '../../../support/seal-png.ts';
import { createRandom } from '../../../support/sync-random.ts';
import { must } from '../../../support/sync.ts';
import { seedOf } from '../../../support/seed.ts';

const sized = (bytes: Uint8Array, mm = 30) => must(sizedPicture(bytes, mm));

describe('a scanned seal', () => {
  it.each([0, 1, 2, 3, 4])('SL5 every filter of PNG is undone (%d): colours, cover and size are those that were scanned', (filter) => {
    const of = { side: 240, filter };
    const { side, mm, rgb, alpha } = must(readSealPicture(sized(sealPng(of), 25)));
    expect([side, Math.round(mm * 10) / 10, [...rgb.subarray(0, 3)]]).toEqual([240, 25, [200, 16, 46]]);
    expect(alpha.every((cover, i) => cover === coverOf(i % side, Math.floor(i / side), of))).toBe(true);
    // See-through paper has no colour to hide something in.
    const clear = alpha.findIndex((cover) => cover === 0);
    expect([...rgb.subarray(clear * 3, clear * 3 + 3)]).toEqual([0, 0, 0]);
  });

  it('SL5 what is no such picture is refused by what is wrong with it, and nothing but rows and size is kept', () => {
    const good = sealPng({ side: 240, text: '사람 이름' });
    expect(Buffer.from(sized(good)).includes('tEXt')).toBe(false);
    const codes: [string, Uint8Array, number, string][] = [
      ['no PNG', new TextEncoder().encode('%PDF-1.7'), 30, 'PICTURE_KIND'],
      ['no cover', sealPng({ side: 240, kind: [8, 2, 0, 0, 0] }), 30, 'PICTURE_KIND'],
      ['interlaced', sealPng({ side: 240, kind: [8, 6, 0, 0, 1] }), 30, 'PICTURE_KIND'],
      ['cut', good.subarray(0, good.length - 4), 30, 'PICTURE_BROKEN'],
      ['no square', sealPng({ side: 240, height: 200 }), 30, 'PICTURE_SIZE'],
      ['few pixels', sealPng({ side: 120 }), 12, 'PICTURE_SIZE'],
      ['many pixels', sealPng({ side: 801 }), 36, 'PICTURE_SIZE'],
      ['too coarse', sealPng({ side: 240 }), 50, 'PICTURE_SIZE'],
      ['too large', sealPng({ side: 800 }), 61, 'PICTURE_SIZE'],
      ['no size', sealPng({ side: 240 }), 0, 'PICTURE_SIZE'],
      ['paper that covers', sealPng({ side: 240, paper: 255 }), 30, 'PICTURE_ALPHA'],
      ['no ink', sealPng({ side: 240, ink: 0 }), 30, 'PICTURE_ALPHA'],
      ['more rows than it says', sealPng({ side: 240, more: 4000 }), 30, 'PICTURE_BROKEN'],
      ['an unknown filter', sealPng({ side: 240, filter: 5 }), 30, 'PICTURE_BROKEN'],
      ['too many bytes', new Uint8Array([...good, ...new Uint8Array(SEAL_PICTURE.bytes)]), 30, 'PICTURE_BROKEN'],
    ];
    for (const [what, bytes, mm, code] of codes) expect([what, sizedPicture(bytes, mm)]).toEqual([what, expect.objectContaining({ ok: false, code })]);
  });

  it('SL5 a thousand changed bytes end in a picture or in a code, never in a fault', () => {
    const seed = seedOf();
    console.log(`seal picture seed ${seed}`);
    const random = createRandom(seed);
    const good = sized(sealPng({ side: 200 }), 20);
    for (let round = 0; round < 1000; round++) {
      const bytes = Uint8Array.from(good);
      bytes[random.int(bytes.length)] = random.int(256);
      const read = readSealPicture(bytes);
      expect(read.ok || read.code.startsWith('PICTURE_')).toBe(true);
    }
  });
});
