import { getSchema } from '@tiptap/core';
import Bold from '@tiptap/extension-bold';
import Text from '@tiptap/extension-text';
import type { Node as ProseNode } from '@tiptap/pm/model';
import { EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { initProseMirrorDoc, updateYFragment, ySyncPluginKey } from '@tiptap/y-tiptap';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { Article, followWords, lawWords, linkAll, linkWords, unlinked, type Subject } from '../../../renderer/editor/law/marks.ts';
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

/** How often the letters of a line are read from now on. */
function reads(node: ProseNode): () => number {
  let count = 0;
  const text = node.textContent;
  Object.defineProperty(node, 'textContent', { get: () => ((count += 1), text) });
  return () => count;
}

const line = (text: string): ProseNode => schema.node('block', null, [schema.text(text)]);
/** What a colleague made of the sheet, as the binding puts it in. */
const become = (state: EditorState, ...lines: readonly ProseNode[]): Transaction =>
  state.tr.replaceWith(0, state.doc.content.size, [...lines]).setMeta(ySyncPluginKey, { isChangeOrigin: true });

test('LAW-6 the words at the caret stay the same ones while others write before or in them, and become others where one goes', () => {
  const [first, second] = [line(WORDS), line('끝')];
  const state = EditorState.create({ doc: schema.node('doc', null, [first, second]) });
  const before: Subject = { id: 7, words: lawWords(state.apply(state.tr.setSelection(TextSelection.create(state.doc, 3)))) };
  const after = (tr: Transaction, caret: number): Subject => {
    const next = state.apply(tr);
    return followWords(before, tr, lawWords(next.apply(next.tr.setSelection(TextSelection.create(next.doc, caret)))));
  };
  expect(after(become(state, line('동료의 줄'), first, second), 10)).toMatchObject({ id: 7, words: { from: 8, to: 15 } });
  expect(after(become(state, line(`앞에 ${WORDS}`), second), 6)).toMatchObject({ id: 7, words: { from: 4 } });
  expect(after(become(state, line(WORDS.replace('「법」', '「새 법」')), second), 3)).toMatchObject({ id: 7, words: { address: { law: '새 법' } } });
  expect(after(become(state, first, line('끝 글')), 3)).toBe(before);
  expect(after(state.tr, 12)).toMatchObject({ id: 8, words: { address: { law: '영' } } });
  expect(after(state.tr, WORDS.length)).toEqual({ id: 8, words: null });
});

test('UNDO-2 articles that are no link are looked for in lines that changed only', () => {
  const [first, second] = [line(WORDS), line('「법」 제7조')];
  const state = EditorState.create({ doc: schema.node('doc', null, [first, second]) });
  expect(unlinked(state.doc).length).toBe(3);
  const read = reads(first);
  const next = state.apply(state.tr.insertText('앞의 글 ', first.nodeSize + 1));
  expect(unlinked(next.doc).map(({ from }) => from)).toEqual([1, 10, first.nodeSize + 6]);
  expect(read()).toBe(0);
});
