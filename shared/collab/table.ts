/**
 * Merged cells and widths of a table. The grid stays full: a merged cell only says how far it reaches, so that rows and columns put in or taken out by
 * others at the same time move every cell alike, and what somebody typed under a merge is never hidden.
 */

/** A merged cell: where it begins, and how many rows and columns it takes. */
export interface Span {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** The bounds of a grid, and which of its cells say something. */
export interface Grid {
  readonly rows: number;
  readonly columns: number;
  readonly filled: (row: number, column: number) => boolean;
}

/** Bounds of one table; what lies outside is no table anybody reads. */
export const TABLE_MOST = { rows: 5000, columns: 200, cells: 200_000 } as const;

/** Whether a table of so many rows and columns is one that is read. */
export function isReadable(rows: number, columns: number): boolean {
  return rows <= TABLE_MOST.rows && columns <= TABLE_MOST.columns && rows * columns <= TABLE_MOST.cells;
}

/** Thousandths of the line that are its whole width, and the least a column may have. */
export const WHOLE_WIDTH = 1000;
export const LEAST_WIDTH = 20;

/** Whether a place lies in a merged cell. */
export function covers(span: Span, row: number, column: number): boolean {
  return row >= span.row && row < span.row + span.rows && column >= span.column && column < span.column + span.columns;
}

/**
 * The merges in effect, in reading order. One that reaches over the edge is cut there. One that would hide a cell that says something, or meet an earlier one, is
 * not in effect: its cells stand apart again. Anyone with 수정 may ask for any number of any size, so that the work is bounded by the table and not by what is
 * asked; in a table beyond the bounds none is in effect.
 */
export function spansInEffect(asked: readonly Span[], grid: Grid): Span[] {
  if (asked.length === 0 || !isReadable(grid.rows, grid.columns)) return [];
  const saying = sayingIn(grid);
  // By column, the first row that no merge reaches into: in reading order no earlier one begins below.
  const free = new Int32Array(grid.columns);
  const found: Span[] = [];
  const ordered = asked.toSorted((a, b) => a.row - b.row || a.column - b.column);
  for (const { row, column, rows, columns } of ordered) {
    const span = { row, column, rows: Math.min(rows, grid.rows - row), columns: Math.min(columns, grid.columns - column) };
    if (span.rows < 1 || span.columns < 1 || span.rows * span.columns < 2) continue;
    const [left, right] = [column, column + span.columns];
    if (saying(span) > (grid.filled(row, column) ? 1 : 0) || free.subarray(left, right).some((from) => from > row)) continue;
    free.fill(row + span.rows, left, right);
    found.push(span);
  }
  return found;
}

/** How many cells of a rectangle say something: sums over all rectangles from the first cell, so that one costs as much as another. */
function sayingIn({ rows, columns, filled }: Grid): (span: Span) => number {
  const wide = columns + 1;
  const sums = new Int32Array((rows + 1) * wide);
  const sum = (row: number, column: number): number => sums[row * wide + column] ?? 0;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      sums[(row + 1) * wide + column + 1] = sum(row, column + 1) + sum(row + 1, column) - sum(row, column) + (filled(row, column) ? 1 : 0);
  return ({ row, column, rows: high, columns: across }) =>
    sum(row + high, column + across) - sum(row, column + across) - sum(row + high, column) + sum(row, column);
}

/** Merged cells by place: those that begin there, and those that others lie under. */
interface SpanIndex {
  readonly begin: ReadonlyMap<number, Span>;
  readonly over: ReadonlyMap<number, Span>;
}

const placeOf = (row: number, column: number): number => row * 2 ** 20 + column;

/** Every cell of a table is asked for, and a table may be all merges. */
const indexes = new WeakMap<readonly Span[], SpanIndex>();

function indexOf(spans: readonly Span[]): SpanIndex {
  const known = indexes.get(spans);
  if (known !== undefined) return known;
  const [begin, over] = [new Map<number, Span>(), new Map<number, Span>()];
  const first = (map: Map<number, Span>, place: number, span: Span): unknown => map.has(place) || map.set(place, span);
  for (const span of spans)
    for (let row = span.row; row < span.row + span.rows; row++)
      for (let column = span.column; column < span.column + span.columns; column++)
        first(row === span.row && column === span.column ? begin : over, placeOf(row, column), span);
  const made = { begin, over };
  indexes.set(spans, made);
  return made;
}

/** The merged cell that a place lies under, not its own beginning; undefined where it stands for itself. */
export function coveredBy(spans: readonly Span[], row: number, column: number): Span | undefined {
  return spans.length === 0 ? undefined : indexOf(spans).over.get(placeOf(row, column));
}

/** The merged cell that begins at a place. */
export function spanAt(spans: readonly Span[], row: number, column: number): Span | undefined {
  return spans.length === 0 ? undefined : indexOf(spans).begin.get(placeOf(row, column));
}

/**
 * Index of the first of the empty rows a table closes with, where `이하 빈칸` stands (규칙 §4⑤); -1 where its last row says something, or no row does. A row that a
 * merged cell reaches into from one that is not empty is none of them.
 */
export function blankFrom(saying: readonly boolean[], spans: readonly Span[]): number {
  let last = saying.lastIndexOf(true);
  if (last < 0) return -1;
  // In reading order: what a merged cell reaches into may hold the beginning of another one.
  for (const { row, rows } of spans) if (row <= last) last = Math.max(last, row + rows - 1);
  return last >= saying.length - 1 ? -1 : last + 1;
}

/** Rows of the head: the first, and as many as its merged cells reach down. 0 for a table without one, and where nothing would be left below. */
export function headRows({
  header,
  spans = [],
  rows,
}: {
  readonly header: boolean;
  readonly spans?: readonly Span[] | undefined;
  readonly rows: readonly unknown[];
}): number {
  if (!header) return 0;
  const deep = spans.reduce((most, span) => (span.row === 0 ? Math.max(most, span.rows) : most), 1);
  return deep < rows.length ? deep : Math.min(1, rows.length);
}

/** The smallest rectangle around a place and another that cuts no merged cell. */
export function rectangleAround(spans: readonly Span[], from: { readonly row: number; readonly column: number }, to: typeof from): Span {
  let [top, bottom] = [Math.min(from.row, to.row), Math.max(from.row, to.row)];
  let [left, right] = [Math.min(from.column, to.column), Math.max(from.column, to.column)];
  for (let grew = true; grew;) {
    grew = false;
    for (const span of spans) {
      const [low, far] = [span.row + span.rows - 1, span.column + span.columns - 1];
      if (span.row > bottom || low < top || span.column > right || far < left) continue;
      if (span.row >= top && low <= bottom && span.column >= left && far <= right) continue;
      [top, bottom, left, right] = [Math.min(top, span.row), Math.max(bottom, low), Math.min(left, span.column), Math.max(right, far)];
      grew = true;
    }
  }
  return { row: top, column: left, rows: bottom - top + 1, columns: right - left + 1 };
}

/**
 * Widths of the columns in a room: what is asked in thousandths of the line, the rest shared among columns without a width by `share`. Asked widths that leave
 * those too little, or are more than the line, give way together.
 */
export function widthsIn(asked: readonly number[], room: number, share: (free: number[], left: number) => number[]): number[] {
  const free = asked.flatMap((width, i) => (width > 0 ? [] : [i]));
  const wanted = asked.reduce((sum, width) => sum + width, 0);
  const most = WHOLE_WIDTH - free.length * Math.min(100, Math.floor(WHOLE_WIDTH / (asked.length * 2 || 1)));
  const scale = wanted > most ? most / wanted : 1;
  const widths = asked.map((width) => (width * scale * room) / WHOLE_WIDTH);
  const rest = free.length === 0 ? [] : share(free, room - widths.reduce((sum, width) => sum + width, 0));
  free.forEach((column, i) => (widths[column] = rest[i] ?? 0));
  return widths;
}
