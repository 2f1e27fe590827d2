/** Pasted lines that carry their marks as text: the mark becomes kind and level, or it would be printed twice. */

import { Extension } from '@tiptap/core';
import { Fragment, Slice, type Node as ProseNode } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { NODES } from '../../shared/collab/schema.ts';
import { unmark } from '../../shared/writing/item-mark.ts';

function unmarked(node: ProseNode): ProseNode {
  if (node.type.name !== NODES.block) return node;
  const text = node.textContent;
  const line = text.trimStart();
  const found = unmark(line);
  if (found === null) return node;
  return node.type.create({ ...node.attrs, kind: found.kind, level: found.level }, node.cut(text.length - found.rest.length).content);
}

/** Several lines, or one at the start of a line: inside a line, what looks like a mark is text. */
function readPasted(slice: Slice, view: EditorView): Slice {
  const { $from } = view.state.selection;
  if (slice.content.childCount === 1 && ($from.parentOffset > 0 || $from.parent.type.name !== NODES.block)) return slice;
  const blocks: ProseNode[] = [];
  slice.content.forEach((node) => void blocks.push(unmarked(node)));
  return new Slice(Fragment.from(blocks), slice.openStart, slice.openEnd);
}

/** The extension. */
export const PastedMarks = Extension.create({
  name: 'pastedMarks',
  addProseMirrorPlugins: () => [new Plugin({ props: { transformPasted: readPasted } })],
});
