import * as Y from 'yjs';
import { expect, it } from 'vitest';
import { passagesOf } from '../../../../shared/collab/authors.ts';

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
