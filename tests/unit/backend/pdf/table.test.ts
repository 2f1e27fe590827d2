import { expect, test } from 'vitest';
import { openFormFonts, setIn } from '../../../../electron/backend/pdf/fonts.ts';
import { FACES } from '../../../../shared/collab/content.ts';
import { boldWidth, columnShares, columnWidths } from '../../../../shared/forms/table-widths.ts';

test.each([
  [[30, 40, 50], 300],
  [[30, 400, 50], 300],
  [[400, 400], 300],
  [[10, 10, 1000, 900], 450],
])('columns %j fill %d exactly and keep their order', (asked, room) => {
  const widths = columnWidths(asked, room);
  expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(room, 6);
  expect(widths.every((width) => width > 0)).toBe(true);
  for (const [i, a] of asked.entries()) for (const [k, b] of asked.entries()) if (a < b) expect(widths[i] ?? 0).toBeLessThanOrEqual((widths[k] ?? 0) + 1e-9);
});

test('narrow columns keep what they need where a wide one must wrap', () => {
  expect(columnWidths([30, 900, 50], 300)).toEqual([30, 220, 50]);
});

test('the sheet measures words as the paper does, and gives a head of two letters its room', () => {
  const fonts = openFormFonts();
  const texts = ['연번', '예산(천원)', '2026.12.1. ~ 2027.2.28.', 'ABC xyz 1,234%', '「법률」 제3조'];
  for (const face of FACES) for (const text of texts) expect(boldWidth(text, face)).toBeCloseTo(setIn(fonts, face).bold.width(text, 10.5), 1);
  const words = ['연번', '고용노동부', '청년고용기획과', '직무체험 과제 11', '인원', '2026.12.1. ~ 2027.2.28.', '예산(천원)', '비고'].map((text) =>
    boldWidth(text),
  );
  const shares = columnShares(words, 482);
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
  for (const column of [0, 1, 4, 6, 7]) expect((shares[column] ?? 0) * 482 - 10.5).toBeGreaterThan(words[column] ?? 0);
});
