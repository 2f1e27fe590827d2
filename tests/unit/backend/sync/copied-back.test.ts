import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import WebSocket from 'ws';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLOSE, mainRoom } from '../../../../shared/collab/protocol.ts';
import { createBackups, online, type Backups } from '../../../support/backups.ts';
import { createFolders, createStage, until, type Stage } from '../../../support/sync.ts';
import { SCHEMA_VERSION } from '../../../../shared/collab/content.ts';

let stage: Stage;
let backups: Backups;
const folders = createFolders();
beforeEach(async () => {
  stage = await createStage({ recoveryMs: 400 });
  backups = createBackups(stage);
});
afterEach(async () => {
  await stage.close();
  backups.clean();
  folders.clean();
});

/** How a room answers lee, who says she knows a log of this length. */
async function closedWith(room: string, known: number): Promise<number> {
  const headers = { authorization: `Bearer ${await stage.token(stage.world.people.lee)}` };
  const socket = new WebSocket(`${stage.url().replace('http', 'ws')}/rooms/${room}?schema=${SCHEMA_VERSION}&known=${known}`, { headers });
  return new Promise((resolve) => void socket.once('close', resolve).once('error', () => undefined));
}

describe('a folder copied back by hand', () => {
  it('RB8 with the sessions of then: nobody writes before giving back, so text of a colleague the server lost is never taken for a forgery', async () => {
    const { kim, lee } = stage.world.people;
    const [k, l] = [backups.hear(kim), backups.hear(lee)];
    await online(k, l);
    const documentId = await stage.createDocument(kim);
    await until('both know it', () => [k, l].every(({ sync }) => sync.entries(documentId).length > 0));
    const [mine, hers] = [k, l].map(({ sync }) => sync.openRoom(mainRoom(documentId, 1))) as [
      ReturnType<typeof k.sync.openRoom>,
      ReturnType<typeof k.sync.openRoom>,
    ];
    await Promise.all([mine.whenSynced, hers.whenSynced]);
    mine.doc.getText('t').insert(0, '앞');
    hers.doc.getText('t').insert(0, '말');
    await Promise.all([mine.saved(), hers.saved()]);
    await stage.stopServer();
    const copy = join(folders.make(), 'copy');
    cpSync(stage.dataDir, copy, { recursive: true });
    await stage.startServer();
    await online(k, l);
    await stage.createDocument(kim);
    hers.doc.getText('t').insert(0, '동료가 나중에 쓴 글');
    await hers.saved();
    await until('kim sees it', () => mine.doc.getText('t').toString().startsWith('동료가'));
    mine.doc.getText('t').delete(0, 4);
    await mine.saved();
    const reach = await backups.size();
    await until('both hold the log', () => [k, l].every(({ sync }) => sync.documents().length === 2));

    await stage.stopServer();
    // Typed while the server is away, over text of hers which it will not have any more.
    mine.doc.getText('t').delete(0, 1);
    for (const name of readdirSync(stage.dataDir)) rmSync(join(stage.dataDir, name), { recursive: true });
    cpSync(copy, stage.dataDir, { recursive: true });
    await stage.startServer();
    const size = await backups.size();
    expect(size).toBeLessThan(reach);
    expect(await closedWith(mainRoom(documentId, 1), reach)).toBe(CLOSE.restarting);
    await until('told', () => k.told.length > 0 && l.told.length > 0);
    await until('recovered', () => [k, l].every(({ sync }) => sync.rollbacks().every(({ state }) => state === 'recovered')));
    await online(k, l);
    mine.doc.getText('t').insert(0, '그리고 ');
    await Promise.all([mine.saved(), hers.saved()]);
    await until('one text', () => mine.doc.getText('t').toString() === hers.doc.getText('t').toString());
    expect(mine.doc.getText('t').toString()).toMatch(/^그리고 중에 쓴 글/);
    expect([k.sync.stranded(), l.sync.stranded()]).toEqual([[], []]);
    expect(await backups.size()).toBe(reach);
  });
});
