/** Selections that go into a table from outside it, or from one table into another: taken out as text is, they would leave rows of unequal length. */

import { TextSelection, type Command, type EditorState } from '@tiptap/pm/state';
import type { ResolvedPos } from '@tiptap/pm/model';
import { NODES } from '../../../shared/collab/schema.ts';

const inTable = ($at: ResolvedPos): boolean => $at.depth > 0 && $at.node(1).type.name === NODES.table;

/** Whether one end of the selection is in a table that the other end is not in. */
export function crossesTable({ selection: { $anchor, $head } }: EditorState): boolean {
  if ($anchor.depth === 0 || $head.depth === 0 || $anchor.before(1) === $head.before(1)) return false;
  return inTable($anchor) || inTable($head);
}

/** Takes out what is selected: lines, tables and pictures that are selected whole, and the words of cells; what the selection only enters stays. */
export const clearAcross: Command = (state, dispatch) => {
  if (!crossesTable(state)) return false;
  const { from, to } = state.selection;
  const gone: (readonly [number, number])[] = [];
  state.doc.nodesBetween(from, to, (node, place, parent) => {
    const end = place + node.nodeSize;
    if (parent === state.doc && place >= from && end <= to) gone.push([place, end]);
    else if (!node.isTextblock) return true;
    else gone.push([Math.max(from, place + 1), Math.min(to, end - 1)]);
    return false;
  });
  const { tr } = state;
  for (const [start, end] of gone.toReversed()) if (end > start) tr.delete(start, end);
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(tr.mapping.map(from)))).scrollIntoView());
  return true;
};
