/** What keys and buttons do to the text: levels, kinds, splitting, tables. ProseMirror commands: without `dispatch` they only check. */

import { TextSelection, type Command, type EditorState, type Transaction } from '@tiptap/pm/state';
import type { Node as ProseNode } from '@tiptap/pm/model';
import { NODES } from '../../shared/collab/schema.ts';
import { levelOf } from './schema.ts';

/** The block or table with the caret. */
export function topNode(state: EditorState): { node: ProseNode; place: number } | null {
  const { $from } = state.selection;
  return $from.depth === 0 ? null : { node: $from.node(1), place: $from.before(1) };
}

/** Places of all blocks and tables the selection touches. */
function touched(state: EditorState): number[] {
  const places: number[] = [];
  const { from, to } = state.selection;
  state.doc.forEach((node, place) => {
    if (place < to && place + node.nodeSize > from) places.push(place);
  });
  return places;
}

function change(state: EditorState, attrsOf: (node: ProseNode) => Record<string, unknown>): Transaction {
  const { tr } = state;
  for (const place of touched(state)) {
    const node = state.doc.nodeAt(place);
    if (node !== null) tr.setNodeMarkup(place, undefined, { ...node.attrs, ...attrsOf(node) });
  }
  return tr;
}

/** Deeper (+1) or shallower (−1), never beyond 1–8. */
export function shiftLevel(by: 1 | -1): Command {
  return (state, dispatch) => {
    const levels = touched(state).map((place) => levelOf(state.doc.nodeAt(place)?.attrs['level']) + by);
    if (levels.every((level) => level < 1 || level > 8)) return false;
    dispatch?.(change(state, (node) => ({ level: Math.min(8, Math.max(1, levelOf(node.attrs['level']) + by)) })));
    return true;
  };
}

/** Another kind, and for items a level. */
export function setKind(kind: string, level: number | null): Command {
  return (state, dispatch) => {
    const top = topNode(state);
    if (top === null || top.node.type.name !== NODES.block) return false;
    dispatch?.(change(state, (node) => (node.type.name === NODES.block ? { kind, ...(level === null ? {} : { level }) } : {})));
    return true;
  };
}

/** Enter: the new block keeps kind and level; an empty deeper one comes back a level first. */
export const splitItem: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const node = $from.depth === 1 ? $from.node(1) : null;
  if (node === null || node.type.name !== NODES.block) return false;
  if (empty && node.content.size === 0 && levelOf(node.attrs['level']) > 1) return shiftLevel(-1)(state, dispatch);
  const tr = state.tr.deleteSelection();
  tr.split(tr.mapping.map($from.pos), 1, [{ type: node.type, attrs: node.attrs }]);
  dispatch?.(tr.scrollIntoView());
  return true;
};

/** Backspace at the start of a deeper block comes back a level before anything is joined. */
export const backAtStart: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.depth !== 1 || $from.parentOffset > 0 || levelOf($from.parent.attrs['level']) === 1) return false;
  return shiftLevel(-1)(state, dispatch);
};

/** Caret into another cell; past the last one, behind the table. */
export function moveCell(by: number): Command {
  return (state, dispatch) => {
    const top = topNode(state);
    if (top === null || top.node.type.name !== NODES.table) return false;
    const cells: number[] = [];
    top.node.descendants((node, place) => {
      if (node.type.name === NODES.cell) cells.push(top.place + 1 + place + 1);
    });
    const here = cells.findLastIndex((place) => place <= state.selection.from);
    const to = cells[here + by];
    if (to === undefined && by > 0) return leaveTable(state, dispatch);
    if (to !== undefined) dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, to)).scrollIntoView());
    return true;
  };
}

/** Caret into the block behind the table; one is made where there is none. */
export const leaveTable: Command = (state, dispatch) => {
  const top = topNode(state);
  const type = state.schema.nodes[NODES.block];
  if (top === null || type === undefined || top.node.type.name !== NODES.table) return false;
  const after = top.place + top.node.nodeSize;
  const { tr } = state;
  if (tr.doc.nodeAt(after)?.type !== type) tr.insert(after, type.create({ kind: 'item', level: levelOf(top.node.attrs['level']) }));
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
  return true;
};

