/** 맡은 부분 over a real server: two agencies at their own machines, one content. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildCapsule } from '../../../../electron/backend/export/capsule.ts';
import { verifyCapsule } from '../../../../shared/verify/capsule.ts';
import { appendBlocks } from '../../../../shared/collab/write.ts';
import { createDesks, outcome, stepOf, type Desks } from '../../../support/desks.ts';
import { must, until } from '../../../support/sync.ts';

let desks: Desks;
beforeAll(async () => {
  desks = await createDesks();
});
afterAll(() => desks.close());

const line = (text: string) => ({ type: 'block', kind: 'item', level: 1, inlines: [{ text }] }) as const;

it('RT13 SEC-1 SEC-2 the drafter divides a body, who has a part writes in it, and the content follows the order; a part taken out comes back with its text', async () => {
  const documentId = await desks.draft('나눈 문서', undefined, ['B']);
  const [kim, park] = [await desks.at('kim'), await desks.at('park')];
  const before = await desks.seen('kim', documentId, 'the draft', (view) => view.sections.maySet);
  expect(before.sections).toMatchObject({ list: [{ id: 's1', agency: null, mine: true, owner: '' }], removed: [], words: '' });
  expect(before.sections.owners.map(({ agency, unit }) => [agency, unit])).toEqual([
    ['A', 'U1'],
    ['B', 'U1'],
  ]);
  const set = async (sections: { id: string | null; name: string; agency: string | null; unit: string | null }[]) =>
    kim.handlers['sections.set']({ documentId, sections });
  const first = { id: 's1', name: '운영', agency: 'A', unit: 'U1' };
  must(await set([first, { id: null, name: '재정', agency: 'B', unit: null }]));
  const seen = await desks.seen('park', documentId, 'the parts', (view) => view.sections.list.length === 2);
  expect(seen.sections).toMatchObject({
    maySet: false,
    list: [
      { mine: false, name: '운영' },
      { mine: true, name: '재정', badge: '기' },
    ],
  });
  expect(seen.rooms.sections).toHaveLength(2);
  const second = seen.sections.list[1]?.id ?? '';
  expect(second).toMatch(/^[0-9a-f-]{36}$/);
  const own = park.context.drafts.rooms(documentId)?.sections.get(second);
  if (own === undefined) throw new Error('the room of the part is not open');
  appendBlocks(own.doc, [line('재정 소관')]);
  const texts = async (): Promise<string[]> => {
    const content = must(await kim.context.drafts.content(documentId));
    return content.blocks.map((block) => (block.type === 'block' ? block.inlines.map(({ text }) => text).join('') : ''));
  };
  const rooms = kim.context.drafts.rooms(documentId);
  appendBlocks(rooms?.sections.get('s1')?.doc ?? own.doc, [line('운영 소관')]);
  await until('both parts are here', async () => (await texts()).filter((text) => text !== '').join(' ') === '운영 소관 재정 소관');
  must(await set([{ id: second, name: '재정', agency: 'B', unit: null }, first]));
  await until('the other order', async () => (await texts()).filter((text) => text !== '').join(' ') === '재정 소관 운영 소관');
  must(await set([first]));
  await until('without the part', async () => (await texts()).filter((text) => text !== '').join(' ') === '운영 소관');
  const without = await desks.seen('kim', documentId, 'taken out', (view) => view.sections.removed.length === 1);
  expect(without.sections.removed).toMatchObject([{ id: second, name: '재정' }]);
  must(await set([first, { id: second, name: '재정', agency: 'A', unit: 'U1' }]));
  await until('back again', async () => (await texts()).filter((text) => text !== '').join(' ') === '운영 소관 재정 소관');
  const { lines } = must(await kim.handlers['trail.get']({ documentId }));
  expect(lines.filter(({ what }) => what === '맡은 부분 정함').map(({ detail }) => detail)[0]).toMatch(/^운영\(행정안전부 .+\), 재정\(기획재정부\)$/);
  expect(outcome(await park.handlers['sections.set']({ documentId, sections: [] }))).toBe('NOT_ALLOWED');
});

it('RT13 재기안 is divided as the version before, each part with what stood in it', async () => {
  const documentId = await desks.draft('되돌아온 나눈 문서', undefined, ['B']);
  const { handlers, context } = await desks.at('kim');
  must(
    await handlers['sections.set']({
      documentId,
      sections: [
        { id: 's1', name: '', agency: 'A', unit: 'U1' },
        { id: null, name: '재정', agency: 'B', unit: null },
      ],
    }),
  );
  const divided = await desks.seen('kim', documentId, 'two parts', (view) => view.sections.list.length === 2);
  const second = divided.sections.list[1]?.id ?? '';
  const at = async (name: 'kim' | 'park', id: string) => {
    const backend = await desks.at(name);
    await until(`${name} has the room`, () => backend.context.drafts.rooms(documentId)?.sections.has(id) === true);
    const room = backend.context.drafts.rooms(documentId)?.sections.get(id);
    if (room === undefined) throw new Error('no room');
    return room;
  };
  appendBlocks((await at('kim', 's1')).doc, [line('운영 소관'), line('둘째 줄')]);
  appendBlocks((await at('park', second)).doc, [line('재정 소관')]);
  const texts = async (): Promise<string> => {
    const content = must(await context.drafts.content(documentId));
    return content.blocks.flatMap((block) => (block.type === 'block' ? block.inlines.map(({ text }) => text) : [])).join(' ');
  };
  await until('both wrote', async () => (await texts()) === '운영 소관 둘째 줄 재정 소관');
  must(await handlers['documents.setFields']({ documentId, fields: { recipients: ['법무부장관'] } }));
  must(await handlers['approval.submit']({ documentId }));
  const blocks = async () => must(await handlers['documents.get']({ documentId })).sections.blocks;
  expect([divided.sections.blocks, await blocks()]).toEqual([null, must(await context.drafts.content(documentId)).blocks.length]);
  must(await handlers['approval.withdraw']({ documentId, reason: '다시 씀' }));
  must(await handlers['approval.redraft']({ documentId }));
  const again = await desks.seen('park', documentId, 'the new version, divided', (view) => view.version === 2 && view.sections.words !== '');
  expect(again.sections.list.map(({ id, name, mine }) => [id, name, mine])).toEqual([
    ['s1', '', false],
    [second, '재정', true],
  ]);
  await until('the same text', async () => (await texts()) === '운영 소관 둘째 줄 재정 소관');
  const room = await at('park', second);
  await until('its part is here', () => room.doc.getXmlFragment('body').toString().includes('재정 소관'));
  appendBlocks(room.doc, [line('더 씀')]);
  await until('and goes on', async () => (await texts()) === '운영 소관 둘째 줄 재정 소관 더 씀');
});

it('RT13 CV3 a divided paper is proved by its capsule as any other, whoever had a part of it', async () => {
  const documentId = await desks.draft('나누어 쓴 문서의 증명');
  const { handlers } = await desks.at('kim');
  must(await handlers['rights.set']({ documentId, shares: [{ agency: 'B', unit: 'U1', person: null, right: 'edit' }] }));
  must(
    await handlers['sections.set']({
      documentId,
      sections: [
        { id: 's1', name: '', agency: 'A', unit: 'U1' },
        { id: null, name: '재정', agency: 'B', unit: 'U1' },
      ],
    }),
  );
  const { sections } = await desks.seen('park', documentId, 'its part', (view) => view.sections.list[1]?.mine === true);
  const park = await desks.at('park');
  const own = park.context.drafts.rooms(documentId)?.sections.get(sections.list[1]?.id ?? '');
  if (own === undefined) throw new Error('no room');
  appendBlocks(own.doc, [line('재정 소관')]);
  const { context } = await desks.at('kim');
  await until('it is here', async () => must(await context.drafts.content(documentId)).blocks.length > 0);
  must(await handlers['documents.setFields']({ documentId, fields: { recipients: [] } }));
  must(await handlers['approval.submit']({ documentId }));
  const view = await desks.seen('lee', documentId, 'the turn', (one) => one.acts.includes('sign'));
  must(await (await desks.at('lee')).handlers['approval.sign']({ documentId, stepId: stepOf(view, '과장').id, opinion: { kind: 'none', text: '' } }));
  await desks.seen('kim', documentId, 'registered', (one) => one.registration !== null);
  const capsule = must(await buildCapsule(context, documentId));
  const judged = await verifyCapsule(capsule, { anchors: context.anchors, crypto: context.crypto });
  expect([judged.verdict, judged.firstFault]).toEqual(['valid', undefined]);
});
