/** 결문 of form 1: 발신명의 with its seals, 수신자, approval rows, 시행·접수, contact lines. */

import type { ApprovalBox, ApprovalRow, OfficialPrint, Sender } from '../../../shared/forms/print-model.ts';
import type { FormFont, FormFonts } from './fonts.ts';
import type { Piece } from './kit.ts';
import { hanging, leading, lineHeight, rule, words } from './page.ts';
import { mm } from './sheet.ts';

/** Letters of 발신명의. */
export const SENDER_SIZE = 18;
const SENDER_LEADING = 1.448;
const RECIPIENT = 10.5;
const OMITTED = 12;
const POST = 9.5;
const SMALLEST_POST = 8;
const SMALLEST = 7.5;
const GUTTER = 4;
const NAME = 11;
const SMALL = 9;
const BOX_LEADING = 1.35;
const FOOT = 10;
const FOOT_LEADING = 1.5;

/** Side of one seal: 20 mm, smaller where many agencies stand below each other. */
export function sealSide(count: number): number {
  return mm(count <= 3 ? 20 : count <= 5 ? 17 : 14);
}

/** Destination name that tells, after the layout, where a sender's first letter stands. */
export function senderMark(index: number): string {
  return `sender-${index}`;
}

/** Width of the box that says `관인생략` or `서명생략`, within its frame. */
function omittedSide(text: string, fonts: FormFonts): number {
  return fonts.regular.width(text, OMITTED) + 14;
}

/** Letter size at which the longest name and its seal, or the box beside it, stay inside the text. */
export function senderSize(senders: readonly Sender[], fonts: FormFonts): number {
  const longest = Math.max(1, ...senders.map((sender) => fonts.bold.width(sender.name, SENDER_SIZE)));
  const beside = Math.max(
    sealSide(senders.length),
    ...senders.map(({ omitted = '' }) => (omitted === '' ? 0 : (omittedSide(omitted, fonts) + GUTTER * 3) * 2)),
  );
  return Math.min(SENDER_SIZE, (SENDER_SIZE * (fonts.sheet.width - beside)) / longest);
}

/** `관인생략` or `서명생략` in a box at the right of 발신명의 (규칙 §11④); `pitch` is how far apart the lines stand. */
function omittedPiece(text: string, pitch: number, fonts: FormFonts): Piece {
  const box = { table: { widths: [omittedSide(text, fonts)], body: [[{ text, fontSize: OMITTED, alignment: 'center', ...leading(1.3) }]] } };
  return {
    columns: [
      { text: '', width: '*' },
      { ...box, width: 'auto' },
    ],
    margin: [0, -(pitch - mm(1)) / 2 - 13, 0, (pitch - mm(1)) / 2 - 11],
  };
}

/** One line per agency, so far apart that seals neither touch each other nor what stands above and below. */
export function senderPieces(senders: readonly Sender[], fonts: FormFonts): Piece[] {
  if (senders.length === 0) return [];
  const size = senderSize(senders, fonts);
  const pitch = sealSide(senders.length) + mm(1);
  const spare = pitch - lineHeight(size, SENDER_LEADING);
  const lines = senders.map((sender, index) => ({
    stack: [
      {
        id: senderMark(index),
        text: words(fonts, sender.name, SENDER_LEADING),
        noWrap: true,
        fontSize: size,
        bold: true,
        alignment: 'center',
        margin: [0, spare / 2, 0, spare / 2],
        ...leading(SENDER_LEADING),
      },
      ...(sender.omitted === undefined ? [] : [omittedPiece(sender.omitted, pitch, fonts)]),
    ],
    unbreakable: true,
  }));
  return [{ stack: lines, unbreakable: pitch * senders.length < fonts.sheet.height * 0.8, margin: [0, 14, 0, 6] }];
}

