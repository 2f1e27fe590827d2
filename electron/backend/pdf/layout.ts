/** Form 1 (별지 제1호서식) as a pdfmake definition: pure data in, pure data out. Lengths in points. */

import type { Inline } from '../../../shared/collab/content.ts';
import type { ApprovalBox, ApprovalRow, OfficialPrint, PrintParagraph, PrintTable } from '../../../shared/forms/print-model.ts';
import { splitByFace, type FormFonts } from './fonts.ts';

/** Any piece of a pdfmake definition. */
export type Piece = Record<string, unknown>;

/** Millimetres to points. */
export function mm(value: number): number {
  return (value * 72) / 25.4;
}

const BODY = 11.5;
const UNIT = BODY / 2;
const WIDTH = mm(170);
const RULE = { hLineColor: () => '#000000', vLineColor: () => '#000000' };

function runs(inlines: readonly Inline[]): Piece[] {
  return inlines.map((inline) => ({ text: inline.text, ...(inline.bold === true ? { bold: true } : {}), ...(inline.underline === true ? { decoration: 'underline' } : {}) }));
}

/** A paragraph whose wrapped lines hang under its first letter; the mark stands in a column of its own (편람). */
function paragraph(item: PrintParagraph, fonts: FormFonts): Piece {
  const margin = [item.indent * UNIT, 0, 0, 2];
  if (item.mark === '') return { text: runs(item.inlines), alignment: 'justify', margin };
  const width = fonts.regular.width(item.mark, BODY) + UNIT;
  return { columns: [{ text: item.mark, width }, { text: runs(item.inlines), alignment: 'justify', width: '*' }], margin };
}

function columnWidths(table: PrintTable): string[] {
  const columns = table.rows[0]?.length ?? 0;
  const lengths = Array.from({ length: columns }, (_, i) => Math.max(4, ...table.rows.map((row) => (row[i] ?? []).reduce((sum, inline) => sum + inline.text.length, 0))));
  const capped = lengths.map((length) => Math.min(length, 24));
  const total = capped.reduce((sum, length) => sum + length, 0);
  return capped.map((length) => `${(length / total) * 100}%`);
}

function isFigure(inlines: readonly Inline[]): boolean {
  return /^[\d,.%△▲-]+$/.test(inlines.map((inline) => inline.text).join(''));
}

function tableBlock(table: PrintTable): Piece {
  const body = table.rows.map((row, r) =>
    row.map((cell) => {
      const head = table.header && r === 0;
      return { text: runs(cell), alignment: head || isFigure(cell) ? 'center' : 'left', ...(head ? { bold: true, fillColor: '#eeeeee' } : {}) };
    }),
  );
  return {
    table: { headerRows: table.header ? 1 : 0, widths: columnWidths(table), body, dontBreakRows: true },
    layout: { ...RULE, hLineWidth: () => 0.5, vLineWidth: () => 0.5, paddingTop: () => 2, paddingBottom: () => 3 },
    margin: [table.indent * UNIT, 3, 0, 5], fontSize: 10.5, lineHeight: 1.2,
  };
}

function headOf(print: OfficialPrint): Piece[] {
  const line = (label: string, value: string): Piece => ({ columns: [{ text: label, width: 42, bold: label === '제목' }, { text: value, width: '*', bold: label === '제목' }], fontSize: 12.5, margin: [0, 0, 0, 3] });
  return [
    { text: [...print.agencyName].join(' '), fontSize: 20, bold: true, alignment: 'center', characterSpacing: 2, margin: [0, 0, 0, 20] },
    line('수신', print.recipientLine),
    line('(경유)', print.via === '' ? ' ' : print.via),
    line('제목', print.title),
    { canvas: [{ type: 'line', x1: 0, y1: 0, x2: WIDTH, y2: 0, lineWidth: 0.8 }], margin: [0, 1, 0, 9] },
  ];
}

function attachments(print: OfficialPrint): Piece[] {
  return print.attachmentLines.map((line, i) => ({ columns: [{ text: line.label, width: 36 }, { text: line.text, width: '*' }], margin: [0, i === 0 ? 10 : 0, 0, 2] }));
}

/** Every sender stands on a line tall enough for its seal; `seal` marks the node whose place the seal is computed from. */
function senders(print: OfficialPrint): Piece[] {
  return print.senders.map((sender, i) => ({
    id: `sender-${i}`, text: sender.name, fontSize: 18, bold: true, alignment: 'center', lineHeight: 1, margin: [0, i === 0 ? 30 : 14, 0, 16], seal: sender.field,
  }));
}

function box(item: ApprovalBox): Piece {
  const head = { text: `${item.marks}${item.position}`, fontSize: 9, color: '#222222' };
  const differs = item.differs ? [{ text: '(의견 있음)', fontSize: 8.5 }] : [];
  const lines = item.lines.map((line) => ({ text: line, fontSize: /^[가-힣]{2,5}$/.test(line) && line !== '전결' && line !== '대결' ? 11 : 9, bold: /^[가-힣]{2,5}$/.test(line) }));
  return { stack: [head, ...differs, ...lines], lineHeight: 1.15 };
}

