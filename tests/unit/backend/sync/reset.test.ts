import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { mainRoom, sectionRoom } from '../../../../shared/collab/protocol.ts';
import { appendBlocks } from '../../../../shared/collab/write.ts';
import { NO_PLATFORM, openMachine, writeMachine } from '../../../support/machine.ts';
import type { Someone } from '../../../support/sync-world.ts';
import { createBackups, online, type Backups } from '../../../support/backups.ts';
import { createFolders, createStage, must, until, type Stage } from '../../../support/sync.ts';

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

/** The log goes on with something else. */
const otherDocument = (who: Someone) =>
  stage.post(who, { signed: who.sign('document.created', { form: 'official', unit: 'U2', grants: [] }, { documentId: randomUUID() }) });

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
    for (let i = 0; i < 2; i++) await until('held no more', async () => (await otherDocument(choi)).ok);
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

  it('RB9 the person reads why, and may save the text as a file but not put it back', async () => {
    const { kim, choi } = stage.world.people;
    const folder = folders.make();
    const profile = await writeMachine(stage, folder, kim);
    const files: string[] = [];
    const platform = {
      ...NO_PLATFORM,
      saveFile: async (name: string, bytes: Uint8Array) => {
        files.push(`${name}\n${new TextDecoder().decode(bytes)}`);
        return { ok: true, value: { path: name } } as const;
      },
    };
    const before = await openMachine(stage, profile, platform);
    await until('in', () => before.context.sync.status().connection === 'online');
    const backup = await backups.make();
    await until('in again', () => before.context.sync.status().connection === 'online');
    const lost = await stage.createDocument(kim);
    await until('kim has it', () => before.context.sync.entries(lost).length > 0);
    await stage.stopServer();
    const section = before.context.sync.openRoom(sectionRoom(lost, 1, 's1'));
    appendBlocks(section.doc, [{ type: 'block', kind: 'plain', level: 1, inlines: [{ text: '끊긴 사이에 쓴 문단' }] }]);
    await before.close();
    await backups.goBack(backup);
    for (let i = 0; i < 2; i++) await until('held no more', async () => (await otherDocument(choi)).ok);
    const after = await openMachine(stage, profile, platform);
    after.context.sync.openRoom(sectionRoom(lost, 1, 's1'));
    await until('kept apart', () => after.context.sync.stranded().length === 1);
    const { copies } = must(await after.handlers['stranded.list']({}));
    expect(copies).toMatchObject([
      { reason: 'reset', wayBack: 'none', part: '본문', sentence: expect.stringContaining('이 문서가 서버에서 없어져') as string },
    ]);
    const id = copies[0]?.id ?? 0;
    expect(await after.handlers['stranded.takeBack']({ id })).toMatchObject({ ok: false, code: 'STATE_MISMATCH' });
    must(await after.handlers['stranded.save']({ id }));
    expect(files.join()).toContain('끊긴 사이에 쓴 문단');
    await after.close();
  });
});
