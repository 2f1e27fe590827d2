import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Block } from '../../../../shared/collab/content.ts';
import { mainRoom, sectionRoom } from '../../../../shared/collab/protocol.ts';
import { bodyOf, FIRST_SECTION } from '../../../../shared/collab/schema.ts';
import { aContent, write } from '../../../support/sync-draft.ts';
import { createStage, until, type Stage } from '../../../support/sync.ts';

let stage: Stage;
beforeEach(async () => void (stage = await createStage()));
afterEach(() => stage?.close());

it('C21 a paper of 300 pages written at once is taken, by the default limits, and reaches a colleague', async () => {
  const { kim, lee } = stage.world.people;
  const sync = stage.replica(kim);
  await until('online', () => sync.status().connection === 'online');
  const documentId = randomUUID();
  expect(await sync.submit({ signed: kim.sign('document.created', { form: 'official', unit: 'U1', grants: [] }, { documentId }) })).toEqual({
    state: 'accepted',
  });
  const text = '협업정원의 운영 방식과 절차를 다음과 같이 정하고, 관계기관은 그 내용을 확인한 뒤 의견을 회신한다. '.repeat(2);
  const blocks = Array.from({ length: 9000 }, (_, i): Block => ({ type: 'block', kind: 'item', level: 1, inlines: [{ text: `${text}${i}` }] }));
  const main = sync.openRoom(mainRoom(documentId, 1));
  const section = sync.openRoom(sectionRoom(documentId, 1, FIRST_SECTION));
  write(main.doc, section.doc, { ...aContent(), blocks });
  await Promise.all([main.saved(), section.saved()]);
  expect(sync.stranded()).toEqual([]);
  const other = stage.replica(lee);
  await until('colleague online', () => other.status().connection === 'online');
  const room = other.openRoom(sectionRoom(documentId, 1, FIRST_SECTION));
  await until('all of it', () => bodyOf(room.doc).length === 9000);
}, 60_000);

it('C22 an edit larger than the server even reads is kept apart with its reason, and the room goes on', async () => {
  const small = await createStage({ messageBytes: 2000 });
  try {
    const { kim } = small.world.people;
    const documentId = await small.createDocument(kim);
    const sync = small.replica(kim);
    await until('online', () => sync.status().connection === 'online');
    const room = sync.openRoom(mainRoom(documentId, 1));
    await room.whenSynced;
    room.doc.getText('t').insert(0, '가'.repeat(500_000));
    await until('kept apart', () => sync.stranded().length === 1);
    expect(sync.stranded()[0]?.reason).toBe('too-large');
    const again = sync.openRoom(mainRoom(documentId, 1));
    await again.whenSynced;
    again.doc.getText('t').insert(0, '다음 글');
    await again.saved();
    expect(sync.status().unsavedUpdates).toBe(0);
  } finally {
    await small.close();
  }
}, 60_000);
