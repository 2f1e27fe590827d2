/** What keys and buttons do to the text: levels, kinds, splitting. ProseMirror commands: without `dispatch` they only check. */

import type { Command, EditorState, Transaction } from '@tiptap/pm/state';
import type { Node as ProseNode } from '@tiptap/pm/model';
import { NODES } from '../../shared/collab/schema.ts';
import { levelOf } from './levels.ts';

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
