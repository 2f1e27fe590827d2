/** Marks of items as decorations (computed by the rule, never stored), and the keys that change levels. */

import { Extension, type Editor } from '@tiptap/core';
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import type { Node as ProseNode } from '@tiptap/pm/model';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { Block } from '../../shared/collab/content.ts';
import { marksFor } from '../../shared/writing/numbering.ts';

function outline(doc: ProseNode): { blocks: Block[]; places: number[] } {
  const blocks: Block[] = [];
  const places: number[] = [];
  doc.forEach((node, offset) => {
    const level = Number(node.attrs['level'] ?? 1);
    blocks.push(
      node.type.name === 'table'
        ? { type: 'table', level, header: true, rows: [] }
        : { type: 'block', kind: String(node.attrs['kind']) as 'item', level, inlines: [] },
    );
    places.push(offset);
  });
  return { blocks, places };
}

function decorate(doc: ProseNode): DecorationSet {
  const { blocks, places } = outline(doc);
  const marks = marksFor(blocks);
  return DecorationSet.create(
    doc,
    places.flatMap((place, i) => {
      const mark = marks[i] ?? '';
      const node = doc.nodeAt(place);
      return mark === '' || node === null ? [] : [Decoration.node(place, place + node.nodeSize, { 'data-mark': mark })];
    }),
  );
}

function setLevel(editor: Editor, by: number): boolean {
  const { $from } = editor.state.selection;
  const node = $from.node(1);
  if (node === undefined || node.type.name !== 'block') return moveCell(editor, by);
  const level = Math.min(8, Math.max(1, Number(node.attrs['level']) + by));
  return editor.commands.command(({ tr }) => {
    tr.setNodeMarkup($from.before(1), undefined, { ...node.attrs, level });
    return true;
  });
}

/** Tab inside a table goes to the next cell. */
function moveCell(editor: Editor, by: number): boolean {
  const { doc, selection } = editor.state;
  const cells: number[] = [];
  doc.descendants((node, place) => {
    if (node.type.name === 'cell') cells.push(place + 1);
  });
  const here = cells.findLastIndex((place) => place <= selection.from);
  const to = cells[here + by];
  if (to === undefined) return true;
  editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(doc, to)));
  return true;
}

/** Enter splits a block and keeps kind and level; inside a cell it does nothing. */
function split(editor: Editor): boolean {
  const { $from } = editor.state.selection;
  if ($from.node(1)?.type.name !== 'block') return true;
  return editor.commands.splitBlock({ keepMarks: true });
}

/** The extension. */
export const ItemMarks = Extension.create({
  name: 'itemMarks',
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('item-marks'),
      state: { init: (_config, state) => decorate(state.doc), apply: (tr, old) => (tr.docChanged ? decorate(tr.doc) : old) },
      props: {
        decorations(state) {
          return this.getState(state) as DecorationSet;
        },
      },
    }),
  ],
  addKeyboardShortcuts() {
    return { Tab: () => setLevel(this.editor, 1), 'Shift-Tab': () => setLevel(this.editor, -1), Enter: () => split(this.editor) };
  },
});
