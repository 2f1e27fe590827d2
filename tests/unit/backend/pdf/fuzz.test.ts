import { expect, test } from 'vitest';
import { openFormFonts } from '../../../../electron/backend/pdf/fonts.ts';
import { renderPaper } from '../../../../electron/backend/pdf/render.ts';
import { aRandomPrint } from '../../../support/print-random.ts';

const fonts = openFormFonts();

// Every character of every paper is drawn, or renderPaper throws: the layout engine alone would lose some of these.
test.each([7, 17, 43, 99, 12_345].map((start) => start * 1000))('nothing of paper %i is lost', async (seed) => {
  const drawn = await renderPaper(aRandomPrint(seed), fonts);
  expect(drawn.ok && drawn.value.pages > 0).toBe(true);
});
