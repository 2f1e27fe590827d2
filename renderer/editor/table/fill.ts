/** A copied table into the cells of another, as spreadsheets do: from the selected cell on, with rows and columns added where it is larger. */

import type { Node as ProseNode } from '@tiptap/pm/model';
import { TextSelection, type Command, type Transaction } from '@tiptap/pm/state';
import { isReadable, type Span } from '../../../shared/collab/table.ts';
import { gridOf, selectedRectangle, type TableGrid } from './grid.ts';

function meets(a: Span, b: Span): boolean {
  return a.row < b.row + b.rows && b.row < a.row + a.rows && a.column < b.column + b.columns && b.column < a.column + a.columns;
}

/** What is put where; null where merged cells stand in the way on either side, or the table would be too large. */
function regionOf(grid: TableGrid, source: TableGrid, start: { readonly row: number; readonly column: number }): Span | null {
  const region: Span = { ...start, rows: source.cells.length, columns: source.columns };
  const large = !isReadable(Math.max(grid.cells.length, region.row + region.rows), Math.max(grid.columns, region.column + region.columns));
  return large || source.spans.length > 0 || grid.spans.some((span) => meets(span, region)) ? null : region;
}

/** Every cell there is, last first, and the rows and columns that are missing. */
function fill(tr: Transaction, grid: TableGrid, columns: number, rows: number, said: (row: number, column: number) => ProseNode | undefined): void {
  const { row, cell } = tr.doc.type.schema.nodes;
  if (row === undefined || cell === undefined) return;
  const made = (r: number, from: number): ProseNode[] => Array.from({ length: columns - from }, (_, i) => cell.create(null, said(r, from + i)?.content));
  const below = Array.from({ length: Math.max(0, rows - grid.cells.length) }, (_, i) => row.create(null, made(grid.cells.length + i, 0)));
  if (below.length > 0) tr.insert(grid.place + grid.table.nodeSize - 1, below);
  for (const [r, cells] of [...grid.cells.entries()].toReversed()) {
    const last = cells.at(-1);
    if (last !== undefined && cells.length < columns) tr.insert(last.place + last.node.nodeSize, made(r, cells.length));
    for (const [column, { place, node }] of [...cells.entries()].toReversed()) {
      const words = said(r, column);
      if (words !== undefined) tr.replaceWith(place + 1, place + 1 + node.content.size, words.content);
    }
  }
}

/** Puts the words of a table's cells into the cells from the selected one on; what stood there gives way. */
export function fillCells(table: ProseNode): Command {
  return (state, dispatch) => {
    const selected = selectedRectangle(state);
    const source = gridOf(table, 0);
    const region = selected === null ? null : regionOf(selected.grid, source, selected.rectangle);
    if (selected === null || region === null) return false;
    const { grid } = selected;
    const { tr } = state;
    const [rows, columns] = [region.row + region.rows, region.column + region.columns];
    fill(tr, grid, Math.max(grid.columns, columns), rows, (r, column) => source.cells[r - region.row]?.[column - region.column]?.node);
    const filled = gridOf(tr.doc.nodeAt(grid.place) ?? grid.table, grid.place).cells[rows - 1]?.[columns - 1];
    if (filled !== undefined) tr.setSelection(TextSelection.create(tr.doc, filled.place + 1 + filled.node.content.size));
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}
