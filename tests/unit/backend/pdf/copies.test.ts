/** Copies that are no original: 열람용, 큰글자, 사본 with a person's signature, 문서관리카드. */

import { expect, test } from 'vitest';
import { openFormFonts } from '../../../../electron/backend/pdf/fonts.ts';
import { renderPaper } from '../../../../electron/backend/pdf/render.ts';
import { sealPdf } from '../../../../electron/backend/pdf/seal.ts';
import { createAgencyCa, createRoot, issue } from '../../../../electron/backend/pki/certificate.ts';
import { generateKey, signDer } from '../../../../electron/backend/pki/keys.ts';
import { COPY_FIELD } from '../../../../shared/forms/copy.ts';
import type { PaperPrint } from '../../../../shared/forms/print-model.ts';
import { judgePdf } from '../../../../shared/verify/pdf/judge.ts';
import { verifyPdf } from '../../../../shared/verify/pdf/verify.ts';
import { PAPER_TRUST } from '../../../support/pdf-judged.ts';
import { aBrief, aPrint } from '../../../support/print-sample.ts';
import { aSealingAgency, PAPER_VALIDITY } from '../../../support/sealed-paper.ts';
import { good, run, workFolder } from './tools.ts';

const folder = workFolder();
const fonts = openFormFonts();
const VIEWER = '열람용 · 교육부 평생직업교육과 과장 홍길동 · 2026. 11. 30. 20:15';

async function viewed(print: PaperPrint, change: Partial<PaperPrint>): Promise<{ file: string; bytes: string; pages: number }> {
  const seals = print.senders.map(({ field, name }) => ({ field, name, picture: null }));
  const copy = { ...print, files: [], watermark: '열람용', viewer: VIEWER, ...change } as PaperPrint;
  const { pdf, pages, fields } = good(await renderPaper(copy, fonts, seals));
  expect(fields).toEqual([]);
  return { file: folder.write(`${print.form}-${pages}.pdf`, pdf), bytes: Buffer.from(pdf).toString('latin1'), pages };
}

test('FORM-20 a copy to be looked at says on every page who looks and when, shows the seals, and carries no field and no source', async () => {
  const { file, bytes, pages } = await viewed(aPrint(), {});
  expect(bytes).not.toMatch(/\/AcroForm|\/EmbeddedFile/);
  for (let page = 1; page <= pages; page++) expect(run('pdftotext', ['-f', `${page}`, '-l', `${page}`, file, '-'])).toContain(VIEWER);
  expect(run('qpdf', ['--qdf', '--object-streams=disable', file, '-']).match(/0\.78 0\.06 0\.18 rg|0\.784 0\.063 0\.18 rg/g)?.length).toBe(3);
});

test('FORM-21 in 큰글자 no letter is below 13 points, the page is A4, and no text is lost', async () => {
  for (const print of [aPrint(), aBrief()]) {
    const { file } = await viewed(print, { large: true });
    const text = run('qpdf', ['--qdf', '--object-streams=disable', file, '-']);
    const sizes = [...text.matchAll(/\/F\d+ ([\d.]+) Tf/g)].map((match) => Number(match[1]) * (13 / 9));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(13 - 0.001);
    expect(run('pdfinfo', [file])).toMatch(/Page size:\s+595\.28 x 841\.89 pts \(A4\)/);
    expect(run('qpdf', ['--check', file])).toContain('No syntax or stream encoding errors');
  }
});

test('FORM-22 a person signs a 사본; the verifier names it so, and takes neither a seal of an agency nor a stranger there', async () => {
  const { code, ca, signer: seal } = aSealingAgency(0);
  const key = generateKey('P-256');
  const subject = { kind: 'person', organisation: '고용노동부', agencyCode: code, commonName: '홍길동' } as const;
  const sign = (data: Uint8Array): Uint8Array => signDer(key.privateKey, data);
  const own = { certificate: issue(ca, subject, key.spki, PAPER_VALIDITY), chain: [ca.certificate], alg: 'ES256', sign } as const;
  const print: PaperPrint = {
    ...aPrint(),
    files: [],
    watermark: '사본',
    viewer: '사본 · 고용노동부 홍길동 · 원본 지문 0123456789abcdef',
    copyField: COPY_FIELD,
  };
  const base = good(await renderPaper(print, fonts, []));
  expect(base.fields.map(({ field }) => field)).toEqual([COPY_FIELD]);
  const asked = { bytes: base.pdf, field: COPY_FIELD, sealName: '홍길동', at: '2026-11-30T01:00:00Z', reason: '사본', location: '고용노동부', omitted: true };
  const signed = good(await sealPdf({ ...asked, signer: own }, fonts.bold));
  expect((await verifyPdf(signed, PAPER_TRUST)).signatures).toMatchObject([{ field: COPY_FIELD, copy: true, signer: '홍길동', status: 'valid' }]);
  const told = await judgePdf(signed, PAPER_TRUST);
  expect([told.verdict, told.checks.map(({ code: one, message }) => [one, message.includes('원본이 아니라')])]).toEqual(['valid', [['COPY', true]]]);
  const file = folder.write('copy.pdf', signed);
  expect(run('pdfsig', ['-nocert', file])).toContain('Signature is Valid');
  for (let page = 1; page <= base.pages; page++) expect(run('pdftotext', ['-f', `${page}`, '-l', `${page}`, file, '-'])).toContain('사본 · 고용노동부 홍길동');
  const sealed = good(await sealPdf({ ...asked, signer: seal }, fonts.bold));
  expect((await verifyPdf(sealed, PAPER_TRUST)).faults).toMatchObject([{ code: 'CERT_WRONG_KIND' }]);
  const strangers = createAgencyCa(createRoot('다른 뿌리', PAPER_VALIDITY), { code, name: '고용노동부' }, PAPER_VALIDITY);
  const stranger = { ...own, certificate: issue(strangers, subject, key.spki, PAPER_VALIDITY), chain: [strangers.certificate] };
  expect((await verifyPdf(good(await sealPdf({ ...asked, signer: stranger }, fonts.bold)), PAPER_TRUST)).faults.length).toBe(1);
});
