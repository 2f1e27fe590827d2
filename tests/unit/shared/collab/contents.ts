/** Contents for tests: any, and one sample; rooms they are written into. */

import fc from 'fast-check';
import * as Y from 'yjs';
import type { Attachment, Block, BlockKind, Content, Fields, Inline } from '../../../../shared/collab/content.ts';
import { bodyOf } from '../../../../shared/collab/schema.ts';
import { writeContent } from '../../../../shared/collab/write.ts';

export interface Rooms {
  readonly main: Y.Doc;
  readonly sections: Map<string, Y.Doc>;
}

export function rooms(): Rooms {
  return { main: new Y.Doc(), sections: new Map([['s1', new Y.Doc()]]) };
}

/** What the other end has after the updates went over the wire. */
export function overTheWire(source: Rooms): Rooms {
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
export const content: fc.Arbitrary<Content> = record({
  v: fc.constant(1 as const),
  schemaVersion: fc.constant(1 as const),
  fields,
  blocks,
  attachments: fc.array(attachment, { maxLength: 2 }),
});

export const sample: Content = {
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

export function written(change: Partial<Content> = {}): Rooms {
  const made = rooms();
  writeContent(made, { ...sample, ...change });
  return made;
}

export function body(source: Rooms): Y.XmlFragment {
  return bodyOf(source.sections.get('s1') ?? new Y.Doc());
}

export function element(name: string, attributes: Record<string, unknown>, children: (Y.XmlElement | Y.XmlText)[] = []): Y.XmlElement {
  const made = new Y.XmlElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string);
  made.insert(0, children);
  return made;
}
