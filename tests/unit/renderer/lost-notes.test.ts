import { getSchema } from '@tiptap/core';
import Text from '@tiptap/extension-text';
import { EditorState, TextSelection, type Command } from '@tiptap/pm/state';
import { initProseMirrorDoc, updateYFragment, ySyncPluginKey } from '@tiptap/y-tiptap';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { dropNote, newlyLost } from '../../../renderer/editor/notes/lost.ts';
import { insertNote, lostNotes, Note, noteMarks, noteText, placeNote, removeNote, shownNotes } from '../../../renderer/editor/notes/marks.ts';
import { Picture } from '../../../renderer/editor/picture/node.ts';
import { Block, Cell, Doc, Row, Table } from '../../../renderer/editor/schema.ts';
import { bodyOf, notesOf } from '../../../shared/collab/schema.ts';
import { appendBlocks } from '../../../shared/collab/write.ts';

const schema = getSchema([Doc, Text, Block, Table, Row, Cell, Picture, Note]);
const TELLS = { onNote: () => undefined, onNotes: () => undefined, onSay: () => undefined };

function section(...lines: readonly string[]): Y.Doc {
  const doc = new Y.Doc();
  appendBlocks(
    doc,
    lines.map((text) => ({ type: 'block', kind: 'plain', level: 1, inlines: [{ text }] })),
  );
  return doc;
}

const stateOf = (doc: Y.Doc): EditorState =>
  EditorState.create({
    doc: initProseMirrorDoc(bodyOf(doc), schema).doc,
    plugins: noteMarks(doc, TELLS).config.addProseMirrorPlugins?.call({} as never) ?? [],
  });

/** Does a command with the caret at a place, as the editor would: the room has it at once. */
function act(doc: Y.Doc, at: number, command: Command): EditorState {
  const body = bodyOf(doc);
  const { meta } = initProseMirrorDoc(body, schema);
  const before = stateOf(doc);
  let state = before.apply(before.tr.setSelection(TextSelection.create(before.doc, at)));
  command(state, (tr) => (state = state.apply(tr)));
  doc.transact(() => updateYFragment(doc, body, state.doc, meta), ySyncPluginKey);
  return state;
}

function note(doc: Y.Doc, at: number, text: string): string {
  let made = '';
  act(
    doc,
    at,
    insertNote(doc, (id) => void (made = id)),
  );
  noteText(doc, made)?.insert(0, text);
  return made;
}

const meet = (a: Y.Doc, b: Y.Doc): void => {
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b));
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
};

test('NOTE-6 two footnotes put behind the very same letter at once: one stands, the other is listed with its words and can be put elsewhere', () => {
  const one = section('앞말');
  const other = new Y.Doc();
  meet(one, other);
  const [a, b] = [note(one, 3, '하나의 각주'), note(other, 3, '다른 각주')];
  const before = [stateOf(one), stateOf(other)].map(shownNotes);
  meet(one, other);
  const states = [stateOf(one), stateOf(other)];
  const [standing] = shownNotes(states[0] ?? stateOf(one));
  const [lost, text] = standing?.id === a ? [b, '다른 각주'] : [a, '하나의 각주'];
  for (const state of states) expect([shownNotes(state).map(({ id }) => id), lostNotes(state)]).toEqual([[standing?.id], [{ id: lost, text }]]);
  // Its writer is told, the other one is not.
  const told = [one, other].map((doc, i) => newlyLost(doc, before[i] ?? [], lostNotes(stateOf(doc)), false).map(({ id }) => id));
  expect(told).toEqual(lost === a ? [[a], []] : [[], [b]]);
  expect(placeNote(lost)(states[0]?.apply(states[0].tr.setSelection(TextSelection.create(states[0].doc, 3))) ?? stateOf(one))).toBe(false);
  const placed = act(one, 2, placeNote(lost));
  expect([shownNotes(placed).map(({ id }) => id), lostNotes(placed)]).toEqual([[lost, standing?.id], []]);
});

test('NOTE-7 a footnote whose letter is taken out is told and listed until it stands again or is dropped; one taken out on purpose, moved or empty is none', () => {
  const doc = section('앞말', '뒷말');
  const [first, second] = [note(doc, 3, '첫째'), note(doc, 7, '둘째')];
  const gone = act(doc, 3, (state, dispatch) => (dispatch?.(state.tr.delete(2, 3)), true));
  expect(lostNotes(gone)).toEqual([{ id: first, text: '첫째' }]);
  expect(newlyLost(doc, [{ id: first }, { id: second }], lostNotes(gone), true).map(({ id }) => id)).toEqual([first]);
  // What is copied has footnotes of its own with the same words: those are not lost.
  const copy = note(doc, 2, '첫째');
  expect(lostNotes(stateOf(doc))).toEqual([]);
  const removed = act(doc, 1, removeNote(doc, copy));
  expect(lostNotes(removed)).toEqual([{ id: first, text: '첫째' }]);
  expect(noteText(doc, copy)).toBeNull();
  note(doc, 2, '  ');
  act(doc, 2, (state, dispatch) => (dispatch?.(state.tr.delete(1, 2)), true));
  expect(lostNotes(stateOf(doc)).map(({ id }) => id)).toEqual([first]);
  dropNote(doc, first);
  expect([lostNotes(stateOf(doc)), shownNotes(stateOf(doc)).map(({ id }) => id)]).toEqual([[], [second]]);
});

test('NOTE-7 undo brings a footnote taken out back with its words', () => {
  const doc = section('앞말');
  const id = note(doc, 3, '각주의 글');
  // As `together.ts` makes it.
  const undo = new Y.UndoManager([bodyOf(doc), notesOf(doc)], { trackedOrigins: new Set([ySyncPluginKey]) });
  act(doc, 3, removeNote(doc, id));
  expect([noteText(doc, id), shownNotes(stateOf(doc))]).toEqual([null, []]);
  undo.undo();
  expect([noteText(doc, id)?.toString(), shownNotes(stateOf(doc)).map((one) => one.id)]).toEqual(['각주의 글', [id]]);
});
