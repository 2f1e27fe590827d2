/** A version that goes on from a divided one: without a line, and with a machine that goes down between any two of its writes. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import { boundToDocument, stateOf } from '../../../../electron/backend/acts/compose.ts';
import { act } from '../../../../electron/backend/acts/send.ts';
import { beginningsIn } from '../../../../electron/backend/documents/beginnings.ts';
import { beginVersion } from '../../../../electron/backend/documents/next-version.ts';
import { sectionRoom } from '../../../../shared/collab/protocol.ts';
import { appendBlocks, replaceBody } from '../../../../shared/collab/write.ts';
import { err } from '../../../../shared/lib/result.ts';
import { createDesks, stepOf, type Desks, type Name } from '../../../support/desks.ts';
import { must, until } from '../../../support/sync.ts';

let desks: Desks;
beforeAll(async () => void (desks = await createDesks()));
afterAll(() => desks.close());

const line = (text: string) => ({ type: 'block', kind: 'item', level: 1, inlines: [{ text }] }) as const;
const ALL = '운영 소관 재정 소관';

async function texts(name: Name, documentId: string): Promise<string> {
  const { context } = await desks.at(name);
  const content = await context.drafts.content(documentId);
  return content.ok ? content.value.blocks.flatMap((block) => (block.type === 'block' ? block.inlines.map(({ text }) => text) : [])).join(' ') : content.code;
}

/** A paper of two parts, the second of B, sent up. */
async function divided(title: string): Promise<{ documentId: string; second: string }> {
  const documentId = await desks.draft(title, undefined, ['B']);
  const { handlers, context } = await desks.at('kim');
  const both = [
    { id: 's1', name: '운영', agency: 'A', unit: 'U1' },
    { id: null, name: '재정', agency: 'B', unit: null },
  ];
  must(await handlers['sections.set']({ documentId, sections: both }));
  const second = (await desks.seen('park', documentId, 'its part', ({ sections }) => sections.list[1]?.mine === true)).sections.list[1]?.id ?? '';
  const room = async (name: Name, id: string) => {
    const { context: there } = await desks.at(name);
    await until('the room', () => there.drafts.rooms(documentId)?.sections.has(id) === true);
    return there.drafts.rooms(documentId)?.sections.get(id);
  };
  const [own, theirs] = [await room('kim', 's1'), await room('park', second)];
  if (own !== undefined && theirs !== undefined) {
    appendBlocks(own.doc, [line('운영 소관')]);
    appendBlocks(theirs.doc, [line('재정 소관')]);
  }
  await until('both wrote', async () => (await texts('kim', documentId)) === ALL);
  must(await handlers['documents.setFields']({ documentId, fields: { recipients: ['법무부장관'] } }));
  must(await handlers['approval.submit']({ documentId }));
  expect(context.drafts.rooms(documentId)).toBe(null);
  return { documentId, second };
}

async function withdrawn(title: string): Promise<{ documentId: string; second: string }> {
  const made = await divided(title);
  must(await (await desks.at('kim')).handlers['approval.withdraw']({ documentId: made.documentId, reason: '다시 씀' }));
  return made;
}

/** Both agencies have the second version, whole, each part with its owner. */
async function whole(documentId: string, second: string): Promise<void> {
  for (const name of ['kim', 'park'] as const) {
    const seen = await desks.seen(name, documentId, 'the parts of version 2', ({ version, sections }) => version === 2 && sections.words !== '');
    expect(seen.sections.list.map(({ id, name: called, agency }) => [id, called, agency])).toEqual([
      ['s1', '운영', 'A'],
      [second, '재정', 'B'],
    ]);
    await until(`${name} has the text`, async () => (await texts(name, documentId)) === ALL);
  }
  const { context } = await desks.at('kim');
  await until('nothing is left to do', () => beginningsIn(context.meta).all().length === 0);
}

it('RT15 재기안 without a line has its parts at once, and their owners when the line is back', async () => {
  const { documentId, second } = await withdrawn('끊긴 동안 다시 쓴 나눈 문서');
  const { handlers, context } = await desks.at('kim');
  await desks.stage.stopServer();
  await until('no line', () => context.sync.status().connection === 'offline');
  expect(must(await handlers['approval.redraft']({ documentId }))).toMatchObject({ state: 'waiting' });
  await desks.stage.startServer();
  await whole(documentId, second);
  expect(must(await handlers['stranded.list']({})).copies).toEqual([]);
});

