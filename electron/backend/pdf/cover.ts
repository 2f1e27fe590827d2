/** Cover of form 2 (별지 제2호서식): grid at the top left, 결재란 at the top right, title, its box, 작성일 and office. */

import type { ApprovalBox, ApprovalRow, BriefPrint } from '../../../shared/forms/print-model.ts';
import type { FormFonts } from './fonts.ts';
import { boxPiece } from './foot.ts';
import type { Piece } from './kit.ts';
import { leading, runs, words } from './page.ts';
import { mm, type Sheet } from './sheet.ts';

const GRID = 10;
const GRID_LABEL = mm(25);
const GRID_WIDTH = mm(66);
const GAP = mm(6);
const ROW_HEIGHT = 22;
const LEADING = 1.35;
const TITLE = 24;
const OUTLINE = 13;
const OFFICE = 18;
/** Width of the column that says 결재, or whose row it is. */
const ROW_LABEL = 36;
/** Boxes side by side in 결재란; longer routes go on below. */
const ACROSS = 4;
const LINES = { hLineWidth: () => 0.5, vLineWidth: () => 0.5, paddingLeft: () => 4, paddingRight: () => 4, paddingTop: () => 3, paddingBottom: () => 3 };

function gridPiece(print: BriefPrint, fonts: FormFonts): Piece {
  const rows = print.grid.map(({ label, text }) => [
    { text: words(fonts, label, LEADING), alignment: 'center', fillColor: '#f2f3f5' },
    { text: words(fonts, text, LEADING) },
  ]);
  return {
    table: { widths: [GRID_LABEL - 9, GRID_WIDTH - GRID_LABEL - 9], heights: ROW_HEIGHT - 7, body: rows },
    layout: LINES,
    fontSize: GRID,
    width: GRID_WIDTH,
    ...leading(LEADING),
  };
}

/** Boxes in rows of the grid; an empty one keeps its place. */
function boxRows(label: string, boxes: readonly ApprovalBox[], across: number, room: number, fonts: FormFonts): Piece[][] {
  const rows: Piece[][] = [];
  for (let i = 0; i < boxes.length; i += across) {
    const cells = Array.from({ length: across }, (_, k): Piece => {
      const box = boxes[i + k];
      return box === undefined ? { text: ' ' } : { ...boxPiece(box, room, fonts), alignment: 'center' };
    });
    const head: Piece = { text: words(fonts, label, LEADING), alignment: 'center', verticalAlignment: 'middle', fontSize: 9, bold: true, fillColor: '#f2f3f5' };
    rows.push([head, ...cells]);
  }
  return rows;
}

/** Whether grid and 결재란 have room beside each other; on a small sheet they stand below. */
const stacks = (sheet: Sheet): boolean => sheet.width - GRID_WIDTH - GAP < GRID_WIDTH;

/** Width of 결재란. */
const approvalWidth = (sheet: Sheet): number => (stacks(sheet) ? sheet.width : sheet.width - GRID_WIDTH - GAP);

/** 결재란 of one agency with its 협조자 below. */
function approvalGrid(row: ApprovalRow, fonts: FormFonts): Piece {
  const across = Math.max(1, Math.min(ACROSS, Math.max(row.boxes.length, row.concurrers.length)));
  const label = row.agency === '' ? ROW_LABEL : 44;
  const room = (approvalWidth(fonts.sheet) - label) / across - 9;
  const body = [...boxRows(row.agency === '' ? '결재' : row.agency, row.boxes, across, room, fonts), ...boxRows('협조자', row.concurrers, across, room, fonts)];
  if (body.length === 0) return { text: ' ' };
  return {
    table: { widths: [label - 9, ...Array.from({ length: across }, () => room)], heights: ROW_HEIGHT * 1.9, body, dontBreakRows: true },
    layout: LINES,
    ...leading(LEADING),
  };
}

function outlinePiece(print: BriefPrint, fonts: FormFonts): Piece[] {
  if (print.outline.length === 0) return [];
  const lines = print.outline.map(({ label, text }) => ({
    text: [...runs(fonts, [{ text: `${label}  `, bold: true }], 1.5), ...words(fonts, text, 1.5)],
    fontSize: OUTLINE,
    margin: [0, 2, 0, 2],
  }));
  return [{ table: { widths: ['*'], body: [[{ stack: lines, margin: [8, 6, 8, 6] }]] }, layout: LINES, margin: [0, 20, 0, 0], ...leading(1.5) }];
}

/** The cover with a page of its own; the report begins on the next one. Title and 요지 stand in the face of the text, all else in the form's. */
export function coverPiece(print: BriefPrint, fonts: FormFonts, text: FormFonts): Piece {
  const approvals = print.approvals.map((row) => approvalGrid(row, fonts));
  const small = stacks(fonts.sheet);
  const top = small
    ? { stack: [gridPiece(print, fonts), { stack: approvals, margin: [0, GAP, 0, 0] }] }
    : { columns: [gridPiece(print, fonts), { stack: approvals, width: '*' }], columnGap: GAP };
  const title = {
    text: words(text, print.title, 1.4),
    fontSize: TITLE,
    bold: true,
    alignment: 'center',
    margin: [0, mm(small ? 12 : 46), 0, 0],
    ...leading(1.4),
  };
  const foot = [
    { text: words(fonts, print.writtenOn, 1.4), fontSize: 14, alignment: 'center', margin: [0, mm(small ? 6 : 34), 0, 16], ...leading(1.4) },
    { text: words(fonts, print.office, 1.4), fontSize: OFFICE, bold: true, alignment: 'center', ...leading(1.4) },
  ];
  return { stack: [top, title, ...outlinePiece(print, text), ...foot], pageBreak: 'after' };
}
