/** Going from cell to cell, and out of the table. */

import { TextSelection, type Command, type EditorState } from '@tiptap/pm/state';
import { CELL_BREAK } from '../../../shared/collab/cell-lines.ts';
import { NODES } from '../../../shared/collab/schema.ts';
import { coveredBy, covers, spanAt } from '../../../shared/collab/table.ts';
import { levelOf } from '../levels.ts';
import { addRow } from './commands.ts';
import { selectedCells, shownPlace, type GridPlace, type PlacedCell, type TableGrid } from './grid.ts';

/** Caret into the block behind the table; one is made where there is none. */
export const leaveTable: Command = (state, dispatch) => {
  const { $head } = state.selection;
  const type = state.schema.nodes[NODES.block];
  if ($head.depth === 0 || type === undefined || $head.node(1).type.name !== NODES.table) return false;
  const after = $head.after(1);
  const { tr } = state;
  if (tr.doc.nodeAt(after)?.type !== type) tr.insert(after, type.create({ kind: 'item', level: levelOf($head.node(1).attrs['level']) }));
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
  return true;
};

/** A new line in the cell with the caret. */
export const breakCell: Command = (state, dispatch) => {
  if (selectedCells(state) === null || !state.selection.$from.sameParent(state.selection.$to)) return false;
  dispatch?.(state.tr.insertText(CELL_BREAK).scrollIntoView());
  return true;
};

/** Cells that are seen, in reading order. */
function shownCells(grid: TableGrid): PlacedCell[] {
  return grid.cells.flatMap((row, r) => row.filter((_, column) => coveredBy(grid.spans, r, column) === undefined));
}

function into(state: EditorState, cell: PlacedCell): ReturnType<EditorState['tr']['setSelection']> {
  return state.tr.setSelection(TextSelection.create(state.doc, cell.place + 1)).scrollIntoView();
}

/** Caret into another cell. Past the last one: `leave` goes behind the table, `grow` adds a row and goes into it. */
export function moveCell(by: 1 | -1, past: 'leave' | 'grow'): Command {
  return (state, dispatch, view) => {
    const selected = selectedCells(state);
    if (selected === null) return false;
    const cells = shownCells(selected.grid);
    const here = cells.findLastIndex(({ place }) => place < state.selection.head);
    const to = cells[here + by];
    if (to !== undefined) dispatch?.(into(state, to));
    if (to !== undefined || by < 0) return true;
    if (past === 'leave') return leaveTable(state, dispatch, view);
    let grown = state;
    addRow('below')(state, (tr) => {
      grown = state.apply(tr);
      dispatch?.(tr);
    });
    const first = selectedCells(grown)?.grid.cells.at(-1)?.[0];
    if (first !== undefined) dispatch?.(into(grown, first));
    return true;
  };
}

/** Where the arrow leads from a cell, over the whole of merged ones; null at the edge. */
export function beside(grid: TableGrid, from: GridPlace, down: -1 | 0 | 1, right: -1 | 0 | 1): GridPlace | null {
  const shown = shownPlace(grid, from);
  const span = spanAt(grid.spans, shown.row, shown.column) ?? { ...shown, rows: 1, columns: 1 };
  const row = down === 0 ? from.row : down > 0 ? span.row + span.rows : span.row - 1;
  const column = right === 0 ? from.column : right > 0 ? span.column + span.columns : span.column - 1;
  const inside = row >= 0 && column >= 0 && grid.cells[row]?.[column] !== undefined;
  return inside && !covers(span, row, column) ? { row, column } : null;
}

/** Caret into the cell that lies there. */
export function stepCell(down: -1 | 0 | 1, right: -1 | 0 | 1): Command {
  return (state, dispatch) => {
    const selected = selectedCells(state);
    if (selected === null) return false;
    const to = beside(selected.grid, selected.to, down, right);
    const shown = to === null ? null : shownPlace(selected.grid, to);
    const cell = shown === null ? undefined : selected.grid.cells[shown.row]?.[shown.column];
    if (cell !== undefined) dispatch?.(into(state, cell));
    return true;
  };
}
