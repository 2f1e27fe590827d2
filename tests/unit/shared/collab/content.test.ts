import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Attachment } from '../../../../shared/collab/content.ts';
import { readContent } from '../../../../shared/collab/read.ts';
import { attachmentsOf, bodyOf, fieldsOf, sectionIds } from '../../../../shared/collab/schema.ts';
import { addAttachment, removeAttachment, setField, writeContent } from '../../../../shared/collab/write.ts';
import { rooms, overTheWire, content, sample, written, body, element } from './contents.ts';

describe('round trip', () => {
  test('COL-1 what is written is read, here and over the wire', () => {
    fc.assert(
      fc.property(content, (value) => {
        const made = rooms();
        writeContent(made, value);
        expect(readContent(made)).toEqual({ ok: true, value });
        expect(readContent(overTheWire(made))).toEqual({ ok: true, value });
      }),
    );
  });

  test('COL-2 writing again replaces', () => {
    const made = written();
    writeContent(made, sample);
    expect(readContent(made)).toEqual({ ok: true, value: sample });
    expect(sectionIds(made.main)).toEqual(['s1']);
  });
});

describe('one spelling for one content', () => {
  test('COL-3 decomposed Hangul is composed, in texts and in lists', () => {
    const nfd = '협업정원'.normalize('NFD');
    const made = written({
      fields: { ...sample.fields, title: nfd, recipients: [nfd] },
      blocks: [{ type: 'block', kind: 'plain', level: 1, inlines: [{ text: nfd }] }],
    });
    const read = readContent(made);
    expect(read.ok && [read.value.fields.title, read.value.fields.recipients, read.value.blocks]).toEqual([
      '협업정원',
      ['협업정원'],
      [{ type: 'block', kind: 'plain', level: 1, inlines: [{ text: '협업정원' }] }],
    ]);
  });

  test('COL-4 pieces with the same marks are one, empty pieces and closing empty lines are none', () => {
    const made = written();
    const parts = ['가', '', '나'].map((part) => {
      const piece = new Y.XmlText();
      piece.insert(0, part, { bold: {} });
      return piece;
    });
    body(made).push([
      element('block', { kind: 'plain', level: 1 }, parts),
      element('block', { kind: 'item', level: 2 }),
      element('block', { kind: 'item', level: 1 }, [new Y.XmlText('  ')]),
    ]);
    const read = readContent(made);
    expect(read.ok && read.value.blocks.slice(1)).toEqual([{ type: 'block', kind: 'plain', level: 1, inlines: [{ text: '가나', bold: true }] }]);
  });

  test('COL-5 a row and a column added at once give a full table', () => {
    const made = written();
    const cell = (value: string): Y.XmlElement => element('cell', {}, [new Y.XmlText(value)]);
    body(made).push([element('table', { level: 1, header: true }, [element('row', {}, [cell('가'), cell('나')]), element('row', {}, [cell('다')])])]);
    const read = readContent(made);
    expect(read.ok && read.value.blocks[1]).toEqual({
      type: 'table',
      level: 1,
      header: true,
      rows: [
        [[{ text: '가' }], [{ text: '나' }]],
        [[{ text: '다' }], []],
      ],
    });
  });
});

describe('tables without cells', () => {
  test('COL-5 say nothing', () => {
    const made = written();
    body(made).insert(0, [element('table', { level: 1, header: false }), element('table', { level: 1, header: false }, [element('row', {})])]);
    expect(readContent(made)).toEqual({ ok: true, value: sample });
  });
});

describe('sections', () => {
  test('COL-6 sections follow the list; strange and repeated entries are passed over', () => {
    const made = written();
    const second = new Y.Doc();
    bodyOf(second).push([element('block', { kind: 'plain', level: 1 }, [new Y.XmlText('둘째')])]);
    made.sections.set('s2', second);
    const list = made.main.getArray<unknown>('sections');
    list.insert(0, ['s2', 7, '../x', 's2', { s: 1 }]);
    expect(sectionIds(made.main)).toEqual(['s2', 's1']);
    const read = readContent(made);
    expect(read.ok && read.value.blocks.map((block) => (block.type === 'block' ? block.inlines[0]?.text : ''))).toEqual(['둘째', '본문']);
    expect(sectionIds(new Y.Doc())).toEqual(['s1']);
  });
});

describe('fields and attachments', () => {
  test('COL-7 typing of two people in the title both stays', () => {
    const left = written({ fields: { ...sample.fields, title: '협업정원 운영 계획' } }).main;
    const right = new Y.Doc();
    Y.applyUpdate(right, Y.encodeStateAsUpdate(left));
    setField(left, 'title', '2027년 협업정원 운영 계획');
    setField(right, 'title', '협업정원 운영 계획 통보');
    Y.applyUpdate(left, Y.encodeStateAsUpdate(right));
    expect(String(fieldsOf(left).get('title'))).toBe('2027년 협업정원 운영 계획 통보');
  });

  test('COL-7 setting a title gives exactly that title, pairs of surrogates included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        const main = new Y.Doc();
        setField(main, 'title', before);
        setField(main, 'title', after);
        const far = new Y.Doc();
        Y.applyUpdate(far, Y.encodeStateAsUpdate(main));
        expect(String(fieldsOf(far).get('title') ?? '')).toBe(after.toWellFormed());
      }),
    );
    const main = new Y.Doc();
    setField(main, 'title', '😀');
    for (const next of ['😁', '\u{1fa01}']) {
      setField(main, 'title', next);
      const far = new Y.Doc();
      Y.applyUpdate(far, Y.encodeStateAsUpdate(main));
      expect(String(fieldsOf(far).get('title'))).toBe(next);
    }
  });

  test('COL-8 attachments come and go by digest', () => {
    const { main } = written();
    const one: Attachment = { name: 'a.csv', label: '목록 1부.', mediaType: 'text/csv', size: 1, sha256: 'a'.repeat(64) };
    addAttachment(main, one);
    addAttachment(main, { ...one, sha256: 'b'.repeat(64) });
    removeAttachment(main, 'a'.repeat(64));
    expect(attachmentsOf(main).toJSON()).toEqual([{ ...one, sha256: 'b'.repeat(64) }]);
  });
});
