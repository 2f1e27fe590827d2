/**
 * Pages of the forms as they were looked at, compared by pixel: `tests/fixtures/pages`. After a change that is meant, draw them anew with
 * `PAGES=1 npx vitest run tests/unit/backend/pdf/golden.test.ts` and look at each.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PaperPrint } from '../../../../shared/forms/print-model.ts';
import { renderPaper } from '../../../../electron/backend/pdf/render.ts';
import { openFormFonts } from '../../../../electron/backend/pdf/fonts.ts';
import { differing, grayPng, readGrayPng, readPgm } from '../../../support/gray-png.ts';
import { aCard } from '../../../support/card-sample.ts';
import { aBrief, aPrint } from '../../../support/print-sample.ts';
import { good, run, workFolder } from './tools.ts';

const folder = workFolder();
const fonts = openFormFonts();
const KEPT = new URL('../../../fixtures/pages/', import.meta.url);
const DPI = 60;
/** Of some 350,000: a word that stands one pixel lower changes more. */
const MOST = 60;

const VIEWING = { files: [], watermark: '열람용', viewer: '열람용 · 교육부 평생직업교육과 과장 홍길동 · 2026. 11. 30. 20:15' };
const [lead] = aPrint().senders;
const PAPERS: Readonly<Record<string, PaperPrint>> = {
  'form-1': aPrint(),
  'form-1-serif': aPrint({ face: 'serif' }),
  'form-1-omitted': aPrint({ senders: lead === undefined ? [] : [{ ...lead, omitted: '관인생략' }] }),
  'form-1-large': { ...aPrint(), ...VIEWING, large: true },
  'form-2': aBrief(),
  card: aCard(),
};

test.each(Object.keys(PAPERS))('FORM-24 %s looks as it did when it was last looked at', async (name) => {
  const print = PAPERS[name] ?? aPrint();
  const seals = print.senders.map((sender) => ({ field: sender.omitted === undefined ? sender.field : '', name: sender.name, picture: null }));
  const drawn = good(await renderPaper(print, fonts, seals));
  const file = folder.write(`${name}.pdf`, drawn.pdf);
  run('mutool', ['draw', '-q', '-r', String(DPI), '-c', 'gray', '-F', 'pgm', '-o', join(folder.path, `${name}-%d.pgm`), file]);
  for (let page = 1; page <= drawn.pages; page++) {
    const now = readPgm(readFileSync(join(folder.path, `${name}-${page}.pgm`)));
    const kept = new URL(`${name}-${page}.png`, KEPT);
    if (process.env['PAGES'] !== undefined) writeFileSync(kept, grayPng(now));
    expect({ page, differing: Math.max(0, differing(now, readGrayPng(readFileSync(kept))) - MOST) }).toEqual({ page, differing: 0 });
  }
});
