/** The papers measured: the joint paper of two pages and one of about a hundred, and the same text as HTML for Chromium. */

import type { OfficialPrint, PrintParagraph, PrintPart } from '../../../shared/forms/print-model.ts';
import { aPrint } from '../../support/print-sample.ts';
import { sendersOf, type SealingAgency } from '../../support/sealed-paper.ts';

const SENTENCE =
  '관계기관은 청년 고용서비스 연계와 지역 일자리 협업과제의 분기별 추진 상황을 점검하고, 협업정원 상호 파견의 성과와 개선할 점을 정리하여 다음 분기 회의 전까지 주관기관에 알려 주시기 바랍니다.';

/** Paragraphs that make about a hundred pages. */
const LONG = 1150;

/** The paper of a length, in the name of these agencies. */
export function paperOf(pages: 2 | 100, agencies: readonly SealingAgency[]): OfficialPrint {
  const senders = sendersOf(agencies);
  if (pages === 2) return aPrint({ senders });
  const body: PrintParagraph[] = Array.from({ length: LONG }, (_, i) => ({
    type: 'paragraph',
    mark: `${i + 1}.`,
    indent: 0,
    inlines: [{ text: SENTENCE }],
    notes: [],
  }));
  return aPrint({ senders, body });
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const textOf = (inlines: PrintParagraph['inlines']): string => escaped(inlines.map(({ text }) => text).join(''));

function partHtml(part: PrintPart): string {
  if (part.type === 'picture') return '';
  if (part.type === 'paragraph') return `<p style="margin-left:${part.indent * 6}pt">${escaped(part.mark)} ${textOf(part.inlines)}</p>`;
  const rows = part.rows.map((row) => `<tr>${row.map((cell) => `<td>${textOf(cell)}</td>`).join('')}</tr>`);
  return `<table>${rows.join('')}</table>`;
}

/** The same text on the same sheet, drawn with the same faces. */
export function htmlOf(print: OfficialPrint, fonts: { readonly regular: string; readonly bold: string }): string {
  const rows = print.approvals.map(
    ({ agency, boxes }) => `<p><b>${escaped(agency)}</b> ${boxes.map((box) => escaped([box.position, ...box.lines].join(' '))).join(' · ')}</p>`,
  );
  return `<!doctype html><html lang="ko"><meta charset="utf-8"><style>
@font-face{font-family:F;src:url(file://${fonts.regular})}@font-face{font-family:F;font-weight:700;src:url(file://${fonts.bold})}
@page{size:A4;margin:20mm}body{font:12pt/1.6 F;margin:0}p{margin:0}table{border-collapse:collapse}td{border:.5pt solid;padding:3pt}h1,h2{text-align:center}
</style><h1>${escaped(print.agencyName)}</h1><p>수신 ${escaped(print.recipientLine)}</p><p><b>제목 ${escaped(print.title)}</b></p><hr>
${print.body.map(partHtml).join('')}${print.attachmentLines.map(({ label, text }) => `<p>${escaped(`${label} ${text}`)}</p>`).join('')}
${print.senders.map(({ name }) => `<h2>${escaped(name)}</h2>`).join('')}<p>수신자 ${escaped(print.recipientList)}</p><hr>${rows.join('')}
<p>${escaped(print.enforcement)}</p><p>${escaped(print.address)}</p><p>${escaped(print.contact)}</p></html>`;
}
