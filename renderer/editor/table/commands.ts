/** Rows, columns and merged cells. The grid stays full; a merged cell that a new row or column goes through grows with it. */

import type { Node as ProseNode } from '@tiptap/pm/model';
import { TextSelection, type Command, type EditorState, type Transaction } from '@tiptap/pm/state';
import { CELL, NODES } from '../../../shared/collab/schema.ts';
import { covers, isReadable, LEAST_WIDTH, spanAt, type Span } from '../../../shared/collab/table.ts';
import type { EditorView } from '@tiptap/pm/view';
import { koTable } from '../../i18n/ko-table.ts';
import { levelOf } from '../levels.ts';
import { askedWidth, placesIn, selectedRectangle, shownPlace, type GridPlace, type PlacedCell, type TableGrid } from './grid.ts';

/** Attributes of one cell that change. */
type CellChange = Readonly<Partial<Record<keyof typeof CELL, number | null>>>;

function setCell(tr: Transaction, cell: PlacedCell | undefined, change: CellChange): void {
  if (cell === undefined) return;
  const place = tr.mapping.map(cell.place);
  const node = tr.doc.nodeAt(place);
  if (node !== null) tr.setNodeMarkup(place, undefined, { ...node.attrs, ...change });
}

/** How far a merged cell reaches; one cell alone says nothing. */
function reachOf(rows: number, columns: number): CellChange {
  return { across: columns > 1 ? columns : null, down: rows > 1 ? rows : null };
}

function cellAt({ cells }: TableGrid, { row, column }: GridPlace): PlacedCell | undefined {
  return cells[row]?.[column];
}

/** Place of the n-th child inside a node that stands at `place`. */
function childPlace(node: ProseNode, place: number, n: number): number {
  let at = place + 1;
  for (let i = 0; i < n; i++) at += node.child(i).nodeSize;
  return at;
}

function caretIn(tr: Transaction, cell: PlacedCell | undefined): Transaction {
  return cell === undefined ? tr : tr.setSelection(TextSelection.near(tr.doc.resolve(tr.mapping.map(cell.place) + 1)));
}

/** A table of three columns behind the block with the caret; the caret goes into its first cell. */
export const insertTable: Command = (state, dispatch) => {
  const { table, row, cell } = state.schema.nodes;
  const { $from } = state.selection;
  if ($from.depth === 0 || table === undefined || row === undefined || cell === undefined) return false;
  const cells = (): ProseNode[] => [0, 1, 2].map(() => cell.create());
  const rows = [0, 1, 2].map(() => row.create(null, cells()));
  const after = $from.after(1);
  const tr = state.tr.insert(after, table.create({ level: levelOf($from.node(1).attrs['level']), header: true }, rows));
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, after + 3)).scrollIntoView());
  return true;
};

/** A row above or below the selected ones. */
export function addRow(side: 'above' | 'below'): Command {
  return (state, dispatch) => {
    const selected = selectedRectangle(state);
    const { row, cell } = state.schema.nodes;
    if (selected === null || row === undefined || cell === undefined) return false;
    const { grid, rectangle } = selected;
    if (!isReadable(grid.cells.length + 1, grid.columns)) return false;
    const at = side === 'above' ? rectangle.row : rectangle.row + rectangle.rows;
    const { tr } = state;
    const through = grid.spans.filter((span) => span.row < at && span.row + span.rows > at);
    for (const span of through) setCell(tr, cellAt(grid, span), reachOf(span.rows + 1, span.columns));
    const cells = Array.from({ length: grid.columns }, (_, column) =>
      cell.create(at === 0 ? { width: askedWidth(grid.cells[0]?.[column]?.node) || null } : null),
    );
    tr.insert(childPlace(grid.table, grid.place, at), row.create(null, cells));
    if (at === 0) grid.cells[0]?.forEach((one) => setCell(tr, one, { width: null }));
    dispatch?.(tr);
    return true;
  };
}

/** A column at the left or right of the selected ones. It takes half the width of its neighbour, where that has one. */
export function addColumn(side: 'left' | 'right'): Command {
  return (state, dispatch) => {
    const selected = selectedRectangle(state);
    const cell = state.schema.nodes[NODES.cell];
    if (selected === null || cell === undefined) return false;
    const { grid, rectangle } = selected;
    if (!isReadable(grid.cells.length, grid.columns + 1)) return false;
    const at = side === 'left' ? rectangle.column : rectangle.column + rectangle.columns;
    const beside = side === 'left' ? at : at - 1;
    const { tr } = state;
    const through = grid.spans.filter((span) => span.column < at && span.column + span.columns > at);
    for (const span of through) setCell(tr, cellAt(grid, span), reachOf(span.rows, span.columns + 1));
    const width = askedWidth(grid.cells[0]?.[beside]?.node);
    const half = width > 0 ? Math.max(LEAST_WIDTH, Math.floor(width / 2)) : null;
    if (half !== null) setCell(tr, grid.cells[0]?.[beside], { width: Math.max(LEAST_WIDTH, width - half) });
    grid.cells.forEach((row, r) => {
      const before = row[Math.min(at, row.length) - 1];
      const place = before === undefined ? childPlace(grid.table, grid.place, r) + 1 : before.place + before.node.nodeSize;
      tr.insert(tr.mapping.map(place, -1), cell.create(r === 0 ? { width: half } : null));
    });
    dispatch?.(tr);
    return true;
  };
}

