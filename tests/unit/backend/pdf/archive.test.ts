/** PDF/A-1b for the archives: our own list always, PDFBox preflight where it is installed and `PDFBOX` names its class path. */

import { beforeAll, expect, test } from 'vitest';
import { openFormFonts } from '../../../../electron/backend/pdf/fonts.ts';
import { renderPaper } from '../../../../electron/backend/pdf/render.ts';
import { needs } from '../../../support/needs.ts';
import { aHardPrint, aPrint } from '../../../support/print-sample.ts';
import { good, run, workFolder } from './tools.ts';

const folder = workFolder();
const fonts = openFormFonts();
const picture = { side: 4, mm: 20, rgb: new Uint8Array(48).fill(200), alpha: new Uint8Array(16).fill(128) };
const papers: string[] = [];

beforeAll(async () => {
  for (const print of [aPrint(), aHardPrint()]) {
    const seals = print.senders.map(({ field, name }, index) => ({ field, name, picture: index === 1 ? picture : null }));
    papers.push(folder.write(`archive-${papers.length}.pdf`, good(await renderPaper(print, fonts, seals)).pdf));
  }
});

test('FORM-18 nothing that PDF/A-1 forbids, every face embedded, the same text as the paper', async () => {
  for (const file of papers) {
    expect(run('qpdf', ['--check', file])).toContain('No syntax or stream encoding errors');
    const text = run('qpdf', ['--qdf', '--object-streams=disable', file, '-']);
    expect(text.slice(0, 8)).toBe('%PDF-1.4');
    expect(text).toMatch(/<pdfaid:part>1<\/pdfaid:part>\s*<pdfaid:conformance>B</);
    expect(text).not.toMatch(/\/SMask|\/EmbeddedFile|\/AcroForm|\/AF \[|\/ObjStm|\/JavaScript|\/Encrypt|\/BM \/Multiply|\/ca 0/);
    const faces = run('pdffonts', [file])
      .split('\n')
      .slice(2)
      .filter((line) => line !== '');
    for (const line of faces) expect(line).toMatch(/yes yes yes/);
  }
  const plain = folder.write('plain.pdf', good(await renderPaper(aPrint(), fonts)).pdf);
  expect(run('pdftotext', ['-layout', papers[0] ?? '', '-'])).toBe(run('pdftotext', ['-layout', plain, '-']));
});

const PDFBOX = process.env['PDFBOX'] ?? '';

needs(PDFBOX !== '', 'PDFBOX names no class path of PDFBox preflight')('FORM-18 PDFBox preflight takes it', { timeout: 60_000 }, async () => {
  for (const file of papers) expect(run('java', ['-cp', PDFBOX, 'org.apache.pdfbox.preflight.Validator_A1b', file])).toContain('is a valid PDF/A-1b file');
});
