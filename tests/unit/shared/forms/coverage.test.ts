import { expect, it } from 'vitest';
import { missingGlyphs, openFormFonts, setIn } from '../../../../electron/backend/pdf/fonts.ts';
import { FACES } from '../../../../shared/collab/content.ts';
import { isDrawn, undrawnIn, wayOut } from '../../../../shared/forms/coverage.ts';

const fonts = openFormFonts();

it.each(FACES)('FORM-17 the table of drawn characters is that of the faces (%s)', (face) => {
  const points = Array.from({ length: 0x30000 - 0x20 }, (_, i) => i + 0x20).filter((point) => point < 0xd800 || point > 0xdfff);
  const text = points.map((point) => String.fromCodePoint(point)).join('');
  const missing = new Set(missingGlyphs(setIn(fonts, face), text));
  expect(Array.from(text).filter((character) => isDrawn(character, face) === missing.has(character))).toEqual([]);
});

it('FORM-17 characters nobody could print are found with their places, decomposed Hangul is none', () => {
  expect(undrawnIn('청년 大韓 ∼ ①\n\t')).toEqual([]);
  expect(undrawnIn('가나'.normalize('NFD'))).toEqual([]);
  expect(undrawnIn('a☑😀')).toEqual([
    { character: '☑', start: 1, end: 2 },
    { character: '😀', start: 2, end: 4 },
  ]);
});

it('FORM-17 a character that only the other face draws is found, and told so', () => {
  expect([undrawnIn('間隙', 'sans').length, undrawnIn('間隙', 'serif').length, undrawnIn('尢', 'sans').length, undrawnIn('尢', 'serif').length]).toEqual([
    1, 0, 0, 1,
  ]);
  expect([wayOut(['隙'], 'sans'), wayOut(['尢'], 'serif'), wayOut(['☑', '隙'], 'sans')]).toEqual([
    '글꼴을 명조로 바꾸거나 다른 글자로 바꾸십시오.',
    '글꼴을 고딕으로 바꾸거나 다른 글자로 바꾸십시오.',
    '다른 글자로 바꾸십시오.',
  ]);
});
