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

/** Thousandths of the line that are its whole width, and the least a column may have. */
export const WHOLE_WIDTH = 1000;
export const LEAST_WIDTH = 20;

/** Whether a place lies in a merged cell. */
export function covers(span: Span, row: number, column: number): boolean {
  return row >= span.row && row < span.row + span.rows && column >= span.column && column < span.column + span.columns;
}

/**
 * The merges in effect, in reading order. One that reaches over the edge is cut there. One that would hide a cell that says something, or meet an earlier one, is
 * not in effect: its cells stand apart again.
 */
export function spansInEffect(asked: readonly Span[], grid: Grid): Span[] {
  const taken = new Set<number>();
  const found: Span[] = [];
  const ordered = asked.toSorted((a, b) => a.row - b.row || a.column - b.column);
  for (const { row, column, rows, columns } of ordered) {
    const span = { row, column, rows: Math.min(rows, grid.rows - row), columns: Math.min(columns, grid.columns - column) };
    if (span.rows < 1 || span.columns < 1 || span.rows * span.columns < 2) continue;
    const places = placesOf(span, grid.columns);
    const hides = places.some((place, i) => taken.has(place) || (i > 0 && grid.filled(Math.floor(place / grid.columns), place % grid.columns)));
    if (hides) continue;
    places.forEach((place) => taken.add(place));
    found.push(span);
  }
  return found;
}

function placesOf(span: Span, width: number): number[] {
  return Array.from({ length: span.rows * span.columns }, (_, i) => (span.row + Math.floor(i / span.columns)) * width + span.column + (i % span.columns));
}

/** The merged cell that a place lies under, not its own beginning; undefined where it stands for itself. */
export function coveredBy(spans: readonly Span[], row: number, column: number): Span | undefined {
  return spans.find((span) => covers(span, row, column) && (span.row !== row || span.column !== column));
}

/** The merged cell that begins at a place. */
export function spanAt(spans: readonly Span[], row: number, column: number): Span | undefined {
  return spans.find((span) => span.row === row && span.column === column);
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
  const deep = Math.max(1, ...spans.filter(({ row }) => row === 0).map((span) => span.rows));
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
