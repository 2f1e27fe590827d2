/** Tables of the body: full lines, a repeated head, columns as wide as their texts ask. */

import { coveredBy, covers, spanAt, widthsIn, type Span } from '../../../shared/collab/table.ts';
import type { PrintInline, PrintTable } from '../../../shared/forms/print-model.ts';
import type { FormFonts } from './fonts.ts';
import type { Piece } from './kit.ts';
import { leading, lineHeight, runs, textOf, UNIT } from './page.ts';
import { columnAlignment } from '../../../shared/forms/table-align.ts';
import { COLUMN_NARROWEST, COLUMN_SPARE, columnWidths, TABLE_LETTERS } from '../../../shared/forms/table-widths.ts';

const { size: SIZE, pad: PAD, line: LINE } = TABLE_LETTERS;
const LEADING = 1.4;

type Cell = readonly PrintInline[];
type Rows = readonly (readonly Cell[])[];

/** Every row as long as the longest one. */
function squared(rows: Rows): Rows {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  return rows.map((row) => [...row, ...Array.from({ length: columns - row.length }, () => [])]);
}

/** What a column asks by the words that stand in it alone. */
function widest(rows: Rows, spans: readonly Span[], column: number, fonts: FormFonts): number {
  const lines = rows.flatMap((row, r) => ((spanAt(spans, r, column)?.columns ?? 1) > 1 ? [] : textOf(row[column] ?? []).split('\n')));
  return Math.max(COLUMN_NARROWEST, ...lines.map((line) => fonts.bold.width(line, SIZE) + COLUMN_SPARE));
}

/** Widths of a merged cell's columns with what stands between them. */
function widthOf(widths: readonly number[], column: number, columns: number): number {
  return widths.slice(column, column + columns).reduce((sum, width) => sum + width, 0) + (columns - 1) * (PAD * 2 + LINE);
}

/** Height of a row, rather too much than too little: words that cannot be broken leave lines half empty. A cell over several rows asks its part of each. */
function rowHeight(rows: Rows, r: number, spans: readonly Span[], widths: readonly number[], fonts: FormFonts): number {
  const lines = (text: string, width: number): number =>
    text.split('\n').reduce((sum, line) => sum + Math.ceil((fonts.bold.width(line, SIZE) / width) * 1.5 + 0.3), 0);
  const asked = (rows[r] ?? []).map((cell, column) => {
    const span = spans.find((one) => covers(one, r, column));
    if (span === undefined) return lines(textOf(cell), widths[column] ?? fonts.sheet.width);
    return span.column === column ? lines(textOf(rows[span.row]?.[column] ?? []), widthOf(widths, column, span.columns)) / span.rows : 0;
  });
  return Math.max(1, ...asked) * lineHeight(SIZE, LEADING) + PAD;
}

function cellPiece(cell: Cell, head: boolean, alignment: string, fonts: FormFonts): Piece {
  const inlines = cell.some((inline) => inline.text !== '') ? cell : [{ text: ' ' }];
  const look = head ? { bold: true, fillColor: '#eeeff1', alignment: 'center' } : { alignment };
  return { text: runs(fonts, inlines, LEADING), ...look };
}

/** Widths of the columns' contents: as the table says, or as its words ask. */
function contentWidths(table: PrintTable, rows: Rows, fonts: FormFonts): number[] {
  const columns = rows[0]?.length ?? 0;
  const line = fonts.sheet.width - table.indent * UNIT - LINE;
  const around = PAD * 2 + LINE;
  const asked = Array.from({ length: columns }, (_, column) => widest(rows, table.spans, column, fonts));
  const widths = Array.from({ length: columns }, (_, column) => table.widths[column] ?? 0);
  const share = (free: number[], left: number): number[] =>
    columnWidths(
      free.map((column) => asked[column] ?? COLUMN_NARROWEST),
      left - free.length * around,
    ).map((width) => width + around);
  return widthsIn(widths, line, share).map((width) => Math.max(1, width - around));
}

