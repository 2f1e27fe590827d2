import fc from 'fast-check';
import { zlibSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { judgePicture, PICTURE_MOST } from '../../../../shared/policy/guard/picture.ts';
import { pngChunks, pngOf, unfilterRows, unpackRows } from '../../../../shared/policy/guard/png.ts';

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
): Uint8Array {
  const data = new Uint8Array(13);
  new DataView(data.buffer).setUint32(0, width);
  new DataView(data.buffer).setUint32(4, height);
  data.set([depth, colour, 0, 0, interlace], 8);
  return pngOf([{ type: 'IHDR', data }, ...more, { type: 'IDAT', data: zlibSync(Uint8Array.from(rows)) }, { type: 'IEND', data: new Uint8Array(0) }]);
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
      fc.property(fc.constantFrom(...all), fc.nat(), fc.nat(255), fc.nat(), (bytes, at, value, cut) => {
        const changed = bytes.slice(0, cut % 3 === 0 ? cut % bytes.length : bytes.length);
        if (changed.length > 0) changed[at % changed.length] = value;
        expect(codeOf(changed)).toMatch(/^(ok|PICTURE_)/);
      }),
      { numRuns: 500 },
    );
  });
});
