import { describe, expect, test } from 'vitest';
import { openFormFonts } from '../../../../electron/backend/pdf/fonts.ts';
import { renderPaper } from '../../../../electron/backend/pdf/render.ts';
import { aBrief } from '../../../support/print-sample.ts';
import { good, run, workFolder } from './tools.ts';

const fonts = openFormFonts();
const folder = workFolder();

describe('form 2', () => {
  test('FORM-11 a cover with grid, 결재란, title and office; the report on the next page', async () => {
    const { pdf, pages } = good(await renderPaper(aBrief(), fonts));
    expect(pages).toBe(2);
    const file = folder.write('brief.pdf', pdf);
    const [cover = '', report = ''] = run('pdftotext', ['-layout', file, '-']).split('\f');
    for (const text of ['생산등록번호', '협업정책과-12', '⊙행정사무관', '전결 11. 20.', '협조자', '최셋', '보고근거', '행정안전부 협업정책과'])
      expect(cover).toContain(text);
    expect(report).toContain('추진 배경');
    expect(`${cover}${report}`).not.toContain('끝.');
    expect(run('qpdf', ['--check', file])).toContain('No syntax or stream encoding errors found');
  });

  test('FORM-11 a long title, twelve signers and eight agencies lose no text', async () => {
    const row = (agency: string, boxes: number) => ({
      agency,
      boxes: Array.from({ length: boxes }, (_, i) => ({
        marks: '',
        position: `청년고용기획${i}담당관`,
        differs: i === 1,
        lines: ['전결', '11. 20.', `김이름${i}`],
      })),
      concurrers: [],
    });
    const approvals = Array.from({ length: 8 }, (_, i) => row(`${'가나다라마바사아'[i] ?? ''}부처`, i === 0 ? 12 : 4));
    const drawn = await renderPaper(aBrief({ approvals, title: '범정부 협업과제 관계망 진단 결과와 표준 절차 마련 '.repeat(4) }), fonts);
    expect(drawn.ok).toBe(true);
  });
});