/** Agency in front, at most six boxes a line; longer rows go on below, indented. */
function approvalRow(row: ApprovalRow): Piece[] {
  const chunks: ApprovalBox[][] = [];
  for (let i = 0; i < Math.max(1, row.boxes.length); i += 6) chunks.push([...row.boxes.slice(i, i + 6)]);
  const lines = chunks.map((chunk, i) => ({
    columns: [{ text: i === 0 ? row.agency : '', width: 58, fontSize: 9, bold: true, margin: [0, 0, 4, 0] }, ...chunk.map((item) => ({ ...box(item), width: '*' })), ...Array.from({ length: 6 - chunk.length }, () => ({ text: '', width: '*' }))],
    columnGap: 3, margin: [0, 3, 0, 2],
  }));
  const concurrers = row.concurrers.length === 0 ? [] : [{
    columns: [{ text: '협조자', width: 58, fontSize: 9 }, ...row.concurrers.map((item) => ({ ...box(item), width: 'auto' }))], columnGap: 10, margin: [0, 1, 0, 2],
  }];
  return [...lines, ...concurrers];
}

function footOf(print: OfficialPrint): Piece {
  const rule = (width: number): Piece => ({ canvas: [{ type: 'line', x1: 0, y1: 0, x2: WIDTH, y2: 0, lineWidth: width, lineColor: width > 1 ? '#777777' : '#aaaaaa' }], margin: [0, 3, 0, 3] });
  const small = (text: string): Piece => ({ text, fontSize: 9.5, margin: [0, 1, 0, 1], lineHeight: 1.2 });
  const receipt = { columns: [{ text: print.enforcement, width: '*' }, { text: print.receipt, width: 200 }], fontSize: 9.5, margin: [0, 1, 0, 1] };
  const list = print.recipientList === '' ? [] : [{ columns: [{ text: '수신자', width: 42 }, { text: print.recipientList, width: '*' }], fontSize: 10.5, lineHeight: 1.3, margin: [0, 8, 0, 4] }];
  const contact = { columns: [{ text: print.contact, width: '*' }, { text: `/ ${print.disclosure}`, width: 'auto' }], columnGap: 4, fontSize: 9.5, margin: [0, 1, 0, 1] };
  return { stack: [...list, rule(2.5), ...print.approvals.flatMap(approvalRow), rule(0.5), receipt, small(print.address), contact] };
}

function embedded(print: OfficialPrint): Record<string, Piece> {
  const date = new Date(print.createdAt);
  return Object.fromEntries(
    print.files.map((file, i) => [
      `f${i}`,
      { src: `data:${file.mediaType};base64,${Buffer.from(file.bytes).toString('base64')}`, name: file.name, type: file.mediaType, description: file.description, relationship: file.relationship, creationDate: date, modifiedDate: date },
    ]),
  );
}

/** Every text with a character the form's face lacks becomes runs of both faces; everything else stays as it is. */
function withFaces(value: unknown, fonts: FormFonts): unknown {
  if (Array.isArray(value)) return value.map((item) => withFaces(item, fonts));
  if (value === null || typeof value !== 'object' || 'seal' in value) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const pieces = key === 'text' && typeof item === 'string' ? splitByFace(fonts, item) : null;
      return [key, pieces === null ? withFaces(item, fonts) : pieces.map((piece) => (piece.symbols ? { text: piece.text, font: 'Symbols' } : { text: piece.text }))];
    }),
  );
}

/** The whole definition. Nodes with `seal` get their place in `positions` when the layout ran. */
export function definitionOf(print: OfficialPrint, fonts: FormFonts): { definition: Piece; senders: Piece[] } {
  const sealNodes = senders(print);
  const body = print.body.map((item) => (item.type === 'paragraph' ? paragraph(item, fonts) : tableBlock(item)));
  const end = print.end === '' ? [] : [{ text: print.end, margin: [UNIT * 2, 2, 0, 0] }];
  const date = new Date(print.createdAt);
  const definition = {
    version: '1.7', subset: 'PDF/A-3b', displayTitle: true, language: 'ko-KR', pageSize: 'A4', pageMargins: [mm(20), mm(20), mm(20), mm(17)],
    info: { title: print.title, author: print.author, subject: print.summary, keywords: print.keywords.join(', '), creator: '온결', producer: '온결', creationDate: date, modDate: date },
    defaultStyle: { font: 'Form', fontSize: BODY, lineHeight: 1.18 },
    footer: (page: number, pages: number) => ({ text: pages > 1 ? `${pages}-${page}` : `${page}`, alignment: 'center', fontSize: 9, margin: [0, 14, 0, 0] }),
    ...(print.watermark === '' ? {} : { watermark: { text: print.watermark, color: '#8a949e', opacity: 0.18, bold: true } }),
    files: embedded(print),
    // The senders stay together: seals side by side on one page.
    pageBreakBefore: (node: { id?: string }, nodes: { getNodesOnNextPage: () => { id?: string }[] }) => node.id === 'sender-0' && nodes.getNodesOnNextPage().some((next) => next.id?.startsWith('sender-') === true),
    content: [...(withFaces([...headOf(print), ...body, ...attachments(print), ...end], fonts) as Piece[]), ...sealNodes, withFaces(footOf(print), fonts) as Piece],
  };
  return { definition, senders: sealNodes };
}
