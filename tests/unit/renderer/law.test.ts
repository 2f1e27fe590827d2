import { getSchema } from '@tiptap/core';
import Bold from '@tiptap/extension-bold';
import Text from '@tiptap/extension-text';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { initProseMirrorDoc, updateYFragment } from '@tiptap/y-tiptap';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { Article, lawWords, linkAll, linkWords, unlinked } from '../../../renderer/editor/law/marks.ts';
import { Picture } from '../../../renderer/editor/picture/node.ts';
import { Block, Cell, Doc, Row, Table } from '../../../renderer/editor/schema.ts';
import { readSection } from '../../../shared/collab/read.ts';
import { bodyOf } from '../../../shared/collab/schema.ts';
import { appendBlocks } from '../../../shared/collab/write.ts';

const schema = getSchema([Doc, Text, Block, Table, Row, Cell, Picture, Bold, Article]);
const WORDS = '「법」 제5조와 「영」 제2조의 규정';

test('LAW-4 words at the caret or selected become a link, and the fixed content has its article', () => {
  const doc = new Y.Doc();
  appendBlocks(doc, [{ type: 'block', kind: 'plain', level: 1, inlines: [{ text: WORDS }] }]);
  const { doc: root, meta } = initProseMirrorDoc(bodyOf(doc), schema);
  const at = (state: EditorState, from: number, to = from): EditorState =>
    state.apply(state.tr.setSelection(TextSelection.create(state.doc, 1 + from, 1 + to)));
  let state = at(EditorState.create({ doc: root }), 2);
  expect(unlinked(state.doc).length).toBe(2);
  expect(lawWords(state)).toEqual({ from: 1, to: 8, address: { law: '법', article: '제5조' }, linked: false });
  expect(lawWords(at(state, WORDS.length))).toBeNull();
  expect(lawWords(at(state, WORDS.length - 2, WORDS.length))).toMatchObject({ address: null });
  linkAll(state, (tr) => (state = state.apply(tr)));
  expect([unlinked(state.doc).length, lawWords(at(state, 2))?.linked, lawWords(at(state, 10))?.address?.law]).toEqual([0, true, '영']);
  linkWords({ from: 1 + WORDS.length - 2, to: 1 + WORDS.length }, { law: '법', article: '제5조' })(state, (tr) => (state = state.apply(tr)));
  linkWords({ from: 1, to: 8 }, null)(state, (tr) => (state = state.apply(tr)));
  doc.transact(() => updateYFragment(doc, bodyOf(doc), state.doc, meta));
  const read = readSection(doc);
  expect(read.ok && read.value[0]?.type === 'block' && read.value[0].inlines).toEqual([
    { text: '「법」 제5조와 ' },
    { text: '「영」 제2조', article: { law: '영', article: '제2조' } },
    { text: '의 ' },
    { text: '규정', article: { law: '법', article: '제5조' } },
  ]);
});