/** `수신자` and the list of all recipients; a name is not cut at the end of a line. */
export function recipientPieces(print: OfficialPrint, fonts: FormFonts): Piece[] {
  if (print.recipientList === '') return [];
  const bare = print.recipientList.replace(/^수신자\s+/, '');
  const names = bare.split(/(?<=,\s)/).map((name) => ({ text: words(fonts, name, FOOT_LEADING), room: fonts.regular.width(name, RECIPIENT) }));
  const text = { text: names.flatMap((name) => (name.room < fonts.sheet.width * 0.8 ? name.text.map((piece) => ({ ...piece, noWrap: true })) : name.text)) };
  return [{ ...hanging({ text: '수신자', bold: true }, 44, text, [0, 4, 0, 4]), fontSize: RECIPIENT, ...leading(FOOT_LEADING) }];
}

/** The size at which a line fits its box, not below the smallest. */
function fitting(text: string, size: number, smallest: number, room: number, font: FormFont): number {
  return Math.max(smallest, Math.min(size, (size * (room - 0.5)) / Math.max(1, font.width(text, size))));
}

/** A date or a remark is small; what stands for the signature is larger and bold. */
function boxLine(line: string, room: number, fonts: FormFonts): Piece {
  const small = /^\d/.test(line) || Array.from(line).length > 12;
  const { least } = fonts.sheet;
  const fontSize = small ? fitting(line, SMALL, Math.max(least, SMALLEST), room, fonts.regular) : fitting(line, NAME, POST, room, fonts.bold);
  return { text: words(fonts, line, BOX_LEADING), fontSize, bold: !small };
}

/** `전결 11. 24.` on one line, as officials write it; other lines stand alone. */
function boxLines(lines: readonly string[], room: number, fonts: FormFonts): Piece[] {
  const [mark = '', date = '', ...rest] = lines;
  if (!/^(?:전결|대결|직무대리)$/.test(mark) || !/^[\d.\s]+$/.test(date)) return lines.map((line) => boxLine(line, room, fonts));
  const together = {
    text: [
      { text: `${mark} `, bold: true },
      { text: date, fontSize: SMALL, bold: false },
    ],
    fontSize: NAME,
  };
  return [together, ...rest.map((line) => boxLine(line, room, fonts))];
}

/** One box: post, then its lines. */
export function boxPiece(box: ApprovalBox, room: number, fonts: FormFonts): Piece {
  const post = `${box.marks}${box.position}`;
  const text = [...words(fonts, post, BOX_LEADING), ...(box.differs ? [{ text: '(의견 있음)', noWrap: true }] : [])];
  const fontSize = fitting(post, POST, Math.max(fonts.sheet.least, SMALLEST_POST), room, fonts.regular);
  return { stack: [{ text, fontSize }, ...boxLines(box.lines, room, fonts)], ...leading(BOX_LEADING) };
}

function boxHeight(box: ApprovalBox, room: number, fonts: FormFonts): number {
  const lines = [`${box.marks}${box.position}`, ...(box.differs ? ['(의견 있음)'] : []), ...box.lines];
  return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(fonts.bold.width(line, POST) / room)) * NAME * BOX_LEADING, 0);
}

/** Height the boxes of one list take in the grid, rather too much than too little. */
function boxesHeight(boxes: readonly ApprovalBox[], grid: Grid, fonts: FormFonts): number {
  let height = 0;
  for (let i = 0; i < boxes.length; i += grid.across)
    height += 6 + Math.max(...boxes.slice(i, i + grid.across).map((box) => boxHeight(box, grid.box - GUTTER, fonts)));
  return height;
}

/** How many boxes stand side by side in all rows: as many as the longest row has, while the longest post still fits, slightly smaller if need be. */
function boxesAcross(print: OfficialPrint, fonts: FormFonts, room: number): number {
  const rows = print.approvals.flatMap((row) => [row.boxes, row.concurrers]);
  const most = Math.max(1, ...rows.map((row) => row.length));
  const longest = Math.max(0, ...rows.flat().map((box) => fonts.regular.width(`${box.marks}${box.position}`, Math.max(fonts.sheet.least, SMALLEST_POST))));
  return Math.max(3, Math.min(6, most, Math.floor(room / (longest + GUTTER + 1))));
}

