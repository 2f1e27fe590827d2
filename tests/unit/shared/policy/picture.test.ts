import fc from 'fast-check';
import { zlibSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { judgePicture, PICTURE_MOST } from '../../../../shared/policy/guard/picture.ts';
import { pngChunks, pngOf, unfilterRows, unpackRows } from '../../../../shared/policy/guard/png.ts';
import { seedOf } from '../../../support/seed.ts';

interface Shape {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colour: number;
  readonly interlace?: number;
}

/** A PNG of these rows, each with its filter byte. */
function png(
  { width, height, depth, colour, interlace = 0 }: Shape,
  rows: readonly number[],
  more: readonly { type: string; data: Uint8Array }[] = [],
  behindRows: readonly number[] = [],
): Uint8Array {
  const data = new Uint8Array(13);
  new DataView(data.buffer).setUint32(0, width);
  new DataView(data.buffer).setUint32(4, height);
  data.set([depth, colour, 0, 0, interlace], 8);
  const packed = Uint8Array.from([...zlibSync(Uint8Array.from(rows)), ...behindRows]);
  return pngOf([{ type: 'IHDR', data }, ...more, { type: 'IDAT', data: packed }, { type: 'IEND', data: new Uint8Array(0) }]);
}

const codeOf = (bytes: Uint8Array): string => {
  const judged = judgePicture(bytes);
  return judged.ok ? 'ok' : judged.code;
};

/** Colours of a kept picture, row by row. */
function pixels(bytes: Uint8Array): number[] {
  const judged = judgePicture(bytes);
  if (!judged.ok) throw new Error(judged.code);
  const { width, height } = judged.value;
  const chunks = pngChunks(judged.value.bytes) ?? [];
  const packed = chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
  const rows = unpackRows(packed, (width * 3 + 1) * height);
  return [...((rows === null ? null : unfilterRows(rows, width * 3, 3)) ?? [])];
}

/** The skeleton of a JPEG: segments, then a scan. */
function jpeg(segments: readonly (readonly number[])[], frame: { colours?: number; marker?: number } = {}): Uint8Array {
  const segment = (marker: number, inside: readonly number[]): number[] => [0xff, marker, (inside.length + 2) >> 8, (inside.length + 2) & 255, ...inside];
  const colours = frame.colours ?? 3;
  const frameOf = [8, 0, 20, 0, 30, colours, ...Array.from({ length: colours }, (_, i) => [i + 1, 0x11, 0]).flat()];
  const scan = [1, 1, 0, 0, 63, 0];
  return Uint8Array.from([
    0xff,
    0xd8,
    ...segments.flatMap(([marker = 0, ...inside]) => segment(marker, inside)),
    ...segment(frame.marker ?? 0xc0, frameOf),
    ...segment(0xda, scan),
    1,
    2,
    0xff,
    0,
    3,
    0xff,
    0xd0,
    4,
    0xff,
    0xd9,
  ]);
}

const letters = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));
const exif = (orientation: number): number[] => [
  0xe1,
  ...letters('Exif'),
  0,
  0,
  ...letters('II'),
  0x2a,
  0,
  8,
  0,
  0,
  0,
  1,
  0,
  0x12,
  0x01,
  3,
  0,
  1,
  0,
  0,
  0,
  orientation,
  0,
  0,
  0,
];

const quantiser = (place: number, value: number): number[] => [0xdb, place, ...Array.from({ length: 64 }, () => value)];
const codes = (place: number, ...symbols: number[]): number[] => [0xc4, place, symbols.length, ...Array.from({ length: 15 }, () => 0), ...symbols];

