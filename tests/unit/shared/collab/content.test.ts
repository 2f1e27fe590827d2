import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Attachment, Block, BlockKind, Content, Fields, Inline } from '../../../../shared/collab/content.ts';
import { readContent } from '../../../../shared/collab/read.ts';
import { attachmentsOf, bodyOf, fieldsOf, sectionIds } from '../../../../shared/collab/schema.ts';
import { addAttachment, removeAttachment, setField, writeContent } from '../../../../shared/collab/write.ts';

interface Rooms {
  readonly main: Y.Doc;
  readonly sections: Map<string, Y.Doc>;
}

function rooms(): Rooms {
  return { main: new Y.Doc(), sections: new Map([['s1', new Y.Doc()]]) };
}

/** What the other end has after the updates went over the wire. */
function overTheWire(source: Rooms): Rooms {
  const copy = (doc: Y.Doc): Y.Doc => {
    const made = new Y.Doc();
    Y.applyUpdate(made, Y.encodeStateAsUpdate(doc));
    return made;
  };
  return { main: copy(source.main), sections: new Map([...source.sections].map(([id, doc]) => [id, copy(doc)])) };
}

/** Yjs takes plain objects only. */
function record<T>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> {
  return fc.record(shape, { noNullPrototype: true }) as fc.Arbitrary<T>;
}

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map((value) => value.toWellFormed().normalize('NFC'));
const anyText = fc.oneof(text, fc.constant(''), fc.constant('청년일자리 정책'));
const mark = record({ bold: fc.boolean(), underline: fc.boolean() });

/** Neighbours differ in their marks, as the canonical form has it. */
const inlines: fc.Arbitrary<Inline[]> = fc.array(fc.tuple(text, mark), { maxLength: 4 }).map((pieces) => {
  const made: Inline[] = [];
  for (const [value, { bold, underline }] of pieces) {
    const last = made.at(-1);
    if (last !== undefined && (last.bold === true) === bold && (last.underline === true) === underline) continue;
    made.push({ text: value, ...(bold ? { bold: true } : {}), ...(underline ? { underline: true } : {}) });
  }
  return made;
});

const level = fc.integer({ min: 1, max: 8 });
const kind = fc.constantFrom<BlockKind>('item', 'plain', 'square', 'circle', 'dash', 'dot', 'note');
const paragraph: fc.Arbitrary<Block> = record({ type: fc.constant('block' as const), kind, level, inlines });
const rows = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
  .chain(([height, width]) => fc.array(fc.array(inlines, { minLength: width, maxLength: width }), { minLength: height, maxLength: height }));
const table: fc.Arbitrary<Block> = record({ type: fc.constant('table' as const), level, header: fc.boolean(), rows });
const closing: Block = { type: 'block', kind: 'plain', level: 1, inlines: [{ text: '끝줄' }] };
const blocks = fc.array(fc.oneof(paragraph, table), { maxLength: 6 }).map((list): Block[] => [...list, closing]);

const post = record({ agency: text, unit: text });
const fields: fc.Arbitrary<Fields> = record({
  form: fc.constant('official' as const),
  lead: text,
  leadUnit: text,
  partners: fc.array(post, { maxLength: 3 }),
  partnerOrder: fc.constantFrom('parallel' as const, 'sequence' as const),
  recipients: fc.array(text, { maxLength: 3 }),
  via: anyText,
  title: anyText,
  summary: anyText,
  keywords: fc.array(text, { maxLength: 3 }),
  work: fc.array(text, { maxLength: 2 }),
  disclosure: record({ kind: fc.constantFrom('공개' as const, '부분공개' as const, '비공개' as const), grounds: fc.array(level, { maxLength: 3 }) }),
  recordFile: anyText,
  originator: anyText,
  reporter: anyText,
});
const digest = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
const attachment: fc.Arbitrary<Attachment> = record({ name: text, label: text, mediaType: fc.constant('text/plain'), size: fc.nat(), sha256: digest });
const content: fc.Arbitrary<Content> = record({
  v: fc.constant(1 as const),
  schemaVersion: fc.constant(1 as const),
  fields,
  blocks,
  attachments: fc.array(attachment, { maxLength: 2 }),
});

const sample: Content = {
  v: 1,
  schemaVersion: 1,
  fields: {
    form: 'official',
    lead: '1492000',
    leadUnit: '1492101',
    partners: [],
    partnerOrder: 'parallel',
    recipients: [],
    via: '',
    title: '제목',
    summary: '요지',
    keywords: [],
    work: ['통보'],
    disclosure: { kind: '공개', grounds: [] },
    recordFile: '철',
    originator: '',
    reporter: '',
  },
  blocks: [{ type: 'block', kind: 'item', level: 1, inlines: [{ text: '본문' }] }],
  attachments: [],
};

function written(change: Partial<Content> = {}): Rooms {
  const made = rooms();
  writeContent(made, { ...sample, ...change });
  return made;
}

function body(source: Rooms): Y.XmlFragment {
  return bodyOf(source.sections.get('s1') ?? new Y.Doc());
}

function element(name: string, attributes: Record<string, unknown>, children: (Y.XmlElement | Y.XmlText)[] = []): Y.XmlElement {
  const made = new Y.XmlElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string);
  made.insert(0, children);
  return made;
}

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
