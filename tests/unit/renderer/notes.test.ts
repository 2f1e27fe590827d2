import { getSchema } from '@tiptap/core';
import Bold from '@tiptap/extension-bold';
import Text from '@tiptap/extension-text';
import { EditorState, TextSelection, type Command, type Transaction } from '@tiptap/pm/state';
import type { DecorationSet } from '@tiptap/pm/view';
import { initProseMirrorDoc, updateYFragment, ySyncPluginKey } from '@tiptap/y-tiptap';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { insertNote, mayNote, Note, noteMarks, notesIn, noteText, removeNote, shownNotes } from '../../../renderer/editor/notes/marks.ts';
import { Picture } from '../../../renderer/editor/picture/node.ts';
import { Block, Cell, Doc, Row, Table } from '../../../renderer/editor/schema.ts';
import type { Inline } from '../../../shared/collab/content.ts';
import { readSection } from '../../../shared/collab/read.ts';
import { bodyOf, MARKS, notesOf } from '../../../shared/collab/schema.ts';
import { appendBlocks } from '../../../shared/collab/write.ts';

const schema = getSchema([Doc, Text, Block, Table, Row, Cell, Picture, Bold, Note]);

function section(text: string): Y.Doc {
  const doc = new Y.Doc();
  appendBlocks(doc, [{ type: 'block', kind: 'plain', level: 1, inlines: [{ text }] }]);
  return doc;
}

/** Does a command with the caret at a place of the first line, as the editor would. */
function act(doc: Y.Doc, at: number, command: Command): EditorState {
  const body = bodyOf(doc);
  const { doc: root, meta } = initProseMirrorDoc(body, schema);
  const before = EditorState.create({ doc: root });
  const state = before.apply(before.tr.setSelection(TextSelection.create(root, 1 + Math.min(at, root.child(0).content.size))));
  let next = state;
  command(state, (tr) => (next = next.apply(tr)));
  doc.transact(() => updateYFragment(doc, body, next.doc, meta));
  return next;
}

const inlinesOf = (doc: Y.Doc): readonly Inline[] => {
  const read = readSection(doc);
  const block = read.ok ? read.value[0] : undefined;
  return block?.type === 'block' ? block.inlines : [];
};

const say = (doc: Y.Doc, id: string, text: string): void => noteText(doc, id)?.insert(0, text);

