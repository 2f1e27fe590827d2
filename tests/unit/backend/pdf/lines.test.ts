/** The engine's shortcuts (`kit.ts`) draw what the engine draws: the same letters at the same places. */

import { expect, test } from 'vitest';
import { openFormFonts } from '../../../../electron/backend/pdf/fonts.ts';
import { ALONE_MARKS, standsAlone } from '../../../../electron/backend/pdf/syllables.ts';
import { layOut, type KitDocument, type Piece } from '../../../../electron/backend/pdf/kit.ts';
import { isDrawn } from '../../../../shared/forms/coverage.ts';
import { createRandom } from '../../../support/sync-random.ts';
import { seedOf } from '../../../support/seed.ts';

const fonts = openFormFonts();

interface Run {
  readonly glyphs: readonly { readonly id: number; readonly advanceWidth: number }[];
  readonly positions: readonly { readonly xAdvance: number; readonly xOffset: number; readonly yOffset: number }[];
}

const FAMILIES = [
  ['Form', 'sans'],
  ['Serif', 'serif'],
] as const;

test.each(FAMILIES)(
  'FORM-25 no Hangul syllable, hanja, digit or mark of official papers is shaped by its face (%s): alone, before a space, and beside any other',
  async (family, face) => {
    const pieces: Piece = { content: [{ text: '가', font: family }], defaultStyle: { font: family } };
    const document = await layOut(pieces, fonts);
    const shown = (character: string): boolean => isDrawn(character, face);
    const { font } = document.provideFont(family, false, false) as unknown as {
      font: { layout: (text: string) => Run; glyphForCodePoint: (point: number) => { id: number; advanceWidth: number } };
    };
    const wrong: string[] = [];
    let compared = 0;
    const compare = (text: string): void => {
      // 명조 sets some marks nearer to each other: such a word is left to it.
      if (face === 'serif' && !standsAlone(text.replaceAll(' ', ''))) return;
      compared += 1;
      const run = font.layout(text);
      const plain = Array.from(text, (letter) => font.glyphForCodePoint(letter.codePointAt(0) ?? 0));
      const same =
        run.glyphs.length === plain.length &&
        run.glyphs.every((glyph, i) => glyph.id === plain[i]?.id && run.positions[i]?.xAdvance === plain[i]?.advanceWidth) &&
        run.positions.every(({ xOffset, yOffset }) => xOffset === 0 && yOffset === 0);
      if (!same) wrong.push(text);
    };
    const syllables = Array.from({ length: 11_172 }, (_, i) => String.fromCodePoint(0xac00 + i));
    const hanja = Array.from({ length: 0x51_00 }, (_, i) => String.fromCodePoint(0x4e00 + i)).filter(shown);
    // Whole runs of forty letters: each beside two others, the last before a space.
    const all = [...syllables, ...hanja];
    for (let at = 0; at < all.length; at += 40) compare(`${all.slice(at, at + 40).join('')} `);
    // Marks beside every other, in threes, and in runs among syllables.
    const marks = [...ALONE_MARKS].filter(shown);
    const beside = [...marks, '가', '힣', '漢', ' '];
    for (const a of beside) for (const b of beside) compare(`${a}${b}`);
    for (const a of '0.,-()/') for (const b of '0.,-()/') for (const c of '0.,-()/가') compare(`${a}${b}${c}`);
    const random = createRandom(seedOf());
    // As the engine gives them: blanks stand at the end of a word alone, because within one both faces set them wider.
    const letters = beside.filter((one) => one !== ' ');
    for (let run = 0; run < 500; run++) compare(`${Array.from({ length: 12 }, () => random.pick(letters)).join('')}${run % 2 === 0 ? ' ' : ''}`);
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(2400);
  },
);

interface DrawnFace {
  readonly id: string;
  readonly unicode: readonly (readonly number[])[];
  readonly widths: readonly number[];
}

/** Every letter of the first page with the face and size it has and where it stands, as its content stream says. */
function lettersOf(document: KitDocument): string[] {
  const faces = new Map(
    Object.values(document.fontCache)
      .flatMap((family) => Object.values(family))
      .map((face) => [face.id, face as unknown as DrawnFace]),
  );
  const content = Buffer.concat(document._pageBuffer[0]?.content.buffer ?? []).toString('latin1');
  const letters: string[] = [];
  let [x, y, face, size]: [number, number, DrawnFace | undefined, number] = [0, 0, undefined, 0];
  for (const [, left, top, id, points, hex, skip] of content.matchAll(/1 0 0 1 ([\d.]+) ([\d.]+) Tm|\/(F\d+) ([\d.]+) Tf|<([0-9a-f]+)>|(-?[\d.]+)(?=[\] ])/g)) {
    if (left !== undefined) [x, y] = [Number(left), Number(top)];
    if (id !== undefined) [face, size] = [faces.get(id), Number(points)];
    for (let i = 0; i < (hex?.length ?? 0); i += 4) {
      const glyph = Number.parseInt(hex?.slice(i, i + 4) ?? '', 16);
      letters.push(`${String.fromCodePoint(...(face?.unicode[glyph] ?? []))} ${face?.id} ${size} ${x.toFixed(2)} ${y.toFixed(2)}`);
      x += ((face?.widths[glyph] ?? 0) * size) / 1000;
    }
    if (skip !== undefined && content !== '') x -= (Number(skip) * size) / 1000;
  }
  return letters;
}

test.each(FAMILIES)('FORM-25 every letter stands where the engine alone puts it, beside Latin pairs and raised numbers too (%s)', async (family) => {
  const words = ['협조하여 주시기 바랍니다. ', 'AVATAR To. 2027. 1. 1.(금)∼ '];
  const line = [{ text: words[0] }, { text: words[1], bold: true }, { text: '1)', sup: true }, { text: ' 밑줄', decoration: 'underline', color: '#c8102e' }];
  const drawn = (given: Piece): Promise<KitDocument> => layOut({ ...given, defaultStyle: { font: family }, compress: false }, fonts);
  // A line that is a target is the engine's own; one that is not is written whole.
  const quick = await drawn({ content: [{ text: line, fontSize: 12 }] });
  const engine = await drawn({ content: [{ text: line, fontSize: 12, id: 'target' }] });
  expect(lettersOf(quick)).toEqual(lettersOf(engine));
  expect(lettersOf(quick).length).toBeGreaterThan(40);
  const operators = (document: KitDocument): number =>
    Buffer.concat(document._pageBuffer[0]?.content.buffer ?? [])
      .toString('latin1')
      .split('TJ').length;
  expect(operators(quick)).toBeLessThan(operators(engine) / 3);
});
