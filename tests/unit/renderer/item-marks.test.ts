import { getSchema } from '@tiptap/core';
import Text from '@tiptap/extension-text';
import type { Node as ProseNode } from '@tiptap/pm/model';
import { EditorState } from '@tiptap/pm/state';
import { DecorationSet } from '@tiptap/pm/view';
import { expect, test } from 'vitest';
import { followMarks, markedIn } from '../../../renderer/editor/item-marks.ts';
import { rowsOf } from '../../../renderer/editor/line-rows.ts';
import { Picture } from '../../../renderer/editor/picture/node.ts';
import { Block, Cell, Doc, Row, Table } from '../../../renderer/editor/schema.ts';

const schema = getSchema([Doc, Text, Block, Table, Row, Cell, Picture]);
const line = (text: string, kind = 'item', level = 1): ProseNode => schema.node('block', { kind, level }, text === '' ? [] : [schema.text(text)]);
const paper = (): ProseNode =>
  schema.node('doc', null, [line('가'), line('나', 'item', 2), line('', 'item', 2), line('다', 'plain'), line('라', 'circle'), line('마')]);

/** Places and marks, as the library tells them. */
const told = (set: DecorationSet): string[] =>
  set.find().map((one) => `${one.from}-${one.to} ${(one as unknown as { type: { attrs: Record<string, string> } }).type.attrs['data-mark'] ?? ''}`);

test('UNDO-2 marks of lines are a set as the library makes it, that costs nothing inside a line', () => {
  const doc = paper();
  const { set, marks } = markedIn(doc);
  expect(told(set)).toEqual(told(DecorationSet.create(doc, [...marks])));
  expect(told(set).map((one) => one.split(' ')[1])).toEqual(['1.', '가.', '나.', 'ㅇ', '2.']);
  expect(set.forChild(0, doc.child(0))).toBe(DecorationSet.empty);
  expect(markedIn(schema.node('doc', null, [line('가')])).set).toBe(DecorationSet.empty);
});

test('UNDO-2 letters in a line move the marks behind it and make no other; anything else counts anew', () => {
  const state = EditorState.create({ doc: paper() });
  const same = (change: (tr: typeof state.tr) => unknown): void => {
    const { tr } = state;
    change(tr);
    expect(told(followMarks(markedIn(state.doc), tr).set)).toEqual(told(markedIn(tr.doc).set));
  };
  state.doc.forEach((node, place) => {
    same((tr) => tr.insertText('새 글', place + 1));
    same((tr) => tr.insertText('글', place + 1 + node.content.size));
    if (node.content.size > 0) same((tr) => tr.delete(place + 1, place + 2));
    same((tr) => tr.split(place + 1));
    same((tr) => tr.delete(place, place + node.nodeSize));
    same((tr) => tr.setNodeMarkup(place, undefined, { kind: 'plain', level: 1 }));
  });
  const before = markedIn(state.doc);
  expect(followMarks(before, state.tr)).toBe(before);
});

test('UNDO-2 where a colleague’s change makes every line anew, those that stood there before look as they did, without being counted again', () => {
  const before = markedIn(paper());
  const again = markedIn(paper(), undefined, before.lines);
  expect(again.looks.map((look, i) => look === before.looks[i])).toEqual(before.looks.map(() => true));
  const longer = schema.node('doc', null, [line('새 줄', 'plain'), ...paper().children]);
  expect(markedIn(longer, undefined, before.lines)).toMatchObject({ looks: markedIn(longer).looks });
  const shorter = schema.node('doc', null, paper().children.slice(2));
  expect(told(markedIn(shorter, undefined, before.lines).set)).toEqual(told(markedIn(shorter).set));
});

test('UNDO-3 a line that is not laid out yet says how many rows it will fill; of one row nothing is said', () => {
  const sentence = '협업정원의 운영 방식과 절차를 다음과 같이 정하고, 관계기관은 그 내용을 확인한 뒤 의견을 회신한다.';
  expect(['', '가', sentence, `${sentence} ${sentence}`].map((text) => rowsOf(text, 0))).toEqual([1, 1, 2, 3]);
  expect(rowsOf(sentence, 20)).toBeGreaterThan(2);
  const { looks } = markedIn(schema.node('doc', null, [line('짧은 줄'), line(sentence), line(sentence, 'plain'), line('', 'plain')]));
  expect(looks).toEqual([
    { 'data-mark': '1.', style: '--mark-sans: 1.333em; --mark-serif: 1.298em' },
    { 'data-mark': '2.', style: '--mark-sans: 1.333em; --rows-sans: 2; --mark-serif: 1.385em; --rows-serif: 2' },
    { style: '--rows-sans: 2; --rows-serif: 2' },
  ]);
});
