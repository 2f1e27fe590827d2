import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { readContent } from '../../../../shared/collab/read.ts';
import { attachmentsOf, fieldsOf } from '../../../../shared/collab/schema.ts';
import { type Rooms, overTheWire, sample, written, body, element } from './contents.ts';

const HOSTILE: readonly [string, (made: Rooms) => void][] = [
  ['an unknown element', (made) => body(made).push([element('script', {})])],
  ['text outside a block', (made) => body(made).push([new Y.XmlText('글')])],
  ['an unknown kind', (made) => body(made).push([element('block', { kind: 'heading', level: 1 })])],
  ['a kind that is no text', (made) => body(made).push([element('block', { kind: { toString: 1 }, level: 1 })])],
  ['level 0', (made) => body(made).push([element('block', { kind: 'item', level: 0 })])],
  ['level 9', (made) => body(made).push([element('block', { kind: 'item', level: 9 })])],
  ['level 1.5', (made) => body(made).push([element('block', { kind: 'item', level: 1.5 })])],
  ['a level that cannot be a number', (made) => body(made).push([element('block', { kind: 'item', level: { toString: 1, valueOf: 2 } })])],
  ['a level in a list', (made) => body(made).push([element('block', { kind: 'item', level: [3] })])],
  ['a block in a block', (made) => body(made).push([element('block', { kind: 'item', level: 1 }, [element('block', { kind: 'item', level: 1 })])])],
  ['a cell without a row', (made) => body(made).push([element('table', { level: 1, header: false }, [element('cell', {})])])],
  [
    'an embed',
    (made) => {
      const piece = new Y.XmlText();
      piece.insertEmbed(0, { image: 'x' });
      body(made).push([element('block', { kind: 'plain', level: 1 }, [piece])]);
    },
  ],
  [
    'an unknown mark',
    (made) => {
      const piece = new Y.XmlText();
      piece.insert(0, '글', { strike: {} });
      body(made).push([element('block', { kind: 'plain', level: 1 }, [piece])]);
    },
  ],
  [
    'an unknown field',
    (made) => {
      fieldsOf(made.main).set('number', 7);
    },
  ],
  [
    'a missing field',
    (made) => {
      fieldsOf(made.main).delete('recipients');
    },
  ],
  [
    'a field of another type',
    (made) => {
      fieldsOf(made.main).set('recipients', '모두');
    },
  ],
  [
    'a field that is a shared type',
    (made) => {
      fieldsOf(made.main).set('partners', new Y.Array());
    },
  ],
  [
    'an embed in the title',
    (made) => {
      const title = new Y.Text();
      title.insertEmbed(0, { image: 'x' });
      fieldsOf(made.main).set('title', title);
    },
  ],
  [
    'a __proto__ field',
    (made) => {
      fieldsOf(made.main).set('__proto__', { form: 'official' });
    },
  ],
  [
    'a partner with more',
    (made) => {
      fieldsOf(made.main).set('partners', [{ agency: '1', unit: '2', role: 'lead' }]);
    },
  ],
  [
    'an attachment that is a text',
    (made) => {
      attachmentsOf(made.main).push(['a.csv']);
    },
  ],
  [
    'an attachment without a digest',
    (made) => {
      attachmentsOf(made.main).push([{ name: 'a', label: 'a', mediaType: 'a', size: 1, sha256: 'A' }]);
    },
  ],
  [
    'a shared type among the attachments',
    (made) => {
      attachmentsOf(made.main).push([new Y.Map()]);
    },
  ],
];

describe('hostile rooms', () => {
  test.each(HOSTILE)('COL-9 %s gives the code', (_, spoil) => {
    const made = written();
    spoil(made);
    expect(readContent(made)).toMatchObject({ ok: false, code: 'CONTENT_INVALID' });
    expect(readContent(overTheWire(made))).toMatchObject({ ok: false, code: 'CONTENT_INVALID' });
  });

  test('COL-9 roots of other types give the code, not an exception', () => {
    const main = new Y.Doc();
    main.getArray('fields').push([null, 1]);
    expect(readContent({ main, sections: new Map() })).toMatchObject({ ok: false, code: 'CONTENT_INVALID' });
    const made = written();
    const far = new Y.Doc();
    far.getArray('body').push([null, 1, 'x']);
    const near = new Y.Doc();
    Y.applyUpdate(near, Y.encodeStateAsUpdate(far));
    expect(readContent({ main: made.main, sections: new Map([['s1', near]]) })).toMatchObject({ ok: false, code: 'CONTENT_INVALID' });
  });

  test('COL-9 any JSON in any field never throws', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(sample.fields)), fc.jsonValue(), (name, value) => {
        const made = written();
        fieldsOf(made.main).set(name, value);
        expect(typeof readContent(made).ok).toBe('boolean');
      }),
    );
  });
});
