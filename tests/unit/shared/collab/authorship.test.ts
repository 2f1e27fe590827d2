import fc from 'fast-check';
import * as Y from 'yjs';
import { expect, it } from 'vitest';
import { carriedOver } from '../../../../shared/collab/authorship-carried.ts';
import { authorshipOf, authorshipSchema, tallyOf, textAt } from '../../../../shared/collab/authorship.ts';
import { readContent } from '../../../../shared/collab/read.ts';
import { bodyOf } from '../../../../shared/collab/schema.ts';
import { writeContent } from '../../../../shared/collab/write.ts';
import { must } from '../../../support/sync.ts';
import { content as contents, rooms, sample, type Rooms } from './contents.ts';

const [KIM, LEE, STRANGER] = [11, 22, 33];
const AUTHORS = [
  { client: KIM, person: 'kim', at: '2026-11-02T01:00:00.000Z' },
  { client: LEE, person: 'lee', at: '2026-11-03T01:00:00.000Z' },
];

function write(docs: Rooms, client: number, change: (docs: Rooms) => void): Rooms {
  const copy = (doc: Y.Doc): Y.Doc => {
    const made = new Y.Doc();
    Y.applyUpdate(made, Y.encodeStateAsUpdate(doc));
    made.clientID = client;
    return made;
  };
  const own = { main: copy(docs.main), sections: new Map([...docs.sections].map(([id, doc]) => [id, copy(doc)])) };
  change(own);
  return own;
}

const textsOf = (docs: Rooms): Y.XmlText[] => {
  const section = docs.sections.get('s1');
  return section === undefined ? [] : ([...bodyOf(section).createTreeWalker((type) => type instanceof Y.XmlText)] as Y.XmlText[]);
};

const record = (docs: Rooms) => {
  const content = must(readContent(docs));
  return { content, authorship: authorshipOf({ ...docs, authors: () => AUTHORS }, content) };
};

it('AUT-4 the record counts every letter of the fixed content at its place, whoever wrote it, and is read back as it was made', () => {
  fc.assert(
    fc.property(contents, fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom('덧', '보탠 말', '한글 2')), { maxLength: 4 }), (content, edits) => {
      const first = write(rooms(), KIM, (docs) => writeContent(docs, content));
      const docs = write(first, LEE, (own) => {
        const texts = textsOf(own);
        for (const [which, at, letters] of edits) {
          const text = texts[which % Math.max(1, texts.length)];
          if (text !== undefined) text.insert(at % (text.length + 1), letters);
        }
      });
      const { content: fixed, authorship } = record(docs);
      expect(authorshipSchema.parse(JSON.parse(JSON.stringify(authorship)))).toEqual(authorship);
      for (const text of authorship.texts) expect(textAt(fixed, text)?.length).toBe(text.runs.reduce((sum, [, length]) => sum + length, 0));
      const inBlocks = fixed.blocks.flatMap((block) => (block.type === 'picture' ? [] : block.type === 'block' ? [block.inlines] : block.rows.flat()));
      const letters = inBlocks.flat().reduce((sum, { text, note = '' }) => sum + text.length + note.length, 0);
      const told = authorship.texts.filter((text) => 'block' in text).flatMap(({ runs }) => runs);
      expect(told.reduce((sum, [, length]) => sum + length, 0)).toBe(letters);
    }),
    { numRuns: 60 },
  );
});

it('AUT-4 each run is of who wrote it; who the server does not know stands as nobody, and nothing that was taken out counts', () => {
  const first = write(rooms(), KIM, (docs) => writeContent(docs, sample));
  const second = write(first, LEE, (docs) => {
    const text = textsOf(docs)[0];
    text?.delete(0, 1);
    text?.insert(0, '이두리');
  });
  const { authorship } = record(write(second, STRANGER, (docs) => textsOf(docs)[0]?.insert(0, '몰래')));
  const body = authorship.texts.find((text) => 'block' in text && text.block === 0);
  expect(body?.runs.slice(0, 2).map(([author, letters]) => [authorship.authors[author]?.person, letters])).toEqual([
    [null, 2],
    ['lee', 3],
  ]);
  const tally = new Map(authorship.authors.map(({ person }, i) => [person, tallyOf(authorship)[i]]));
  expect([tally.get('lee'), tally.get(null)]).toEqual([3, 2]);
  expect(authorship.texts.find((text) => 'field' in text && text.field === 'title')?.runs).toEqual([
    [authorship.authors.findIndex(({ person }) => person === 'kim'), sample.fields.title.length],
  ]);
});

/** The same text in rooms of its own, put in by this client. */
const takenOver = (content: ReturnType<typeof record>['content'], client: number): Rooms => write(rooms(), client, (docs) => writeContent(docs, content));

const recorded = (docs: Rooms) => {
  const { content, authorship } = record(docs);
  return { content, record: authorship };
};

it('AUT-4 a text that was only taken over has the record of the version before, whoever took it over', () => {
  fc.assert(
    fc.property(contents, fc.array(fc.nat(), { maxLength: 3 }), (content, edits) => {
      const before = recorded(
        write(takenOver(content, KIM), LEE, (docs) => {
          const texts = textsOf(docs);
          for (const which of edits) texts[which % Math.max(1, texts.length)]?.insert(0, '덧붙인 말 ');
        }),
      );
      const now = recorded(takenOver(before.content, KIM));
      expect(carriedOver(now, before, 'kim')).toEqual(before.record);
      expect(carriedOver(now, before, 'park')).toEqual(now.record);
    }),
    { numRuns: 60 },
  );
});

it('AUT-4 what was changed since stands with who changed it, a moved line with who wrote it, and a line written anew with its writer', () => {
  const line = (text: string) => ({ type: 'block', kind: 'item', level: 1, inlines: [{ text }] }) as const;
  const paper = (...lines: readonly string[]) => ({ ...record(takenOver(sample, KIM)).content, blocks: lines.map(line) });
  const before = recorded(takenOver(paper('첫 줄은 그대로 둔다', '둘째 줄의 세 낱말을 고친다', '셋째 줄은 자리를 옮긴다', '넷째 줄은 버린다'), LEE));
  const after = paper('셋째 줄은 자리를 옮긴다', '첫 줄은 그대로 둔다', '둘째 줄의 네 낱말을 고친다', '전혀 다른 글이 여기 선다');
  const changed = write(takenOver(after, KIM), STRANGER, (docs) => textsOf(docs)[1]?.insert(0, '몰래 '));
  const now = recorded(changed);
  const told = carriedOver(now, before, 'kim');
  const spelled = told.texts.flatMap((text) => {
    if (!('block' in text)) return [];
    let at = 0;
    return [text.runs.map(([author, length]) => `${told.authors[author]?.person ?? '모름'}:${textAt(now.content, text)?.slice(at, (at += length)) ?? ''}`)];
  });
  expect(spelled).toEqual([
    ['lee:셋째 줄은 자리를 옮긴다'],
    ['모름:몰래 ', 'lee:첫 줄은 그대로 둔다'],
    ['lee:둘째 줄의 ', 'kim:네', 'lee: 낱말을 고친다'],
    ['kim:전혀 다른 글이 여기 선다'],
  ]);
  expect(tallyOf(told).reduce((sum, one) => sum + one, 0)).toBe(tallyOf(now.record).reduce((sum, one) => sum + one, 0));
});
