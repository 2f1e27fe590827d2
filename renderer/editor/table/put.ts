/**
 * What is pasted or dropped into a table. A cell is one text, its lines parted by breaks: anything else put into it as text is would tear the table in two. Cells go into cells as in a
 * spreadsheet; one text fills every selected cell; several lines fill the selected cells downwards, or stand as lines of the cell where only the caret stands.
 */

import { deleteSelection } from '@tiptap/pm/commands';
import { Fragment, Slice, type Node as ProseNode } from '@tiptap/pm/model';
import { TextSelection, type Command, type EditorState, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { CELL_BREAK } from '../../../shared/collab/cell-lines.ts';
import { NODES } from '../../../shared/collab/schema.ts';
import { insertNodes } from '../insert.ts';
import { clearAcross, crossesTable } from './across.ts';
import { holdsCells } from './cell-block.ts';
import { clearCells } from './commands.ts';
import { fillCells } from './fill.ts';
import { placesIn, selectedCells, selectedRectangle, shownPlace } from './grid.ts';

/** Words of a line by cells: programs that copy text only put a tab between two. */
function cellsOf(line: ProseNode): Fragment[] {
  const text = line.textContent;
  const cells: Fragment[] = [];
  for (let start = 0; start <= text.length;) {
    const tab = text.indexOf('\t', start);
    const end = tab < 0 ? text.length : tab;
    cells.push(line.content.cut(start, end));
    start = end + 1;
  }
  return cells;
}

/** Pasted text as rows of cells; null where something is in it that no cell holds. */
function rowsOf(slice: Slice): Fragment[][] | null {
  const tops = slice.content.content;
  if (tops.every(({ isInline }) => isInline)) return [[slice.content]];
  const rows = tops.map((node): Fragment[][] | null => {
    const inside = node.children.map(({ content }) => content);
    if (node.type.name === NODES.table) return node.children.map((row) => row.children.map(({ content }) => content));
    if (node.type.name === NODES.row) return [inside];
    if (node.type.name === NODES.cell) return [[node.content]];
    return node.isTextblock ? [cellsOf(node)] : null;
  });
  return rows.some((one) => one === null) ? null : rows.flatMap((one) => one ?? []);
}

/** The rows as a table of their own, full. */
function tableOf({ schema: { nodes } }: EditorState, rows: readonly (readonly Fragment[])[]): ProseNode | null {
  const { table, row, cell } = nodes;
  if (table === undefined || row === undefined || cell === undefined) return null;
  const columns = rows.reduce((most, { length }) => Math.max(most, length), 0);
  const lines = rows.map((cells) =>
    row.create(
      null,
      Array.from({ length: columns }, (_, column) => cell.create(null, cells[column])),
    ),
  );
  return table.create({ header: false }, lines);
}

/** One text into every selected cell. */
function fillEach(words: Fragment): Command {
  return (state, dispatch) => {
    const selected = selectedRectangle(state);
    if (selected === null) return false;
    const { grid, rectangle } = selected;
    const { tr } = state;
    for (const place of placesIn(rectangle).toReversed()) {
      const shown = shownPlace(grid, place);
      const cell = shown.row === place.row && shown.column === place.column ? grid.cells[place.row]?.[place.column] : undefined;
      if (cell !== undefined) tr.replaceWith(cell.place + 1, cell.place + 1 + cell.node.content.size, words);
    }
    const { row, column } = shownPlace(grid, rectangle);
    const first = grid.cells[row]?.[column];
    if (first !== undefined) tr.setSelection(TextSelection.create(tr.doc, first.place + 1 + words.size));
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/** Lines of the cell, instead of what is selected in it. */
function putInLine(lines: readonly Fragment[]): Command {
  return (state, dispatch) => {
    const said = lines.filter(({ size }) => size > 0);
    const words = said.flatMap(({ content }, i) => (i === 0 ? content : [state.schema.text(CELL_BREAK), ...content]));
    dispatch?.(state.tr.replaceSelection(new Slice(Fragment.fromArray(words), 0, 0)).scrollIntoView());
    return true;
  };
}

/** Puts pasted text where the caret stands in a table, or into the selected cells. */
export function putInTable(slice: Slice): Command {
  return (state, dispatch) => {
    if (selectedCells(state) === null) return false;
    if (slice.size === 0) return true;
    const rows = rowsOf(slice);
    const tops = slice.content.content;
    const alone = tops.length === 1 && tops[0]?.type.name === NODES.table ? tops[0] : null;
    const mixed = alone === null && tops.some(({ type }) => type.name === NODES.table);
    if (rows === null || mixed) return insertNodes(tops)(state, dispatch);
    const [first = Fragment.empty] = rows[0] ?? [];
    const single = rows.length === 1 && rows[0]?.length === 1;
    if (single) return (holdsCells(state) ? fillEach(first) : putInLine([first]))(state, dispatch);
    const oneColumn = rows.every(({ length }) => length === 1);
    if (oneColumn && alone === null && !holdsCells(state)) return putInLine(rows.flat())(state, dispatch);
    const table = alone !== null && slice.openStart === 0 && slice.openEnd === 0 ? alone : tableOf(state, rows);
    return table === null || fillCells(table)(state, dispatch) || insertNodes([table])(state, dispatch);
  };
}

/** Takes out what is selected, as it can be. */
const takeOut: Command = (state, dispatch) => (holdsCells(state) ? clearCells : crossesTable(state) ? clearAcross : deleteSelection)(state, dispatch);

/** What is dropped into a cell, and what is dragged out of cells; false where it is text dropped in a line, which the editor does itself. */
export function dropInTable(view: Pick<EditorView, 'state' | 'dispatch'>, at: number, slice: Slice, moved: boolean): boolean {
  const { state } = view;
  const into = state.doc.resolve(at).depth > 1;
  if (!into && !(moved && (holdsCells(state) || crossesTable(state)))) return false;
  let place = at;
  const follow = (tr: Transaction): void => {
    place = tr.mapping.map(at);
    view.dispatch(tr);
  };
  if (moved) takeOut(state, follow);
  view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(place))));
  return putInTable(slice)(view.state, view.dispatch) || insertNodes(slice.content.content)(view.state, view.dispatch);
}
