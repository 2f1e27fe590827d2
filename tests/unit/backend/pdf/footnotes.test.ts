import { expect, test } from 'vitest';
import { openFormFonts } from '../../../../electron/backend/pdf/fonts.ts';
import { renderPaper } from '../../../../electron/backend/pdf/render.ts';
import type { PrintPart } from '../../../../shared/forms/print-model.ts';
import { run, workFolder } from './tools.ts';
import { aPrint } from '../../../support/print-sample.ts';

const fonts = openFormFonts();
const folder = workFolder();

/** A line whose words carry these footnotes. */
const line = (words: string, notes: readonly (readonly [number, string])[] = []): PrintPart => ({
  type: 'paragraph',
  mark: '',
  indent: 0,
  inlines: [{ text: words }, ...notes.flatMap(([n]) => [{ text: `${n})`, raised: true as const }, { text: ' 뒤' }])],
  notes: notes.map(([n, text]) => ({ mark: `${n})`, text })),
});

async function pagesOf(body: readonly PrintPart[], name: string): Promise<string[]> {
  const drawn = await renderPaper(aPrint({ body }), fonts);
  if (!drawn.ok) throw new Error(drawn.message);
  const file = folder.write(name, drawn.value.pdf);
  return run('pdftotext', ['-layout', file, '-'])
    .split('\f')
    .map((page) => page.replace(/\s+/g, ''));
}

test('FORM-15 every footnote stands on the page of its number, below the text, and nothing is drawn twice or lost', async () => {
  const body = Array.from({ length: 60 }, (_, i) =>
    line(`본문${i};`, i % 5 === 0 ? [[i / 5 + 1, `주석${i}의 글을 두 줄이 되도록 길게 적는다. ${'되풀이하는 말 '.repeat(i % 3 === 0 ? 12 : 2)}끝${i};`]] : []),
  );
  const pages = await pagesOf(body, 'notes.pdf');
  for (let i = 0; i < 60; i += 5) {
    const own = pages.findIndex((page) => page.includes(`본문${i};`));
    const page = pages[own] ?? '';
    expect([i, page.includes(`주석${i}의`), page.indexOf(`주석${i}의`) > page.indexOf(`본문${i};`)]).toEqual([i, true, true]);
    expect(pages.filter((one) => one.includes(`주석${i}의`)).length).toBe(1);
  }
});

test('FORM-15 notes that would take most of a page stand behind the text', async () => {
  const long = '아주 긴 각주의 글이다. '.repeat(160);
  const pages = await pagesOf(
    [
      line('첫 줄', [
        [1, long],
        [2, long],
      ]),
      line('마지막 줄'),
    ],
    'long-notes.pdf',
  );
  const whole = pages.join('');
  expect(whole.indexOf('아주긴각주의글')).toBeGreaterThan(whole.indexOf('마지막줄'));
  // A page's number may stand within a phrase that goes on behind it.
  expect(whole.split('아주긴각주의글').length - 1).toBeGreaterThan(315);
});

test('FORM-15 the same paper gives the same bytes, with footnotes in a table that goes over pages', async () => {
  const rows = Array.from({ length: 50 }, (_, i) => [
    [{ text: `칸${i}` }, ...(i % 10 === 3 ? [{ text: `${(i - 3) / 10 + 1})`, raised: true as const }] : [])],
    [{ text: '값' }],
  ]);
  const notes = [0, 1, 2, 3, 4].map((n) => ({ mark: `${n + 1})`, text: `표의 각주 ${n};` }));
  const table: PrintPart = { type: 'table', indent: 0, head: 1, rows, spans: [], widths: [], notes };
  const [a, b] = [await renderPaper(aPrint({ body: [table] }), fonts), await renderPaper(aPrint({ body: [table] }), fonts)];
  expect(a.ok && b.ok && Buffer.from(a.value.pdf).equals(Buffer.from(b.value.pdf))).toBe(true);
  const pages = await pagesOf([table], 'table-notes.pdf');
  for (let n = 0; n < 5; n++) expect(pages.find((page) => page.includes(`칸${n * 10 + 3}`))).toContain(`표의각주${n};`);
});

test('FORM-15 the page number stands at the same height, 10 mm above the edge, with notes on the page and without', async () => {
  const bottoms = async (body: readonly PrintPart[], name: string): Promise<number> => {
    const drawn = await renderPaper(aPrint({ body, senders: [], recipientList: '', approvals: [], attachmentLines: [] }), fonts);
    if (!drawn.ok) throw new Error(drawn.message);
    const words = run('pdftotext', ['-bbox', folder.write(name, drawn.value.pdf), '-']).matchAll(/yMax="([\d.]+)">1</g);
    return Math.max(...[...words].map((match) => Number(match[1])));
  };
  const [without, having] = [await bottoms([line('본문')], 'plain.pdf'), await bottoms([line('본문', [[1, '주석의 글']])], 'noted.pdf')];
  expect(841.89 - without).toBeGreaterThan(24);
  expect(841.89 - without).toBeLessThan(34);
  expect(Math.abs(having - without)).toBeLessThan(0.5);
});
