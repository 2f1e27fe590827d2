import { afterAll, expect, test } from 'vitest';
import { createPdf } from '../../../../electron/backend/pdf/pdf.ts';
import { renderPaper } from '../../../../electron/backend/pdf/render.ts';
import { aHardPrint, aPrint } from '../../../support/print-sample.ts';
import { good } from './tools.ts';

const pdf = createPdf();
afterAll(() => pdf.close());

test('the thread draws the bytes the caller would draw', async () => {
  const [there, here] = [good(await pdf.render(aPrint())), good(await renderPaper(aPrint()))];
  expect(Buffer.from(there.pdf).equals(Buffer.from(here.pdf))).toBe(true);
  expect([there.pages, there.fields]).toEqual([here.pages, here.fields]);
});

test('refusals come back as values', async () => {
  expect(await pdf.render(aPrint({ title: '☑' }))).toMatchObject({ ok: false, code: 'MISSING_GLYPHS' });
});

test('a paper that throws fails alone', async () => {
  await expect(pdf.render(aPrint({ createdAt: 'no date' }))).rejects.toThrow(/RangeError/);
  expect((await pdf.render(aPrint())).ok).toBe(true);
});

test('papers asked for together all come, each its own', async () => {
  const titles = ['가', '나', '다', '라'];
  const papers = await Promise.all(titles.map((title) => pdf.render(aPrint({ title }))));
  expect(new Set(papers.map((paper) => Buffer.from(good(paper).pdf).toString('latin1'))).size).toBe(4);
});

test('CANCELLED: running, waiting and never begun; the others still come', async () => {
  const [running, waiting] = [new AbortController(), new AbortController()];
  const papers = [
    pdf.render(aHardPrint(), { signal: running.signal }),
    pdf.render(aPrint(), { signal: waiting.signal }),
    pdf.render(aPrint()),
    pdf.render(aPrint(), { signal: AbortSignal.abort() }),
  ];
  waiting.abort();
  running.abort();
  expect((await Promise.all(papers)).map((paper) => (paper.ok ? 'drawn' : paper.code))).toEqual(['CANCELLED', 'CANCELLED', 'drawn', 'CANCELLED']);
  running.abort();
  expect((await pdf.render(aPrint(), { signal: new AbortController().signal })).ok).toBe(true);
});

test('close answers what is open, and a closed part can be used again', async () => {
  const own = createPdf({ workerUrl: new URL('../../../../electron/backend/pdf/worker.ts', import.meta.url) });
  const open = own.render(aPrint());
  await own.close();
  expect(await open).toMatchObject({ ok: false, code: 'CANCELLED' });
  expect((await own.render(aPrint())).ok).toBe(true);
  await own.close();
});

test('a worker that is not there fails, it does not hang', async () => {
  const lost = createPdf({ workerUrl: new URL('file:///nowhere/worker.ts') });
  await expect(lost.render(aPrint())).rejects.toThrow();
  await lost.close();
});
