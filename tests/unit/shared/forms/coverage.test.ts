import { expect, it } from 'vitest';
import { missingGlyphs, openFormFonts } from '../../../../electron/backend/pdf/fonts.ts';
import { isDrawn, undrawnIn } from '../../../../shared/forms/coverage.ts';

it('FORM-17 the table of drawn characters is that of the faces', () => {
  const points = Array.from({ length: 0x30000 - 0x20 }, (_, i) => i + 0x20).filter((point) => point < 0xd800 || point > 0xdfff);
  const text = points.map((point) => String.fromCodePoint(point)).join('');
  const missing = new Set(missingGlyphs(openFormFonts(), text));
  expect(Array.from(text).filter((character) => isDrawn(character) === missing.has(character))).toEqual([]);
});

it('FORM-17 characters nobody could print are found with their places, decomposed Hangul is none', () => {
  expect(undrawnIn('청년 大韓 ∼ ①\n\t')).toEqual([]);
  expect(undrawnIn('가나'.normalize('NFD'))).toEqual([]);
  expect(undrawnIn('a☑😀')).toEqual([
    { character: '☑', start: 1, end: 2 },
    { character: '😀', start: 2, end: 4 },
  ]);
});
