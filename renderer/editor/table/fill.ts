/** A copied table into the cells of another, as spreadsheets do: from the selected cell on, with rows and columns added where it is larger. */

import type { Node as ProseNode } from '@tiptap/pm/model';
import { TextSelection, type Command } from '@tiptap/pm/state';
import { TABLE_MOST, type Span } from '../../../shared/collab/table.ts';
import { gridOf, selectedRectangle, type TableGrid } from './grid.ts';

function meets(a: Span, b: Span): boolean {
  return a.row < b.row + b.rows && b.row < a.row + a.rows && a.column < b.column + b.columns && b.column < a.column + a.columns;
}

/** What is put where; null where merged cells stand in the way on either side, or the table would be too large. */
function regionOf(grid: TableGrid, source: TableGrid, start: { readonly row: number; readonly column: number }): Span | null {
  const region: Span = { ...start, rows: source.cells.length, columns: source.columns };
  const large = region.row + region.rows > TABLE_MOST.rows || region.column + region.columns > TABLE_MOST.columns;
  return large || source.spans.length > 0 || grid.spans.some((span) => meets(span, region)) ? null : region;
}

/** Puts the words of a table's cells into the cells from the selected one on; what stood there gives way. */
export function fillCells(table: ProseNode): Command {
  return (state, dispatch) => {
    const selected = selectedRectangle(state);
    const { row, cell } = state.schema.nodes;
    if (selected === null || row === undefined || cell === undefined) return false;
    const { grid, rectangle } = selected;
    const source = gridOf(table, 0);
    const region = regionOf(grid, source, rectangle);
    if (region === null) return false;
    const columns = Math.max(grid.columns, region.column + region.columns);
    const said = (r: number, column: number): ProseNode | undefined => source.cells[r - region.row]?.[column - region.column]?.node;
    const made = (r: number, column: number): ProseNode => cell.create(null, said(r, column)?.content);
    const { tr } = state;
    const end = grid.place + grid.table.nodeSize - 1;
    const below = Array.from({ length: Math.max(0, region.row + region.rows - grid.cells.length) }, (_, i) => grid.cells.length + i);
    if (below.length > 0)
      tr.insert(
        end,
        below.map((r) =>
          row.create(
            null,
            Array.from({ length: columns }, (_, column) => made(r, column)),
          ),
        ),
      );
    for (const [r, cells] of [...grid.cells.entries()].toReversed()) {
      const last = cells.at(-1);
      if (last !== undefined && cells.length < columns)
        tr.insert(
          last.place + last.node.nodeSize,
          Array.from({ length: columns - cells.length }, (_, i) => made(r, cells.length + i)),
        );
      for (const [column, { place, node }] of [...cells.entries()].toReversed()) {
        const words = said(r, column);
        if (words !== undefined) tr.replaceWith(place + 1, place + 1 + node.content.size, words.content);
      }
    }
    const filled = gridOf(tr.doc.nodeAt(grid.place) ?? grid.table, grid.place).cells[region.row + region.rows - 1]?.[region.column + region.columns - 1];
    if (filled !== undefined) tr.setSelection(TextSelection.create(tr.doc, filled.place + 1 + filled.node.content.size));
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}
