/** Tables before the editor's commands: made, selected, changed. */

import { getSchema } from '@tiptap/core';
import Bold from '@tiptap/extension-bold';
import Text from '@tiptap/extension-text';
import { EditorState, TextSelection, type Command } from '@tiptap/pm/state';
import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { Picture } from '../../../renderer/editor/picture/node.ts';
import { Block, Cell, Doc, Row, Table } from '../../../renderer/editor/schema.ts';
import { gridOf } from '../../../renderer/editor/table/grid.ts';
import type { TableBlock } from '../../../shared/collab/content.ts';
import { bodyOf } from '../../../shared/collab/schema.ts';
import { appendBlocks } from '../../../shared/collab/write.ts';

export const schema = getSchema([Doc, Text, Block, Table, Row, Cell, Picture, Bold]);

export const words = (rows: readonly (readonly string[])[]): TableBlock => ({
  type: 'table',
  level: 1,
  header: true,
  rows: rows.map((row) => row.map((cell) => (cell === '' ? [] : [{ text: cell }]))),
});

export function section(table: TableBlock): Y.Doc {
  const doc = new Y.Doc();
  appendBlocks(doc, [table]);
  return doc;
}

export const stateOf = (doc: Y.Doc): EditorState => EditorState.create({ doc: yXmlFragmentToProseMirrorRootNode(bodyOf(doc), schema) });

/** The state with these cells selected, from one to another. */
export function select(state: EditorState, from: readonly [number, number], to: readonly [number, number] = from): EditorState {
  const { cells } = gridOf(state.doc.child(0), 0);
  const at = ([row, column]: readonly [number, number]): number => {
    const line = cells[row % cells.length] ?? [];
    return (line[column % line.length]?.place ?? 0) + 1;
  };
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, at(from), at(to))));
}

export function run(state: EditorState, ...commands: readonly Command[]): EditorState {
  return commands.reduce((now, command) => {
    let next = now;
    command(now, (tr) => (next = next.apply(tr)));
    return next;
  }, state);
}

export const THREE = words([
  ['가', '나', '다'],
  ['라', '마', '바'],
  ['사', '아', '자'],
]);
