import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { mainRoom } from '../../../../shared/collab/protocol.ts';
import { createBackups, online, type Backups } from '../../../support/backups.ts';
import { createStage, until, type Stage } from '../../../support/sync.ts';

let stage: Stage;
let backups: Backups;
beforeEach(async () => {
  stage = await createStage({ recoveryMs: 400 });
  backups = createBackups(stage);
});
afterEach(async () => {
  await stage.close();
  backups.clean();
});

describe('a server that went on without a document', () => {
  it('RB9 text for a document the server lost for good is kept apart as `reset`, with the person told, and never sent for ever', async () => {
    const { kim, choi } = stage.world.people;
    const k = backups.hear(kim);
    await online(k);
    const backup = await backups.make();
    const lost = await stage.createDocument(kim);
    const room = k.sync.openRoom(mainRoom(lost, 1));
    await until('kim has it', () => k.sync.entries(lost).length > 0);
    room.doc.getText('t').insert(0, '받은 글');
    await room.saved();
    await stage.stopServer();
    room.doc.getText('t').insert(0, '끊긴 사이에 쓴 글, ');
    await k.sync.stop();
    await backups.goBack(backup);
    for (let i = 0; i < 2; i++)
      await until(
        'held no more',
        async () =>
          (await stage.post(choi, { signed: choi.sign('document.created', { form: 'official', unit: 'U2', grants: [] }, { documentId: randomUUID() }) })).ok,
      );
    const again = backups.hear(kim, k.db);
    const told: string[] = [];
    again.sync.onStranded((name) => told.push(name));
    again.sync.openRoom(mainRoom(lost, 1));
    await until('kept apart', () => again.sync.stranded().length === 1);
    const [copy] = again.sync.stranded();
    expect([copy?.reason, told]).toEqual(['reset', [mainRoom(lost, 1)]]);
    const kept = new Y.Doc();
    Y.applyUpdate(kept, copy?.state ?? new Uint8Array());
    expect(kept.getText('t').toString()).toBe('끊긴 사이에 쓴 글, 받은 글');
    expect(again.sync.status().unsavedUpdates).toBe(0);
    // What is typed after that is kept too, at once.
    const open = again.sync.openRoom(mainRoom(lost, 1));
    await until('turned away', () => open.right() === 'none' || again.sync.status().connection === 'online');
    open.doc.getText('t').insert(0, '더 쓴 글, ');
    await until('kept apart too', () => again.sync.stranded().length === 2);
    expect(again.sync.status().unsavedUpdates).toBe(0);
  });
});
