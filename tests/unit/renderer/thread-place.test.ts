import { Schema } from '@tiptap/pm/model';
import { initProseMirrorDoc } from '@tiptap/y-tiptap';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { placeAt } from '../../../renderer/editor/thread-marks.ts';

const schema = new Schema({ nodes: { doc: { content: 'block+' }, block: { content: 'inline*' }, text: { group: 'inline' } } });

test('COM-7 words are found again wherever they stand, the first letter of the sheet too; a position that is none is nowhere', () => {
  const doc = new Y.Doc();
  const body = doc.getXmlFragment('body');
  const texts = ['청년 직무체험', '둘째 줄'].map((text) => new Y.XmlText(text));
  body.push(
    texts.map((text) => {
      const block = new Y.XmlElement('block');
      block.insert(0, [text]);
      return block;
    }),
  );
  const { mapping } = initProseMirrorDoc(body, schema);
  const at = (text: Y.XmlText | undefined, index: number, side: 0 | -1): number | null =>
    text === undefined ? null : placeAt(doc, body, mapping, JSON.stringify(Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, index, side))));
  const [first, second] = texts;
  expect([at(first, 0, 0), at(first, 2, -1), at(first, 7, -1), at(second, 0, 0), at(second, 4, -1)]).toEqual([1, 3, 8, 10, 14]);
  first?.insert(0, '앞글 ');
  expect(at(first, 3, 0)).toBe(4);
  expect(placeAt(doc, body, mapping, '{"type":1}')).toBe(null);
});