/** A document is never empty: what takes out its only node leaves a block. */
function withoutTable(state: EditorState, { place, table }: TableGrid): Transaction {
  const block = state.schema.nodes[NODES.block];
  const end = place + table.nodeSize;
  return state.doc.childCount === 1 && block !== undefined ? state.tr.replaceWith(place, end, block.create()) : state.tr.delete(place, end);
}

/** What a merged cell is when lines from..to (rows or columns) go: how much of it stays, and whether its first line is among them. */
function cut(first: number, count: number, from: number, to: number): { readonly left: number; readonly moves: boolean } {
  const gone = Math.max(0, Math.min(first + count - 1, to) - Math.max(first, from) + 1);
  return { left: count - gone, moves: first >= from && first <= to };
}

/** A merged cell that loses rows or columns reaches less far; one that loses its beginning goes on with its words in the first cell that stays. */
function shrink(tr: Transaction, grid: TableGrid, rectangle: Span, by: 'row' | 'column'): void {
  const to = by === 'row' ? rectangle.row + rectangle.rows - 1 : rectangle.column + rectangle.columns - 1;
  for (const span of grid.spans) {
    const { left, moves } = cut(span[by], by === 'row' ? span.rows : span.columns, rectangle[by], to);
    const [own, next] = [cellAt(grid, span), cellAt(grid, { ...span, [by]: to + 1 })];
    const reach = by === 'row' ? reachOf(left, span.columns) : reachOf(span.rows, left);
    if (left === 0 || own === undefined) continue;
    if (!moves) setCell(tr, own, reach);
    else if (next !== undefined) {
      tr.insert(tr.mapping.map(next.place + 1), own.node.content);
      setCell(tr, next, reach);
    }
  }
}

/** Takes out the selected rows; all of them take the table with them. */
export const removeRow: Command = (state, dispatch) => {
  const selected = selectedRectangle(state);
  if (selected === null) return false;
  const { grid, rectangle } = selected;
  if (rectangle.rows >= grid.cells.length) {
    dispatch?.(withoutTable(state, grid));
    return true;
  }
  const { tr } = state;
  shrink(tr, grid, rectangle, 'row');
  if (rectangle.row === 0) grid.cells[0]?.forEach(({ node }, column) => setCell(tr, grid.cells[rectangle.rows]?.[column], { width: askedWidth(node) || null }));
  const end = rectangle.row + rectangle.rows;
  tr.delete(tr.mapping.map(childPlace(grid.table, grid.place, rectangle.row), -1), tr.mapping.map(childPlace(grid.table, grid.place, end), -1));
  dispatch?.(caretIn(tr, cellAt(grid, { row: end < grid.cells.length ? end : rectangle.row - 1, column: rectangle.column })));
  return true;
};

/** Takes out the selected columns; all of them take the table with them. */
export const removeColumn: Command = (state, dispatch) => {
  const selected = selectedRectangle(state);
  if (selected === null) return false;
  const { grid, rectangle } = selected;
  if (rectangle.columns >= grid.columns || grid.cells.some((row) => row.length <= rectangle.columns)) {
    dispatch?.(withoutTable(state, grid));
    return true;
  }
  const { tr } = state;
  shrink(tr, grid, rectangle, 'column');
  for (const row of grid.cells) {
    const gone = row.slice(rectangle.column, rectangle.column + rectangle.columns);
    const [first, last] = [gone[0], gone.at(-1)];
    if (first !== undefined && last !== undefined) tr.delete(tr.mapping.map(first.place, -1), tr.mapping.map(last.place + last.node.nodeSize, -1));
  }
  const end = rectangle.column + rectangle.columns;
  dispatch?.(caretIn(tr, cellAt(grid, { row: rectangle.row, column: end < grid.columns ? end : rectangle.column - 1 })));
  return true;
};

/** Whether more than one cell is selected that could become one. */
export function mayMerge(state: EditorState): boolean {
  const selected = selectedRectangle(state);
  if (selected === null) return false;
  const { rows, columns, row, column } = selected.rectangle;
  const one = spanAt(selected.grid.spans, row, column);
  return rows * columns > 1 && !(one?.rows === rows && one.columns === columns);
}