/** Segments of every kind that may stand before a scan, in any order and as often as one likes. */
const inside = fc.array(fc.nat(255), { maxLength: 40 });
const segments = fc.array(
  fc.oneof(
    inside.map((more) => [0xe0, ...letters('JFIF'), 0, ...more]),
    inside.map((more) => [0xe0, ...letters('JFXX'), 0, ...more]),
    inside.map((more) => [0xee, ...letters('Adobe'), ...more]),
    fc.tuple(fc.constantFrom(0x02, 0xbf, 0xcc, 0xdc, 0xe0, 0xe2, 0xed, 0xee, 0xef, 0xf0, 0xfd, 0xfe), inside).map(([marker, more]) => [marker, ...more]),
    fc.constantFrom(exif(1), exif(3), exif(6), exif(8), [0xdd, 0, 4], quantiser(0, 1), quantiser(0, 2), quantiser(1, 3), [
      0xdb,
      ...quantiser(0, 4).slice(1),
      ...quantiser(3, 5).slice(1),
    ]),
  ),
  { maxLength: 8 },
);
const ancillary = fc.array(fc.constantFrom('tEXt', 'eXIf', 'iCCP', 'gAMA', 'acTL', 'fdAT').map((type) => ({ type, data: Uint8Array.from(letters('hidden')) })));
const pictures = fc.oneof(
  segments.map((some) => jpeg(some)),
  fc
    .tuple(fc.constantFrom(0, 2, 4, 6), fc.array(fc.nat(255), { minLength: 24, maxLength: 24 }), ancillary, fc.boolean())
    .map(([colour, bytes, more, behind]) => {
      const channels = { 0: 1, 2: 3, 4: 2, 6: 4 }[colour] ?? 1;
      const row = bytes.slice(0, 3 * channels);
      return png({ width: 3, height: 2, depth: 8, colour }, [0, ...row, 2, ...row], more, behind ? letters('hidden') : []);
    }),
);
const SEED = seedOf();
console.log(`seed of the pictures: ${SEED}`);

/** Markers of a kept JPEG with their data, up to its scan. */
function markersOf(bytes: Uint8Array): { readonly marker: number; readonly data: number[] }[] {
  const found: { marker: number; data: number[] }[] = [];
  for (let at = 2; bytes[at + 1] !== 0xda;) {
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    found.push({ marker: bytes[at + 1] ?? 0, data: [...bytes.subarray(at + 4, at + 2 + length)] });
    at += 2 + length;
  }
  return found;
}

