import { expect, test } from 'vitest';
import { openFormFonts } from '../../../../electron/backend/pdf/fonts.ts';
import { renderPaper } from '../../../../electron/backend/pdf/render.ts';
import { verifyPdf } from '../../../../shared/verify/pdf/verify.ts';
import { PAPER_TRUST } from '../../../support/pdf-judged.ts';
import { aPrint } from '../../../support/print-sample.ts';
import { aSealingAgency, sealInTurn, sendersOf } from '../../../support/sealed-paper.ts';
import { good, run, workFolder } from './tools.ts';

const folder = workFolder();
const fonts = openFormFonts();

interface Box {
  readonly left: number;
  readonly right: number;
  readonly middle: number;
  readonly height: number;
}

function boxesOf(file: string, word: string): Box[] {
  const found = run('pdftotext', ['-bbox', file, '-']).matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g);
  return [...found].flatMap((match) => {
    const [left = 0, top = 0, right = 0, bottom = 0] = match.slice(1, 5).map(Number);
    return match[5] === word ? [{ left, right, middle: (top + bottom) / 2, height: bottom - top }] : [];
  });
}

test.each([1, 8])('FORM-19 관인생략 of %i agencies stands boxed right of each name; each signs, no image goes on, and all is judged good', async (count) => {
  const agencies = Array.from({ length: count }, (_, index) => aSealingAgency(index, index % 2 === 0 ? 'P-256' : 'RSA-2048'));
  const senders = sendersOf(agencies).map((sender) => ({ ...sender, omitted: '관인생략' }));
  const base = good(await renderPaper(aPrint({ senders, approvals: [] }), fonts));
  expect(base.fields.map(({ field }) => field)).toEqual(senders.map(({ field }) => field));
  const last = (await sealInTurn(base.pdf, agencies, { omitted: true, reason: '관인생략 문서의 전자서명' })).at(-1) ?? base.pdf;
  const file = folder.write(`omitted-${count}.pdf`, last);
  const marks = boxesOf(file, '관인생략');
  expect(marks.length).toBe(count);
  for (const [index, { name }] of senders.entries()) {
    const mark = marks[index];
    const line = boxesOf(file, name).find(({ height, middle }) => height > 15 && Math.abs(middle - (mark?.middle ?? 0)) < 2);
    expect({ name, right: mark !== undefined && line !== undefined && mark.left > line.right }).toEqual({ name, right: true });
  }
  expect(Buffer.from(last).toString('latin1')).not.toContain('/BM /Multiply');
  const report = await verifyPdf(last, { ...PAPER_TRUST, expected: { fields: senders.map(({ field }) => field) } });
  expect([report.faults, report.signatures.length]).toEqual([[], count]);
});