/** Whether every cell of a row stands in one line: then its height is known. */
function isOneLine(row: readonly Cell[], widths: readonly number[], fonts: FormFonts): boolean {
  return row.every((cell, column) => !textOf(cell).includes('\n') && fonts.bold.width(textOf(cell), SIZE) < (widths[column] ?? 0));
}

/** What moves the words of a cell over several rows to its middle. The engine's own alignment leaves such a cell's words in another one. */
function middleOf(rows: Rows, span: Span, head: number, widths: readonly number[], fonts: FormFonts): Piece {
  const covered = rows.slice(span.row, span.row + span.rows);
  const own = textOf(rows[span.row]?.[span.column] ?? []);
  const one = !own.includes('\n') && fonts.bold.width(own, SIZE) < widthOf(widths, span.column, span.columns);
  const others = covered.map((row) => row.map((cell, column) => (covers(span, span.row, column) ? [] : cell)));
  if (!one || !others.every((row) => isOneLine(row, widths, fonts))) return {};
  // A head never ends a page. Elsewhere the words stand beside a whole row: a page may end behind any.
  const above = span.row < head ? (span.rows - 1) / 2 : Math.floor((span.rows - 1) / 2);
  return { margin: [0, above * (lineHeight(SIZE, LEADING) + PAD + LINE), 0, 0] };
}

/** Cells of the page: one for every place, empty ones under a merged cell. */
function bodyOf(table: PrintTable, rows: Rows, widths: readonly number[], cut: boolean, fonts: FormFonts): Piece[][] {
  const { head, spans } = table;
  const alignmentOf = (column: number): string => (table.left === true ? 'left' : columnAlignment(rows.slice(head).map((row) => textOf(row[column] ?? []))));
  const alignments = (rows[0] ?? []).map((_, column) => alignmentOf(column));
  return rows.map((row, r) =>
    row.map((cell, column) => {
      if (coveredBy(spans, r, column) !== undefined) return {};
      const span = spanAt(spans, r, column);
      const reach = span === undefined ? {} : { colSpan: span.columns, rowSpan: span.rows };
      const middle = cut ? {} : (span?.rows ?? 1) > 1 && span !== undefined ? middleOf(rows, span, head, widths, fonts) : { verticalAlignment: 'middle' };
      return { ...cellPiece(cell, r < head, alignments[column] ?? 'left', fonts), ...middle, ...reach };
    }),
  );
}

/** The table at its indent. */
export function tablePiece(table: PrintTable, fonts: FormFonts): Piece {
  const rows = squared(table.rows);
  if ((rows[0]?.length ?? 0) === 0) return { text: ' ' };
  const widths = contentWidths(table, rows, fonts);
  const heights = rows.map((_, r) => rowHeight(rows, r, table.spans, widths, fonts));
  const headHeight = heights.slice(0, table.head).reduce((sum, height) => sum + height, 0);
  const crossed = table.spans.some(({ row, rows: deep }) => row < table.head && row + deep > table.head);
  const header = table.head > 0 && rows.length > table.head && !crossed && headHeight < fonts.sheet.height * 0.4;
  // A row is cut only where it might not stand on one page below its head: what fits no page would not be drawn at all.
  const cut = Math.max(...heights) + (header ? headHeight : 0) > fonts.sheet.height * 0.9;
  const body = bodyOf(table, rows, widths, cut, fonts);
  return {
    table: { headerRows: header ? table.head : 0, ...(header && !cut ? { keepWithHeaderRows: 1 } : {}), widths, body, dontBreakRows: !cut },
    layout: {
      hLineWidth: () => LINE,
      vLineWidth: () => LINE,
      paddingLeft: () => PAD,
      paddingRight: () => PAD,
      paddingTop: () => 2.5,
      paddingBottom: () => 2.5,
    },
    margin: [table.indent * UNIT, 4, 0, 6],
    fontSize: SIZE,
    ...leading(LEADING),
  };
}
