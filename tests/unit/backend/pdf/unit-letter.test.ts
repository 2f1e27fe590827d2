import { expect, test } from 'vitest';
import { openFormFonts } from '../../../../electron/backend/pdf/fonts.ts';
import { renderPaper } from '../../../../electron/backend/pdf/render.ts';
import { aPrint } from '../../../support/print-sample.ts';
import { good, run, workFolder } from './tools.ts';

const folder = workFolder();

/** Boxes of a word on the page: left, top, right, bottom. */
function boxesOf(file: string, word: string): number[][] {
  const found = run('pdftotext', ['-bbox', file, '-']).matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g);
  return [...found].filter((match) => match[5] === word).map((match) => match.slice(1, 5).map(Number));
}

test('FORM-13 서명생략 stands boxed at the right of 발신명의, on its line, and no seal field is made', async () => {
  const print = aPrint({ form: 'unit-letter', senders: [{ agency: '1492000', name: '청년고용기획과장', field: '', omitted: '서명생략' }] });
  const drawn = good(await renderPaper(print, openFormFonts()));
  expect(drawn.fields).toEqual([]);
  const file = folder.write('letter.pdf', drawn.pdf);
  const name = boxesOf(file, '청년고용기획과장').find(([, top = 0, , bottom = 0]) => bottom - top > 15);
  const [mark] = boxesOf(file, '서명생략');
  if (name === undefined || mark === undefined) throw new Error('not drawn');
  const middle = ([, top = 0, , bottom = 0]: readonly number[]): number => (top + bottom) / 2;
  expect(mark[0]).toBeGreaterThan(name[2] ?? 0);
  expect(Math.abs(middle(mark) - middle(name))).toBeLessThan(2);
});
