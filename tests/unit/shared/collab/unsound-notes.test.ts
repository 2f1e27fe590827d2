import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { unsoundNotes } from '../../../../shared/collab/lost-notes.ts';
import { bodyOf, notesOf } from '../../../../shared/collab/schema.ts';

function section(...pieces: readonly (readonly [text: string, note: unknown])[]): Y.Doc {
  const doc = new Y.Doc();
  const line = new Y.XmlElement('block');
  const text = new Y.XmlText();
  bodyOf(doc).push([line]);
  line.push([text]);
  for (const [words, note] of pieces) text.insert(text.length, words, { note: note === null ? null : { id: note } });
  return doc;
}

test('NOTE-8 footnotes whose words stand nowhere and those that say nothing are found; words that stand elsewhere are not lost', () => {
  const doc = section(['가', 'a'], ['나', null], ['다', 'b'], ['라', 'none'], ['마', { odd: 1 }]);
  for (const [id, words] of Object.entries({ a: '첫째', b: ' ', lost: '셋째', twin: '첫째', blank: '' })) notesOf(doc).set(id, new Y.Text(words));
  expect(unsoundNotes(doc)).toEqual({ lost: [{ id: 'lost', text: '셋째' }], silent: 2 });
  expect(unsoundNotes(section(['가', null]))).toEqual({ lost: [], silent: 0 });
});