/** The cell with the caret: its table, row and column. */
function cellAt(state: EditorState): { table: ProseNode; tablePlace: number; row: number; column: number } | null {
  const { $from } = state.selection;
  if ($from.depth < 3 || $from.node(1).type.name !== NODES.table) return null;
  return { table: $from.node(1), tablePlace: $from.before(1), row: $from.index(1), column: $from.index(2) };
}

/** Place of the n-th child inside a node that stands at `place`. */
function childPlace(node: ProseNode, place: number, n: number): number {
  let at = place + 1;
  for (let i = 0; i < n; i++) at += node.child(i).nodeSize;
  return at;
}

/** A table of three columns behind the block with the caret; the caret goes into its first cell. */
export const insertTable: Command = (state, dispatch) => {
  const { table, row, cell } = state.schema.nodes;
  const top = topNode(state);
  if (top === null || table === undefined || row === undefined || cell === undefined) return false;
  const rows = [0, 1, 2].map(() =>
    row.create(
      null,
      [0, 1, 2].map(() => cell.create()),
    ),
  );
  const after = top.place + top.node.nodeSize;
  const tr = state.tr.insert(after, table.create({ level: levelOf(top.node.attrs['level']), header: true }, rows));
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, after + 3)).scrollIntoView());
  return true;
};

/** A row below the caret's. */
export const addRow: Command = (state, dispatch) => {
  const at = cellAt(state);
  const { row, cell } = state.schema.nodes;
  if (at === null || row === undefined || cell === undefined) return false;
  const cells = Array.from({ length: at.table.child(at.row).childCount }, () => cell.create());
  dispatch?.(state.tr.insert(childPlace(at.table, at.tablePlace, at.row + 1), row.create(null, cells)));
  return true;
};

/** A column at the right of the caret's. */
export const addColumn: Command = (state, dispatch) => {
  const at = cellAt(state);
  const cell = state.schema.nodes[NODES.cell];
  if (at === null || cell === undefined) return false;
  const { tr } = state;
  for (let r = at.table.childCount - 1; r >= 0; r--) {
    const row = at.table.child(r);
    tr.insert(childPlace(row, childPlace(at.table, at.tablePlace, r), Math.min(at.column + 1, row.childCount)), cell.create());
  }
  dispatch?.(tr);
  return true;
};

/** Takes out the caret's row; the last one takes the table with it. */
export const removeRow: Command = (state, dispatch) => {
  const at = cellAt(state);
  if (at === null) return false;
  const from = childPlace(at.table, at.tablePlace, at.row);
  const whole = at.table.childCount === 1;
  dispatch?.(removed(state, whole ? at.tablePlace : from, whole ? at.table.nodeSize : at.table.child(at.row).nodeSize));
  return true;
};

/** Takes out the caret's column; the last one takes the table with it. */
export const removeColumn: Command = (state, dispatch) => {
  const at = cellAt(state);
  if (at === null) return false;
  if (at.table.child(at.row).childCount === 1) {
    dispatch?.(removed(state, at.tablePlace, at.table.nodeSize));
    return true;
  }
  const { tr } = state;
  for (let r = at.table.childCount - 1; r >= 0; r--) {
    const row = at.table.child(r);
    if (at.column >= row.childCount || row.childCount === 1) continue;
    const place = childPlace(row, childPlace(at.table, at.tablePlace, r), at.column);
    tr.delete(place, place + row.child(at.column).nodeSize);
  }
  dispatch?.(tr);
  return true;
};

/** A document is never empty: what takes out its only node leaves a block. */
function removed(state: EditorState, from: number, size: number): Transaction {
  const block = state.schema.nodes[NODES.block];
  return state.doc.childCount === 1 && size === state.doc.content.size && block !== undefined
    ? state.tr.replaceWith(from, from + size, block.create())
    : state.tr.delete(from, from + size);
}
