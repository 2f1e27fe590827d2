/** 맡은 부분 at the server: who has a part writes in it, whatever a client sends, and the content is the parts in the order of the trail. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentDigest } from '../../../shared/collab/digest.ts';
import { mainRoom, sectionRoom } from '../../../shared/collab/protocol.ts';
import { readContent } from '../../../shared/collab/read.ts';
import { bodyOf, NAMES } from '../../../shared/collab/schema.ts';
import { appendBlocks } from '../../../shared/collab/write.ts';
import type { Section } from '../../../shared/policy/sections.ts';
import { aContent, design, submit, write } from '../../support/sync-draft.ts';
import { createStage, must, until, type Stage } from '../../support/sync.ts';
import type { Someone } from '../../support/sync-world.ts';

let stage: Stage;
beforeAll(async () => void (stage = await createStage({ idleMs: 20 })));
afterAll(() => stage.close());

const PARTNER = [{ agency: 'B', unit: 'U1', person: null, right: 'edit' as const }];
const part = (id: string, agency: string | null, unit: string | null = null): Section => ({ id, name: '', agency, unit });

async function divided(...sections: Section[]): Promise<string> {
  const { kim } = stage.world.people;
  const documentId = await stage.createDocument(kim, PARTNER);
  must(await stage.post(kim, { signed: kim.sign('sections.set', { sections }, { documentId }) }));
  return documentId;
}

async function enter(who: Someone, room: string) {
  const client = await stage.stock(who, room);
  await until('synced', () => client.provider.synced);
  return client;
}

const line = (text: string) => ({ type: 'block', kind: 'item', level: 1, inlines: [{ text }] }) as const;

/** What a fresh reader finds in a room. */
async function textIn(room: string): Promise<string> {
  const reader = await enter(stage.world.people.lee, room);
  const text = bodyOf(reader.doc).toString();
  reader.provider.destroy();
  return text;
}

describe('맡은 부분 at the server', () => {
  it('RT13 who has a part writes in it; what anybody else sends there is never taken, the drafter of the paper neither', async () => {
    const { kim, park } = stage.world.people;
    const documentId = await divided(part('s1', null), part('s2', 'B', 'U1'), part('s3', 'A', 'U1'));
    const room = (id: string): string => sectionRoom(documentId, 1, id);
    const own = await enter(park, room('s2'));
    appendBlocks(own.doc, [line('교육부가 씀')]);
    const other = await enter(kim, room('s2'));
    await until('it arrives', () => bodyOf(other.doc).length === 1);
    appendBlocks(other.doc, [line('기안자가 몰래 씀')]);
    const third = await enter(park, room('s3'));
    appendBlocks(third.doc, [line('관계기관이 몰래 씀')]);
    const shared = [await enter(kim, room('s1')), await enter(park, room('s1'))];
    for (const { doc } of shared) appendBlocks(doc, [line('함께 씀')]);
    await until('both wrote in the shared part', () => shared.every(({ doc }) => bodyOf(doc).length === 2));
    // Behind what was refused: a part of the own still is taken, on the same server in the same order.
    appendBlocks(own.doc, [line('이어서 씀')]);
    await until('it goes on', () => bodyOf(other.doc).toString().includes('이어서 씀'));
    expect(await textIn(room('s2'))).not.toContain('몰래');
    expect(await textIn(room('s3'))).toBe('');
    expect(await textIn(room('s1'))).toContain('함께 씀');
    for (const client of [own, other, third, ...shared]) client.provider.destroy();
  });

  it('RT13 a room that is no part, or no longer one, is only read; a part that changed hands changes at once', async () => {
    const { kim, park } = stage.world.people;
    const documentId = await divided(part('s1', null), part('s2', 'B'));
    const room = (id: string): string => sectionRoom(documentId, 1, id);
    const mine = await enter(park, room('s2'));
    appendBlocks(mine.doc, [line('먼저 씀')]);
    const reader = await enter(kim, room('s2'));
    await until('it arrives', () => bodyOf(reader.doc).length === 1);
    must(await stage.post(kim, { signed: kim.sign('sections.set', { sections: [part('s1', null)] }, { documentId }) }));
    appendBlocks(mine.doc, [line('뺀 뒤에 씀')]);
    const nowhere = await enter(park, room('s7'));
    appendBlocks(nowhere.doc, [line('없는 부분에 씀')]);
    must(await stage.post(kim, { signed: kim.sign('sections.set', { sections: [part('s2', 'A', 'U1'), part('s1', null)] }, { documentId }) }));
    const taken = await enter(kim, room('s2'));
    appendBlocks(taken.doc, [line('이어받음')]);
    await until('the new owner writes', () => bodyOf(reader.doc).toString().includes('이어받음'));
    expect(await textIn(room('s2'))).toContain('먼저 씀');
    expect(await textIn(room('s2'))).not.toContain('뺀 뒤에 씀');
    expect(await textIn(room('s7'))).toBe('');
    for (const client of [mine, reader, nowhere, taken]) client.provider.destroy();
  });

  it('RT13 only the drafter divides the body, with owners that write in the paper', async () => {
    const { kim, park } = stage.world.people;
    const documentId = await divided(part('s1', null));
    const say = async (who: Someone, ...sections: Section[]) => stage.post(who, { signed: who.sign('sections.set', { sections }, { documentId }) });
    expect(await say(park, part('s1', 'B'))).toMatchObject({ ok: false, code: 'NOT_ALLOWED' });
    expect(await say(kim, part('s1', 'B', 'U9'))).toMatchObject({ ok: false, code: 'SECTIONS_UNSOUND' });
    expect(await say(kim, part('s1', 'C'))).toMatchObject({ ok: false, code: 'SECTIONS_UNSOUND' });
  });

  it('SEC-1 the content that is fixed is the parts in the order of the trail, whatever list a partner puts into the main room', async () => {
    const { kim, park } = stage.world.people;
    const documentId = await divided(part('s2', 'B'), part('s1', 'A'));
    const main = await enter(kim, mainRoom(documentId, 1));
    const first = await enter(kim, sectionRoom(documentId, 1, 's1'));
    const second = await enter(park, sectionRoom(documentId, 1, 's2'));
    write(main.doc, first.doc, aContent('나눈 문서'));
    appendBlocks(second.doc, [line('교육부의 부분')]);
    const partner = await enter(park, mainRoom(documentId, 1));
    partner.doc.getArray(NAMES.sections).delete(0, partner.doc.getArray(NAMES.sections).length);
    partner.doc.getArray(NAMES.sections).push(['s2']);
    const seen = await enter(kim, sectionRoom(documentId, 1, 's2'));
    await until('everything arrived', () => bodyOf(seen.doc).length === 1 && main.doc.getArray(NAMES.sections).length === 1);
    must(await stage.post(kim, { signed: design(kim, documentId) }));
    const rooms = { main: main.doc, sections: new Map([...Object.entries({ s1: first.doc, s2: seen.doc })]), order: ['s2', 's1'] };
    const content = must(readContent(rooms));
    expect(content.blocks).toEqual([line('교육부의 부분'), ...aContent().blocks]);
    const { signed, salts } = submit(kim, documentId, content);
    await until('it is taken once everything is on the server', async () => (await stage.post(kim, { signed, salts })).ok);
    expect(signed.statement.contentDigest).toBe(contentDigest(content, salts));
    for (const client of [main, first, second, partner, seen]) client.provider.destroy();
  });
});