interface Grid {
  readonly label: number;
  readonly across: number;
  readonly box: number;
}

function gridOf(print: OfficialPrint, fonts: FormFonts): Grid {
  const agencies = Math.max(0, ...print.approvals.map((row) => fonts.bold.width(row.agency, POST)));
  const helpers = print.approvals.some((row) => row.concurrers.length > 0) ? fonts.bold.width('협조자', POST) : 0;
  const label = Math.max(agencies, helpers) === 0 ? 0 : Math.min(mm(34), Math.max(agencies, helpers) + 12);
  const across = boxesAcross(print, fonts, fonts.sheet.width - label);
  return { label, across, box: (fonts.sheet.width - label) / across };
}

/** Boxes in the grid behind a label; longer rows go on below. */
function boxRows(label: string, boxes: readonly ApprovalBox[], grid: Grid, fonts: FormFonts): Piece[] {
  const rows: Piece[] = [];
  for (let i = 0; i < Math.max(1, boxes.length); i += grid.across) {
    const front = { text: i === 0 ? words(fonts, label, BOX_LEADING) : ' ', width: grid.label, fontSize: POST, bold: true, ...leading(BOX_LEADING) };
    const cells = boxes.slice(i, i + grid.across).map((box) => ({ ...boxPiece(box, grid.box - GUTTER, fonts), width: grid.box, margin: [0, 0, GUTTER, 0] }));
    rows.push({ columns: grid.label === 0 ? cells : [front, ...cells], columnGap: 0, margin: [0, 1.5, 0, 3.5] });
  }
  return rows;
}

function agencyPieces(row: ApprovalRow, grid: Grid, fonts: FormFonts): Piece[] {
  return [...boxRows(row.agency, row.boxes, grid, fonts), ...(row.concurrers.length === 0 ? [] : boxRows('협조자', row.concurrers, grid, fonts))];
}

/** A line's label, unless the text brings it. */
function withLabel(label: string, text: string): string {
  return text.startsWith(label) ? text : `${label}  ${text}`;
}

function closingPiece(print: OfficialPrint, fonts: FormFonts): Piece {
  const line = (text: string): Piece => ({ text: words(fonts, text, FOOT_LEADING) });
  const contact = [print.contact, print.disclosure].filter((text) => text !== '').join('  /  ');
  const numbers = {
    columns: [
      { ...line(withLabel('시행', print.enforcement)), width: '*' },
      { ...line(withLabel('접수', print.receipt)), width: '*' },
    ],
    columnGap: 12,
  };
  return { stack: [numbers, line(withLabel('우', print.address)), line(contact)], fontSize: FOOT, ...leading(FOOT_LEADING) };
}

/** The thick rule, one row per agency with its 협조자, then the closing lines; a row is never cut, nor the last one from the closing lines. */
export function approvalPieces(print: OfficialPrint, fonts: FormFonts): Piece[] {
  const grid = gridOf(print, fonts);
  const rows = print.approvals.map((row, index) => [
    rule(fonts.sheet, index === 0 ? 2 : 0.4, index === 0 ? 6 : 1, 3, index === 0 ? '#000000' : '#9a9fa5'),
    ...agencyPieces(row, grid, fonts),
  ]);
  const closing = [rule(fonts.sheet, rows.length === 0 ? 2 : 0.8, 3, 3), closingPiece(print, fonts)];
  const blocks = rows.length === 0 ? [closing] : rows.map((row, index) => (index === rows.length - 1 ? [...row, ...closing] : row));
  const heights = print.approvals.map((row) => 10 + boxesHeight(row.boxes, grid, fonts) + boxesHeight(row.concurrers, grid, fonts));
  const fits = (height: number): boolean => height < fonts.sheet.height * 0.75;
  if (fits(heights.reduce((sum, height) => sum + height, 0))) return [{ stack: blocks.flat(), unbreakable: true }];
  return blocks.map((stack, index) => ({ stack, unbreakable: fits(heights[index] ?? 0) }));
}
