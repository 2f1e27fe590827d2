/** Blocks of their own put where the caret is. */

import { Fragment, type Node as ProseNode } from '@tiptap/pm/model';
import { TextSelection, type Command } from '@tiptap/pm/state';

/** An empty line gives way, a line with the caret inside is divided, a table is left behind: what is selected in one stays. */
export function insertNodes(nodes: readonly ProseNode[]): Command {
  return (state, dispatch) => {
    if (nodes.length === 0) return false;
    if (dispatch === undefined) return true;
    const { tr } = state;
    const ends = [state.selection.$from, state.selection.$to];
    if (ends.every(({ depth }) => depth < 2)) tr.deleteSelection();
    const { $from } = tr.selection;
    const size = Fragment.from(nodes).size;
    let at = $from.depth === 0 ? tr.doc.content.size : $from.after(1);
    if ($from.depth === 1 && $from.parent.content.size === 0) {
      at = $from.before(1);
      tr.replaceWith(at, $from.after(1), nodes);
    } else {
      if ($from.depth === 1 && $from.parentOffset === 0) at = $from.before(1);
      else if ($from.depth === 1 && $from.parentOffset < $from.parent.content.size) {
        tr.split($from.pos);
        at = $from.pos + 1;
      }
      tr.insert(at, nodes);
    }
    dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(at + size), -1)).scrollIntoView());
    return true;
  };
}
