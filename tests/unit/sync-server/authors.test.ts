import { afterAll, beforeAll, expect, it } from 'vitest';
import { sectionRoom } from '../../../shared/collab/protocol.ts';
import { roomAuthorsSchema } from '../../../shared/collab/authors.ts';
import { createStage, until, type Stage } from '../../support/sync.ts';
import type { Someone } from '../../support/sync-world.ts';

let stage: Stage;
beforeAll(async () => void (stage = await createStage()));
afterAll(() => stage.close());

async function ask(who: Someone, room: string): Promise<{ status: number; value: unknown }> {
  const headers = { authorization: `Bearer ${await stage.token(who)}`, connection: 'close' };
  const response = await fetch(`${stage.url()}/authors?room=${encodeURIComponent(room)}`, { headers });
  return { status: response.status, value: ((await response.json()) as { value?: unknown }).value };
}

it('AUT-2 who writes a room is told to its readers with the time, after a restart too, and to nobody else', async () => {
  const { kim, lee, park } = stage.world.people;
  const documentId = await stage.createDocument(kim);
  const room = sectionRoom(documentId, 1, 's1');
  const [a, b] = [await stage.stock(kim, room), await stage.stock(lee, room)];
  await until('both are in', () => a.provider.synced && b.provider.synced);
  const before = new Date().toISOString();
  a.doc.getText('t').insert(0, '김');
  await until('read', () => b.doc.getText('t').length === 1);
  b.doc.getText('t').insert(1, '이');
  await until('read', () => a.doc.getText('t').length === 2);
  const told = await ask(lee, room);
  const authors = roomAuthorsSchema.parse(told.value);
  expect(authors.map(({ client, person }) => [client, person])).toEqual([
    [a.doc.clientID, 'kim'],
    [b.doc.clientID, 'lee'],
  ]);
  expect(authors.every(({ at }) => at >= before && at <= new Date().toISOString())).toBe(true);
  await stage.restart();
  expect(await ask(kim, room)).toEqual(told);
  for (const [who, where] of [
    [park, room],
    [kim, sectionRoom(documentId, 2, 's1')],
  ] as const)
    expect((await ask(who, where)).status).toBe(404);
  expect((await ask(kim, 'plain/x')).status).toBe(400);
});
