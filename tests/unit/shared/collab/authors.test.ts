import { getSchema } from '@tiptap/core';
import Text from '@tiptap/extension-text';
import { EditorState, type Transaction } from '@tiptap/pm/state';
import { initProseMirrorDoc, updateYFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { expect, it } from 'vitest';
import { passagesOf } from '../../../../shared/collab/authors.ts';

import { Picture } from '../../../../renderer/editor/picture/node.ts';
import { Block, Cell, Doc, Row, Table } from '../../../../renderer/editor/schema.ts';
import { bodyOf } from '../../../../shared/collab/schema.ts';
import { appendBlocks } from '../../../../shared/collab/write.ts';

/** A client with a text element in a document. */
function writer(client: number): { doc: Y.Doc; text: () => Y.XmlText } {
  const doc = new Y.Doc();
  doc.clientID = client;
  return { doc, text: () => doc.getXmlFragment('body').get(0) as Y.XmlText };
}

function meet(...docs: readonly Y.Doc[]): void {
  for (const from of docs) for (const to of docs) Y.applyUpdate(to, Y.encodeStateAsUpdate(from));
}

it('AUT-1 passages follow who typed what, through deletions, marks and texts that meet later', () => {
  const [a, b, c] = [writer(1), writer(2), writer(3)];
  a.doc.getXmlFragment('body').insert(0, [new Y.XmlText('가나다라마')]);
  meet(a.doc, b.doc, c.doc);
  b.text().insert(2, '동료');
  c.text().insert(5, '끝');
  a.text().delete(0, 1);
  a.text().format(0, 2, { bold: {} });
  meet(a.doc, b.doc, c.doc);
  for (const { text } of [a, b, c]) {
    const letters = text()
      .toDelta()
      .map(({ insert }: { insert: string }) => insert)
      .join('');
    expect(letters).toBe('나동료다라마끝');
    expect(passagesOf(text()).map(({ from, to, client }) => [letters.slice(from, to), client])).toEqual([
      ['나', 1],
      ['동료', 2],
      ['다라마', 1],
      ['끝', 3],
    ]);
  }
  const merged = new Y.Doc();
  Y.applyUpdate(merged, Y.mergeUpdates([Y.encodeStateAsUpdate(a.doc)]));
  expect(passagesOf(merged.getXmlFragment('body').get(0) as Y.XmlText)).toEqual(passagesOf(a.text()));
});

it('AUT-1 what the editor puts in anew, a line parted or moved, stands with who did that', () => {
  const schema = getSchema([Doc, Text, Block, Table, Row, Cell, Picture]);
  const lines = (...texts: readonly string[]): Parameters<typeof appendBlocks>[1] =>
    texts.map((text) => ({ type: 'block', kind: 'plain', level: 1, inlines: [{ text }] }));
  const after = (change: (tr: Transaction) => Transaction): (readonly [string, number[]])[] => {
    const [written, changed] = [new Y.Doc(), new Y.Doc()];
    [written.clientID, changed.clientID] = [1, 2];
    appendBlocks(written, lines('가나다라', '마바사', '아자'));
    meet(written, changed);
    const { doc, meta } = initProseMirrorDoc(bodyOf(changed), schema);
    const state = EditorState.create({ doc });
    changed.transact(() => updateYFragment(changed, bodyOf(changed), state.apply(change(state.tr)).doc, meta));
    return bodyOf(changed)
      .toArray()
      .flatMap((node) => (node instanceof Y.XmlElement ? node.toArray() : []))
      .flatMap((text) => (text instanceof Y.XmlText ? [[text.toString(), passagesOf(text).map(({ client }) => client)] as const] : []));
  };
  expect(after((tr) => tr.split(3))).toEqual([
    ['가나', [1]],
    ['다라', [2]],
    ['마바사', [1]],
    ['아자', [1]],
  ]);
  const moved = after((tr) => tr.delete(11, 15).insert(0, tr.before.child(2)));
  expect(moved.map(([text]) => text)).toEqual(['아자', '가나다라', '마바사']);
  expect(moved[0]?.[1]).toEqual([2]);
});