describe('footnotes', () => {
  test('NOTE-1 one stands behind the letter before the caret; the same place gives the same one; taking it out leaves the words', () => {
    const doc = section('앞말 뒷말');
    const made: string[] = [];
    const state = act(
      doc,
      2,
      insertNote(doc, (id) => void made.push(id)),
    );
    say(doc, made[0] ?? '', ' 각주의 글 ');
    expect(inlinesOf(doc)).toEqual([{ text: '앞말', note: '각주의 글' }, { text: ' 뒷말' }]);
    act(
      doc,
      2,
      insertNote(doc, (id) => void made.push(id)),
    );
    expect(made[1]).toBe(made[0]);
    expect(notesIn(state.doc, doc)).toMatchObject([{ id: made[0], mark: '1)', at: 3 }]);
    act(doc, 0, removeNote(doc, made[0] ?? ''));
    expect(inlinesOf(doc)).toEqual([{ text: '앞말 뒷말' }]);
    const { doc: root } = initProseMirrorDoc(bodyOf(doc), schema);
    expect(mayNote(EditorState.create({ doc: root, selection: TextSelection.create(root, 1) }))).toBe(false);
  });

  test('NOTE-2 one that says nothing has no number, on the sheet as on paper; an id in two places counts at the last', () => {
    const doc = section('하나 둘 셋');
    const made: string[] = [];
    for (const at of [2, 4])
      act(
        doc,
        at,
        insertNote(doc, (id) => void made.push(id)),
      );
    say(doc, made[1] ?? '', '둘째');
    const { doc: root } = initProseMirrorDoc(bodyOf(doc), schema);
    expect(notesIn(root, doc).map(({ mark }) => mark)).toEqual(['', '1)']);
    expect(inlinesOf(doc).flatMap(({ note }) => note ?? [])).toEqual(['둘째']);
    const type = schema.marks[MARKS.note];
    act(doc, 0, (state, dispatch) => {
      if (type !== undefined) dispatch?.(state.tr.addMark(6, 7, type.create({ id: made[1] })));
      return true;
    });
    expect(inlinesOf(doc)).toEqual([{ text: '하나 둘 셋', note: '둘째' }]);
  });

  test('NOTE-3 what another room says of notes is read strictly', () => {
    const doc = section('말');
    const made: string[] = [];
    act(
      doc,
      1,
      insertNote(doc, (id) => void made.push(id)),
    );
    notesOf(doc).set(made[0] ?? '', 7);
    expect(readSection(doc).ok).toBe(false);
    notesOf(doc).delete(made[0] ?? '');
    expect(inlinesOf(doc)).toEqual([{ text: '말' }]);
  });

  test('NOTE-4 footnotes put in while others type in the same line tear no word, and all see the same', () => {
    const step = fc.record({ who: fc.nat(2), at: fc.nat(40), what: fc.constantFrom('type', 'type', 'note', 'meet') });
    fc.assert(
      fc.property(fc.array(step, { minLength: 4, maxLength: 24 }), (steps) => {
        const docs = [section('처음에 있던 글의 한 줄이다'), new Y.Doc(), new Y.Doc()];
        const meet = (): void => docs.forEach((from) => docs.forEach((to) => Y.applyUpdate(to, Y.encodeStateAsUpdate(from))));
        meet();
        let [typed, noted] = [0, 0];
        for (const { who, at, what } of steps) {
          const doc = docs[who] ?? new Y.Doc();
          if (what === 'meet') meet();
          if (what === 'type') act(doc, at, (state, dispatch) => (dispatch?.(state.tr.insertText(`<${(typed += 1)}값>`)), true));
          if (what === 'note')
            act(
              doc,
              at,
              insertNote(doc, (id) => {
                if (noteText(doc, id)?.toString() === '') say(doc, id, `각주${(noted += 1)};`);
              }),
            );
        }
        meet();
        const read = docs.map((doc) => readSection(doc));
        expect(read[1]).toEqual(read[0]);
        expect(read[2]).toEqual(read[0]);
        const all = read[0]?.ok === true ? read[0].value : [];
        const letters = all.flatMap((block) => (block.type === 'block' ? block.inlines.map(({ text }) => text) : [])).join('');
        // What was typed is whole unless somebody typed into it on purpose: every sign of it is there, and the line is one.
        expect(all.length).toBe(1);
        for (const sign of '<값>') expect(letters.split(sign).length - 1).toBe(typed);
        expect(docs[0] !== undefined && bodyOf(docs[0]).length).toBe(1);
      }),
      { numRuns: 120 },
    );
  });

  test('NOTE-5 the text of one footnote is written by several at once', () => {
    const one = section('말');
    const made: string[] = [];
    act(
      one,
      1,
      insertNote(one, (id) => void made.push(id)),
    );
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
    say(one, made[0] ?? '', '가나');
    say(other, made[0] ?? '', '다라');
    Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
    const note = inlinesOf(one)[0]?.note ?? '';
    expect([...note].toSorted().join('')).toBe('가나다라');
  });

  test('UNDO-2 a line without footnotes that changes, by whomever, only moves them; those lines are not gone through again', () => {
    const doc = section('앞말');
    appendBlocks(doc, [{ type: 'block', kind: 'plain', level: 1, inlines: [{ text: '뒷말', note: '각주' }] }]);
    const [plugin] = noteMarks(doc, null).config.addProseMirrorPlugins?.call({} as never) ?? [];
    if (plugin === undefined) throw new Error('no plugin');
    const before = EditorState.create({ doc: initProseMirrorDoc(bodyOf(doc), schema).doc, plugins: [plugin] });
    let gone = 0;
    const noted = before.doc.child(1);
    Object.defineProperty(noted, 'descendants', {
      value: (...given: Parameters<typeof noted.descendants>) => ((gone += 1), noted.nodesBetween(0, noted.content.size, ...given)),
    });
    const type = (tr: Transaction): void => {
      const after = before.apply(tr);
      expect(shownNotes(after)).toEqual(notesIn(after.doc, doc));
      expect((plugin.getState(after) as { marks: DecorationSet }).marks.find().map(({ to }) => to)).toEqual(notesIn(after.doc, doc).map(({ at }) => at));
    };
    type(before.tr.insertText('쓴 글', 2));
    type(before.tr.delete(0, before.doc.child(0).nodeSize));
    const line = schema.node('block', null, [schema.text('동료의 줄')]);
    type(before.tr.replaceWith(0, before.doc.content.size, [line, line, noted]).setMeta(ySyncPluginKey, { isChangeOrigin: true }));
    expect(gone).toBe(0);
    type(before.tr.insertText('쓴 글', before.doc.child(0).nodeSize + 1));
  });
});