describe('pictures of a body', () => {
  test('PIC-1 PNG and JPEG are told by their bytes; anything else is refused with a sentence', () => {
    expect(codeOf(png({ width: 1, height: 1, depth: 8, colour: 2 }, [0, 1, 2, 3]))).toBe('ok');
    expect(codeOf(jpeg([]))).toBe('ok');
    for (const other of ['GIF89a', '<svg/>', 'RIFF....WEBP', '']) expect(codeOf(Uint8Array.from(letters(other)))).toBe('PICTURE_KIND');
    expect(codeOf(png({ width: 1, height: 1, depth: 8, colour: 2, interlace: 1 }, [0, 1, 2, 3]))).toBe('PICTURE_INTERLACED');
    expect(codeOf(jpeg([], { colours: 4 }))).toBe('PICTURE_COLOURS');
    expect(codeOf(jpeg([], { marker: 0xc9 }))).toBe('PICTURE_BROKEN');
    const refused = judgePicture(Uint8Array.from(letters('GIF89a')));
    expect(!refused.ok && refused.message).toContain('그림을 넣지 않았습니다.');
  });

  test('PIC-2 bounds: bytes, pixels, sides; a bomb stops where it is too much', () => {
    expect(codeOf(new Uint8Array(PICTURE_MOST.bytes + 1))).toBe('PICTURE_SIZE');
    expect(codeOf(png({ width: 30_000, height: 1, depth: 8, colour: 0 }, [0]))).toBe('PICTURE_SIZE');
    expect(codeOf(png({ width: 6000, height: 6000, depth: 8, colour: 0 }, [0]))).toBe('PICTURE_SIZE');
    expect(codeOf(png({ width: 2, height: 2, depth: 8, colour: 0 }, [0, 1, 2]))).toBe('PICTURE_BROKEN');
    expect(
      codeOf(
        png(
          { width: 1, height: 1, depth: 8, colour: 0 },
          Array.from({ length: 5000 }, () => 0),
        ),
      ),
    ).toBe('PICTURE_BROKEN');
    expect(codeOf(png({ width: 0, height: 1, depth: 8, colour: 0 }, [0]))).toBe('PICTURE_SIZE');
  });

  test('PIC-3 what is see-through is laid on white, sixteen bits become eight', () => {
    expect(pixels(png({ width: 2, height: 1, depth: 8, colour: 6 }, [0, 200, 100, 0, 255, 0, 0, 0, 0]))).toEqual([200, 100, 0, 255, 255, 255]);
    expect(pixels(png({ width: 1, height: 2, depth: 8, colour: 4 }, [0, 0, 255, 2, 0, 0]))).toEqual([0, 0, 0, 0, 0, 0]);
    expect(pixels(png({ width: 1, height: 1, depth: 16, colour: 2 }, [0, 10, 1, 20, 2, 30, 3]))).toEqual([10, 20, 30]);
    const palette = [
      { type: 'PLTE', data: Uint8Array.of(9, 8, 7, 1, 2, 3) },
      { type: 'tRNS', data: Uint8Array.of(255, 0) },
    ];
    expect(pixels(png({ width: 3, height: 1, depth: 1, colour: 3 }, [0, 0b01000000], palette))).toEqual([9, 8, 7, 255, 255, 255, 9, 8, 7]);
    const clear = [{ type: 'tRNS', data: Uint8Array.of(0, 3) }];
    expect(pixels(png({ width: 2, height: 1, depth: 2, colour: 0 }, [0, 0b11_01_0000], clear))).toEqual([255, 255, 255, 85, 85, 85]);
  });

  test('PIC-4 only the picture stays: no remarks, no place, no other picture; what is turned stays turned', () => {
    const said = png({ width: 1, height: 1, depth: 8, colour: 2 }, [0, 1, 2, 3], [{ type: 'tEXt', data: Uint8Array.from(letters('이름')) }]);
    const kept = judgePicture(said);
    expect(kept.ok && pngChunks(kept.value.bytes)?.map(({ type }) => type)).toEqual(['IHDR', 'IDAT', 'IEND']);
    const turned = judgePicture(jpeg([[0xe0, ...letters('JFIF'), 0], exif(6), [0xe2, 1, 2], [0xfe, ...letters('remark')]]));
    expect(turned.ok && [turned.value.width, turned.value.height]).toEqual([20, 30]);
    const text = turned.ok ? String.fromCharCode(...turned.value.bytes) : '';
    expect([text.includes('remark'), text.includes('Exif'), text.endsWith('\u00ff\u00d9')]).toEqual([false, true, true]);
    const plain = judgePicture(jpeg([exif(1)]));
    expect(plain.ok && String.fromCharCode(...plain.value.bytes).includes('Exif')).toBe(false);
    const behind = judgePicture(Uint8Array.from([...jpeg([]), ...letters('hidden')]));
    expect(behind.ok && String.fromCharCode(...behind.value.bytes).includes('hidden')).toBe(false);
  });

  test('PIC-4 a JPEG keeps what draws it: one JFIF without a small picture, one short Adobe, no other segment', () => {
    const thumbnail = [0xe0, ...letters('JFIF'), 0, 1, 2, 1, 0, 72, 0, 72, 1, 1, ...letters('abc')];
    const kept = judgePicture(
      jpeg([
        [0xee, ...letters('Adobe'), ...letters('hidden'), 1, ...letters('hidden')],
        thumbnail,
        thumbnail,
        [0xe0, ...letters('JFXX'), 0, 0x10, ...letters('hidden')],
        [0xee, ...letters('Other'), ...letters('hidden')],
        [0xee, ...letters('Adobe'), 0],
        ...[0x02, 0xbf, 0xcc, 0xdc, 0xde, 0xdf, 0xf0, 0xf7, 0xfd].map((marker) => [marker, ...letters('hidden')]),
        [0xdb, 0, ...letters('hidden'), ...Array.from({ length: 58 }, () => 7)],
        [...quantiser(0, 1), ...quantiser(1, 2).slice(1)],
        codes(0, ...letters('hidden')),
        codes(0, 5),
        [0xdd, 9, 9],
        [0xdd, 0, 4],
      ]),
    );
    if (!kept.ok) throw new Error(kept.code);
    const markers = markersOf(kept.value.bytes);
    expect(markers.map(({ marker }) => marker)).toEqual([0xe0, 0xee, 0xdb, 0xdb, 0xc4, 0xdd, 0xc0]);
    expect(markers.slice(2, 5).map(({ marker, data }) => [marker, ...data])).toEqual([quantiser(0, 1), quantiser(1, 2), codes(0, 5)]);
    expect(markers[0]?.data).toEqual([...letters('JFIF'), 0, 1, 2, 1, 0, 72, 0, 72, 0, 0]);
    expect(markers[1]?.data).toEqual([...letters('Adobe'), 0, 100, 0, 0, 0, 0, 1]);
    expect(String.fromCharCode(...kept.value.bytes)).not.toMatch(/hidden|abc|JFXX/);
    const short = judgePicture(jpeg([[0xe0, ...letters('JFIF'), 0]]));
    expect(short.ok && markersOf(short.value.bytes)[0]?.data).toEqual([...letters('JFIF'), 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
    const alone = Uint8Array.from([0xff, 0xd8, 0xff, 0x01, 0xff, 0xd0, ...jpeg([]).subarray(2)]);
    expect(judgePicture(alone)).toEqual(judgePicture(jpeg([])));
    for (const wrong of [
      [0xdd, 0, 4, ...letters('hidden')],
      [...quantiser(0, 1), ...letters('hidden')],
      quantiser(0, 1).slice(0, -1),
      quantiser(4, 1),
      quantiser(0x20, 1),
      [...codes(0, 5), ...letters('hidden')],
      codes(0x10, 5).slice(0, -1),
      [0xd8, 0],
      [0x00, 0],
    ])
      expect(codeOf(jpeg([wrong]))).toBe('PICTURE_BROKEN');
  });

  test('PIC-4 a PNG has one head and one end, only chunks every program knows, and nothing behind its pixels', () => {
    const whole = png({ width: 1, height: 1, depth: 8, colour: 2 }, [0, 1, 2, 3]);
    const chunks = pngChunks(whole) ?? [];
    const [head, rows, end] = chunks;
    if (head === undefined || rows === undefined || end === undefined) throw new Error('no chunks');
    const other = { type: 'IDAT', data: Uint8Array.from(letters('hidden')) };
    const palette = { type: 'PLTE', data: Uint8Array.of(1, 2, 3) };
    for (const wrong of [
      [head, head, rows, end],
      [head, rows, end, other, end],
      [head, rows, end, end],
      [head, rows, { type: 'IEND', data: Uint8Array.of(1) }],
      [head, { type: 'CgBI', data: Uint8Array.of(1) }, rows, end],
      [head, { type: '\u0001\u0002ab', data: Uint8Array.of(1) }, rows, end],
      [head, palette, palette, rows, end],
      [head, rows, palette, end],
    ])
      expect(codeOf(pngOf(wrong))).toBe('PICTURE_BROKEN');
    expect(codeOf(pngOf([head, palette, rows, end]))).toBe('ok');
    expect(codeOf(Uint8Array.from([...whole, ...letters('hidden')]))).toBe('PICTURE_BROKEN');
    const left = judgePicture(png({ width: 1, height: 1, depth: 8, colour: 2 }, [0, 1, 2, 3], [], letters('hidden')));
    expect(left.ok && [...left.value.bytes]).toEqual([...pngOf([head, { type: 'IDAT', data: zlibSync(Uint8Array.of(0, 1, 2, 3), { level: 6 }) }, end])]);
    const parted = [rows.data.subarray(0, -2), rows.data.subarray(-2, -1), new Uint8Array(0), rows.data.subarray(-1)].map((data) => ({ type: 'IDAT', data }));
    const same = judgePicture(pngOf([head, ...parted, end]));
    expect(same.ok && same.value.bytes).toEqual(pngOf([head, ...parted, end]));
  });

  test('PIC-5 what is kept is judged the same again, and changed bytes end in a picture or a code', () => {
    const all = [
      png({ width: 3, height: 2, depth: 8, colour: 6 }, [0, ...Array.from({ length: 12 }, (_, i) => i * 20), 1, ...Array.from({ length: 12 }, (_, i) => i)]),
      png({ width: 2, height: 1, depth: 8, colour: 2 }, [0, 1, 2, 3, 4, 5, 6]),
      jpeg([exif(8)]),
    ];
    for (const one of all) {
      const kept = judgePicture(one);
      const again = kept.ok ? judgePicture(kept.value.bytes) : kept;
      expect(again.ok && kept.ok && again.value.bytes).toEqual(kept.ok && kept.value.bytes);
    }
    fc.assert(
      fc.property(pictures, (bytes) => {
        const kept = judgePicture(bytes);
        if (!kept.ok) throw new Error(kept.code);
        expect(judgePicture(kept.value.bytes)).toEqual(kept);
      }),
      { numRuns: 300, seed: SEED },
    );
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.nat(), fc.nat(255), fc.nat(), (bytes, at, value, cut) => {
        const changed = bytes.slice(0, cut % 3 === 0 ? cut % bytes.length : bytes.length);
        if (changed.length > 0) changed[at % changed.length] = value;
        expect(codeOf(changed)).toMatch(/^(ok|PICTURE_)/);
      }),
      { numRuns: 500 },
    );
  });
});
