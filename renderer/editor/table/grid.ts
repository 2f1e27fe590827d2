/** A table of the sheet as a grid: places of its cells, merges in effect, the selected rectangle. */

import type { Node as ProseNode } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import type { ResolvedPos } from '@tiptap/pm/model';
import { CELL, NODES } from '../../../shared/collab/schema.ts';
import { coveredBy, headRows, rectangleAround, spansInEffect, TABLE_MOST, type Span } from '../../../shared/collab/table.ts';

/** A cell and the place before it. */
export interface PlacedCell {
  readonly node: ProseNode;
  readonly place: number;
}

/** A table at a place of the document. Rows may be of unequal length for a moment, when one person adds a row and another a column. */
export interface TableGrid {
  readonly table: ProseNode;
  readonly place: number;
  readonly cells: readonly (readonly PlacedCell[])[];
  readonly columns: number;
  readonly spans: readonly Span[];
  readonly head: number;
}

/** A place in a grid. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

const reach = (value: unknown, most: number): number => (typeof value === 'number' && Number.isInteger(value) && value >= 1 ? Math.min(value, most) : 1);

/** How many columns and rows a cell asks for. */
export function askedSpan(cell: ProseNode): { readonly columns: number; readonly rows: number } {
  return { columns: reach(cell.attrs[CELL.across], TABLE_MOST.columns), rows: reach(cell.attrs[CELL.down], TABLE_MOST.rows) };
}

/** Width of a column as its first cell says it, 0 where the words decide. */
export function askedWidth(cell: ProseNode | undefined): number {
  const width: unknown = cell?.attrs[CELL.width];
  return typeof width === 'number' ? width : 0;
}

function cellsOf(table: ProseNode, place: number): PlacedCell[][] {
  const rows: PlacedCell[][] = [];
  table.forEach((row, rowAt) => {
    const cells: PlacedCell[] = [];
    row.forEach((node, at) => void cells.push({ node, place: place + 1 + rowAt + 1 + at }));
    rows.push(cells);
  });
  return rows;
}

/** What a row says of itself, by column: the merges its cells ask for, and which of them say something. */
interface RowSays {
  readonly asked: readonly Omit<Span, 'row'>[];
  readonly filled: readonly boolean[];
}

/** Rows nobody changed are the same objects: a letter asks for one row and not for the table. */
const rowsKnown = new WeakMap<ProseNode, RowSays>();

function saysOf(row: ProseNode): RowSays {
  const found = rowsKnown.get(row);
  if (found !== undefined) return found;
  const asked = row.children.map((cell, column) => ({ column, ...askedSpan(cell) })).filter((span) => span.rows * span.columns > 1);
  const made = { asked, filled: row.children.map(({ textContent }) => textContent.trim() !== '') };
  rowsKnown.set(row, made);
  return made;
}

/** Grids as last worked out: a table that did not change is asked for several times at every key. */
const known = new WeakMap<ProseNode, TableGrid>();

/** The grid of a table that stands at a place. */
export function gridOf(table: ProseNode, place: number): TableGrid {
  const found = known.get(table);
  if (found?.place === place) return found;
  // What somebody types before a table moves it and changes nothing in it.
  const made = found === undefined ? gridAt(table, place) : { ...found, place, cells: cellsOf(table, place) };
  known.set(table, made);
  return made;
}

function gridAt(table: ProseNode, place: number): TableGrid {
  const cells = cellsOf(table, place);
  const says = table.children.map(saysOf);
  const columns = cells.reduce((most, row) => Math.max(most, row.length), 0);
  const asked = says.flatMap((row, r) => row.asked.map((span): Span => ({ row: r, ...span })));
  const spans = spansInEffect(asked, { rows: cells.length, columns, filled: (row, column) => says[row]?.filled[column] === true });
  const head = headRows({ header: table.attrs['header'] === true, rows: cells, spans });
  return { table, place, cells, columns, spans, head };
}

function cellPlace($at: ResolvedPos): GridPlace | null {
  return $at.depth >= 3 && $at.node(1).type.name === NODES.table ? { row: $at.index(1), column: $at.index(2) } : null;
}

/** The table with the selection, and where it begins and ends there; null where it does not lie in one table. */
export function selectedCells(state: EditorState): { readonly grid: TableGrid; readonly from: GridPlace; readonly to: GridPlace } | null {
  const { $anchor, $head } = state.selection;
  const [from, to] = [cellPlace($anchor), cellPlace($head)];
  if (from === null || to === null || $anchor.before(1) !== $head.before(1)) return null;
  return { grid: gridOf($anchor.node(1), $anchor.before(1)), from, to };
}

/** The rectangle of selected cells; one merged cell is all of its places. */
export function selectedRectangle(state: EditorState): { readonly grid: TableGrid; readonly rectangle: Span } | null {
  const selected = selectedCells(state);
  return selected === null ? null : { grid: selected.grid, rectangle: rectangleAround(selected.grid.spans, selected.from, selected.to) };
}

/** Places of a rectangle, row by row. */
export function placesIn({ row, column, rows, columns }: Span): GridPlace[] {
  return Array.from({ length: rows * columns }, (_, i) => ({ row: row + Math.floor(i / columns), column: column + (i % columns) }));
}

/** The place where the words of a cell stand: its own, or that of the merged cell it lies under. */
export function shownPlace(grid: TableGrid, { row, column }: GridPlace): GridPlace {
  const span = coveredBy(grid.spans, row, column);
  return span === undefined ? { row, column } : { row: span.row, column: span.column };
}