/** Whether a colleague's caret stands in a cell whose words a merge would move: a syllable being composed there would be left behind in part. */
function someoneWrites(view: EditorView, cells: readonly (PlacedCell | undefined)[]): boolean {
  return cells.some((cell) => {
    const dom = cell === undefined ? null : view.nodeDOM(cell.place);
    return dom instanceof HTMLElement && dom.querySelector('.caret') !== null;
  });
}

/** Merges unless a colleague writes in one of the cells that would go; then `tell` says so. */
export function mergeOr(tell: (sentence: string) => void): Command {
  return (state, dispatch, view) => {
    const selected = selectedRectangle(state);
    const others =
      selected === null
        ? []
        : placesIn(selected.rectangle)
            .slice(1)
            .map((place) => cellAt(selected.grid, place));
    if (view === undefined || !mayMerge(state) || !someoneWrites(view, others)) return mergeCells(state, dispatch, view);
    tell(koTable.busy);
    return true;
  };
}

/** Makes one cell of the selected ones; their words stand in it one behind the other. */
export const mergeCells: Command = (state, dispatch) => {
  const selected = selectedRectangle(state);
  if (selected === null || !mayMerge(state)) return false;
  const { grid, rectangle } = selected;
  const [first, ...others] = placesIn(rectangle).map((place) => cellAt(grid, place));
  const { tr } = state;
  for (const cell of others) {
    if (cell === undefined) continue;
    if (cell.node.attrs[CELL.across] !== null || cell.node.attrs[CELL.down] !== null) setCell(tr, cell, reachOf(1, 1));
    const from = tr.mapping.map(cell.place) + 1;
    if (cell.node.content.size > 0) tr.delete(from, from + cell.node.content.size);
  }
  if (first === undefined) return false;
  let end = first.place + 1 + first.node.content.size;
  for (const cell of others) {
    if (cell === undefined || cell.node.textContent.trim() === '') continue;
    const before = tr.doc.textBetween(first.place + 1, end) === '' ? [] : [state.schema.text(' ')];
    for (const content of [...before, cell.node.content]) {
      const size = 'nodeSize' in content ? content.nodeSize : content.size;
      tr.insert(end, content);
      end += size;
    }
  }
  setCell(tr, { ...first, place: first.place }, reachOf(rectangle.rows, rectangle.columns));
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, end)).scrollIntoView());
  return true;
};

function mergedIn(state: EditorState): { grid: TableGrid; spans: Span[] } | null {
  const selected = selectedRectangle(state);
  if (selected === null) return null;
  const { grid, rectangle } = selected;
  return { grid, spans: grid.spans.filter(({ row, column }) => covers(rectangle, row, column)) };
}

/** Whether a merged cell is selected. */
export function maySplit(state: EditorState): boolean {
  return (mergedIn(state)?.spans.length ?? 0) > 0;
}

/** Merged cells are cells of their own again; the words stay in the first. */
export const splitCells: Command = (state, dispatch) => {
  const merged = mergedIn(state);
  if (merged === null || merged.spans.length === 0) return false;
  const { tr } = state;
  for (const span of merged.spans) setCell(tr, cellAt(merged.grid, span), reachOf(1, 1));
  dispatch?.(tr);
  return true;
};

/** The first row is a head, or a row like the others. */
export const toggleHead: Command = (state, dispatch) => {
  const selected = selectedRectangle(state);
  if (selected === null) return false;
  const { table, place } = selected.grid;
  dispatch?.(state.tr.setNodeMarkup(place, undefined, { ...table.attrs, header: table.attrs['header'] !== true }));
  return true;
};

/** Takes the words out of the selected cells. */
export const clearCells: Command = (state, dispatch) => {
  const selected = selectedRectangle(state);
  if (selected === null) return false;
  const { grid, rectangle } = selected;
  const { tr } = state;
  for (const place of placesIn(rectangle).toReversed()) {
    const cell = cellAt(grid, place);
    if (cell !== undefined && cell.node.content.size > 0) tr.delete(cell.place + 1, cell.place + 1 + cell.node.content.size);
  }
  dispatch?.(caretIn(tr, cellAt(grid, shownPlace(grid, rectangle))));
  return true;
};

/** Gives every column of the table at a place its width, in thousandths of the line; null: as wide as the words ask. */
export function setWidths(place: number, widths: readonly number[] | null): Command {
  return (state, dispatch) => {
    const first = state.doc.nodeAt(place)?.firstChild;
    if (first === null || first === undefined) return false;
    const { tr } = state;
    first.forEach((cell, at, column) => {
      const width = widths === null ? null : Math.max(LEAST_WIDTH, Math.min(1000, Math.round(widths[column] ?? 0)));
      if (cell.attrs[CELL.width] !== width) tr.setNodeMarkup(place + 2 + at, undefined, { ...cell.attrs, width });
    });
    if (!tr.docChanged) return false;
    dispatch?.(tr);
    return true;
  };
}
