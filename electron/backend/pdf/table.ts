/** Tables of the body: full lines, a repeated head, columns as wide as their texts ask. */

import type { Inline } from '../../../shared/collab/content.ts';
import type { PrintTable } from '../../../shared/forms/print-model.ts';
import type { FormFonts } from './fonts.ts';
import type { Piece } from './kit.ts';
import { HEIGHT, leading, lineHeight, runs, textOf, UNIT, WIDTH } from './page.ts';
import { columnAlignment } from '../../../shared/forms/table-align.ts';

const SIZE = 10.5;
const LEADING = 1.4;
const PAD = 5;
const LINE = 0.5;
const NARROWEST = SIZE * 2.6;

type Rows = readonly (readonly (readonly Inline[])[])[];

/** Every row as long as the longest one. */
function squared(rows: Rows): Rows {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  return rows.map((row) => [...row, ...Array.from({ length: columns - row.length }, () => [])]);
}

function widest(rows: Rows, column: number, fonts: FormFonts): number {
  const lines = rows.flatMap((row) => textOf(row[column] ?? []).split('\n'));
  return Math.max(NARROWEST, ...lines.map((line) => fonts.bold.width(line, SIZE) + 2));
}

/** Content widths filling the room: narrow columns keep what they need, wide ones share what is left. */
export function columnWidths(asked: readonly number[], room: number): number[] {
  const total = asked.reduce((sum, width) => sum + width, 0);
  if (total <= room) return asked.map((width) => (width / total) * room);
  const fair = room / asked.length;
  const kept = asked.map((width) => Math.min(width, fair));
  const spare = room - kept.reduce((sum, width) => sum + width, 0);
  const wanting = asked.map((width, i) => width - (kept[i] ?? 0));
  const want = wanting.reduce((sum, width) => sum + width, 0);
  return kept.map((width, i) => width + (spare * (wanting[i] ?? 0)) / want);
}

/** Height of a row, rather too much than too little: words that cannot be broken leave lines half empty. */
function rowHeight(row: readonly (readonly Inline[])[], widths: readonly number[], fonts: FormFonts): number {
  const lines = (text: string, width: number): number =>
    text.split('\n').reduce((sum, line) => sum + Math.ceil((fonts.bold.width(line, SIZE) / width) * 1.5 + 0.3), 0);
  return Math.max(1, ...row.map((cell, column) => lines(textOf(cell), widths[column] ?? WIDTH))) * lineHeight(SIZE, LEADING) + PAD;
}

function cellPiece(cell: readonly Inline[], head: boolean, alignment: string, fonts: FormFonts): Piece {
  const inlines = cell.some((inline) => inline.text !== '') ? cell : [{ text: ' ' }];
  const look = head ? { bold: true, fillColor: '#eeeff1', alignment: 'center' } : { alignment };
  return { text: runs(fonts, inlines, LEADING), ...look };
}

/** The table at its indent. */
export function tablePiece(table: PrintTable, fonts: FormFonts): Piece {
  const rows = squared(table.rows);
  const columns = rows[0]?.length ?? 0;
  if (columns === 0) return { text: ' ' };
  const indent = table.indent * UNIT;
  const room = WIDTH - indent - columns * PAD * 2 - (columns + 1) * LINE;
  const widths = columnWidths(
    Array.from({ length: columns }, (_, column) => widest(rows, column, fonts)),
    room,
  );
  const alignments = widths.map((_, column) => columnAlignment(rows.slice(table.header ? 1 : 0).map((row) => textOf(row[column] ?? []))));
  const heights = rows.map((row) => rowHeight(row, widths, fonts));
  const header = table.header && rows.length > 1 && (heights[0] ?? 0) < HEIGHT * 0.4;
  // A row is cut only where it might not stand on one page below its head: what fits no page would not be drawn at all.
  const cut = Math.max(...heights) + (header ? (heights[0] ?? 0) : 0) > HEIGHT * 0.9;
  const standing = cut ? {} : { verticalAlignment: 'middle' };
  const body = rows.map((row, r) =>
    row.map((cell, column) => ({ ...cellPiece(cell, table.header && r === 0, alignments[column] ?? 'left', fonts), ...standing })),
  );
  return {
    table: { headerRows: header ? 1 : 0, ...(header && !cut ? { keepWithHeaderRows: 1 } : {}), widths, body, dontBreakRows: !cut },
    layout: {
      hLineWidth: () => LINE,
      vLineWidth: () => LINE,
      paddingLeft: () => PAD,
      paddingRight: () => PAD,
      paddingTop: () => 2.5,
      paddingBottom: () => 2.5,
    },
    margin: [indent, 4, 0, 6],
    fontSize: SIZE,
    ...leading(LEADING),
  };
}
