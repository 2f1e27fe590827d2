/** Tables with merged cells laid out on a full grid: the text stands in the first cell, the others are empty. */

import type { Inline } from '../../collab/content.ts';
import { TABLE_MOST as MOST, type Span } from '../../collab/table.ts';

/** A cell as a format writes it. `row` and `column` where the format says its place itself. */
export interface SpannedCell {
  readonly inlines: readonly Inline[];
  readonly columns: number;
  readonly rows: number;
  readonly row?: number;
  readonly column?: number;
}

const between = (value: number, most: number): number => (Number.isInteger(value) && value >= 1 ? Math.min(value, most) : 1);

/** The grid and its merged cells. A table beyond the bounds is cut there; `cut` says so. */
export function layGrid(rows: readonly (readonly SpannedCell[])[]): {
  readonly grid: readonly (readonly (readonly Inline[])[])[];
  readonly spans: readonly Span[];
  readonly cut: boolean;
} {
  const taken: (readonly Inline[] | undefined)[][] = [];
  const spans: Span[] = [];
  let cells = 0;
  for (const [r, row] of rows.slice(0, MOST.rows).entries()) {
    let column = 0;
    for (const cell of row) {
      const top = cell.row === undefined ? r : Math.min(cell.row, MOST.rows - 1);
      const line = (taken[top] ??= []);
      while (line[column] !== undefined) column += 1;
      const left = cell.column ?? column;
      const [wide, high] = [between(cell.columns, MOST.columns), between(cell.rows, rows.length - top)];
      if (left + wide > MOST.columns || (cells += wide * high) > MOST.cells) return { grid: filled(taken), spans, cut: true };
      if (wide > 1 || high > 1) spans.push({ row: top, column: left, rows: high, columns: wide });
      for (let y = top; y < top + high; y++) for (let x = left; x < left + wide; x++) (taken[y] ??= [])[x] = y === top && x === left ? cell.inlines : [];
      column = left + wide;
    }
  }
  return { grid: filled(taken), spans, cut: rows.length > MOST.rows };
}

function filled(taken: readonly (readonly (readonly Inline[] | undefined)[] | undefined)[]): (readonly Inline[])[][] {
  return Array.from(taken, (row) => Array.from(row ?? [], (cell) => cell ?? []));
}