it(
  'RT15 a machine that goes down between any two writes leaves no version without its text, and goes on when it is on again',
  { timeout: 90_000 },
  async () => {
    const papers = [await withdrawn('멈춘 문서 1'), await withdrawn('멈춘 문서 2'), await withdrawn('멈춘 문서 3')] as const;
    const { context } = await desks.at('kim');
    const opening = (documentId: string) => () =>
      act(context, {
        documentId,
        type: 'redrafted',
        body: { fromVersion: 1 },
        bound: { ...boundToDocument(stateOf(context.replica, documentId), 'A'), version: 2 },
        done: '',
      });
    const beginning = (documentId: string) => ({ documentId, version: 2, from: 1 });
    const [unfilled, half, unsaid] = papers;
    for (const { documentId } of [unfilled, half]) must(await opening(documentId)());
    const room = context.replica.openRoom(sectionRoom(half.documentId, 2, half.second));
    replaceBody(room.doc, [line('재정 소관')]);
    room.close();
    const notes = new Map<string, string>();
    const meta = { get: (name: string) => notes.get(name) ?? null, set: (name: string, value: string) => void notes.set(name, value) };
    const locked = { ...context, meta, mayAct: () => err('CERTIFICATE_EXPIRED', '') } as typeof context;
    const content = must(await context.drafts.frozen(unsaid.documentId, 1));
    must(await beginVersion(locked, beginning(unsaid.documentId), content, opening(unsaid.documentId)));
    await until('the other agency has all of the text', async () => (await texts('park', unsaid.documentId)) === ALL);
    expect(await texts('kim', unsaid.documentId)).toBe(ALL);
    expect(beginningsIn(meta).all()).toEqual([beginning(unsaid.documentId)]);
    // Noted only now: this machine is to go down before it goes on.
    for (const { documentId } of papers) beginningsIn(context.meta).add(beginning(documentId));
    await desks.evening();
    for (const { documentId, second } of papers) await whole(documentId, second);
  },
);

it('RT15 AP22 a reviewer’s version stands in the same parts, all of them the reviewer’s, and 재기안 after it has its owners again', async () => {
  const { documentId, second } = await divided('검토자가 고친 나눈 문서');
  const lee = await desks.at('lee');
  const turn = await desks.seen('lee', documentId, 'the turn', ({ acts }) => acts.includes('sign'));
  must(await lee.handlers['revision.open']({ documentId, stepId: stepOf(turn, '과장').id, reason: '바로잡음' }));
  const opened = await desks.seen('lee', documentId, 'two parts', ({ rooms }) => rooms.sections.length === 2);
  expect(opened.sections.list.map(({ id, mine }) => [id, mine])).toEqual([
    ['s1', true],
    [second, true],
  ]);
  const parts = lee.context.drafts.rooms(documentId)?.sections;
  const theirs = parts?.get(second);
  if (theirs === undefined) throw new Error('no room');
  await until('its text', () => theirs.doc.getXmlFragment('body').length === 1);
  appendBlocks(theirs.doc, [line('고침')]);
  must(await lee.handlers['revision.send']({ documentId, reason: '바로잡음', reconcur: [] }));
  expect(await texts('lee', documentId)).toBe(`${ALL} 고침`);
  const again = await desks.seen('lee', documentId, 'the turn again', ({ acts }) => acts.includes('return'));
  must(await lee.handlers['approval.return']({ documentId, stepId: stepOf(again, '과장').id, reason: '다시 쓰십시오' }));
  const { handlers } = await desks.at('kim');
  await desks.seen('kim', documentId, 'returned', ({ status }) => status === 'returned');
  must(await handlers['approval.redraft']({ documentId }));
  const seen = await desks.seen('kim', documentId, 'the parts of version 3', ({ version, sections }) => version === 3 && sections.words !== '');
  expect(seen.sections.list.map(({ id, agency }) => [id, agency])).toEqual([
    ['s1', 'A'],
    [second, 'B'],
  ]);
  expect(await texts('kim', documentId)).toBe(`${ALL} 고침`);
});
