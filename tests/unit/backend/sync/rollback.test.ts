import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { mainRoom, sectionRoom } from '../../../../shared/collab/protocol.ts';
import { FIRST_SECTION } from '../../../../shared/collab/schema.ts';
import type { LoggedEntry, SubmitReply } from '../../../../shared/sync/api.ts';
import { loadDoc } from '../../../../sync-server/text.ts';
import { createBackups, online, type Backups } from '../../../support/backups.ts';
import { aContent, decideStep, design, submit, write } from '../../../support/sync-draft.ts';
import { createStage, must, until, type Stage } from '../../../support/sync.ts';
import type { Someone } from '../../../support/sync-world.ts';

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

/** A stage whose restored server waits ten times as long: what a busy computer must do within that time it then does. */
async function waitLonger(): Promise<void> {
  await stage.close();
  backups.clean();
  stage = await createStage({ recoveryMs: 4000 });
  backups = createBackups(stage);
}

const grantTo = (person: string) => ({ agency: 'A', unit: null, person, right: 'edit' }) as const;
/** A new document, posted as its drafter would. */
const post = (who: Someone, unit = 'U1', grants: readonly ReturnType<typeof grantTo>[] = []): Promise<SubmitReply> =>
  stage.post(who, { signed: who.sign('document.created', { form: 'official', unit, grants }, { documentId: randomUUID() }) });

describe('a server restored to an older backup', () => {
  it('RB1 nothing acknowledged is lost: texts of both under ids claimed after the backup, entries verbatim, numbers, frozen content; told once', async () => {
    // Long enough that even a busy computer has given its texts back before the fixed content goes in without them.
    await waitLonger();
    const { kim, lee } = stage.world.people;
    const [k, l] = [backups.hear(kim), backups.hear(lee)];
    const old = await stage.createDocument(kim, [grantTo('lee')]);
    await online(k, l);
    await until('both know it', () => l.sync.entries(old).length > 0 && k.sync.entries(old).length > 0);
    const rooms = [k.sync.openRoom(mainRoom(old, 1)), l.sync.openRoom(mainRoom(old, 1))] as const;
    await Promise.all(rooms.map((room) => room.whenSynced));
    rooms[0].doc.getMap('m').set('before', 1);
    await rooms[0].saved();
    const backup = await backups.make();

    rooms[0].doc.getMap('m').set('kim', 'after');
    rooms[1].doc.getMap('m').set('lee', 'first words of this id');
    await Promise.all(rooms.map((room) => room.saved()));
    await until('both see both', () => rooms.every((room) => room.doc.getMap('m').size === 3));
    rooms[1].doc.getMap('m').set('answer', 'on top of kim');
    await rooms[1].saved();

    // A whole document made after the backup: written, submitted, decided, registered.
    const fresh = await stage.createDocument(kim);
    await until('kim knows it', () => k.sync.entries(fresh).length > 0);
    const [main, section] = [k.sync.openRoom(mainRoom(fresh, 1)), k.sync.openRoom(sectionRoom(fresh, 1, FIRST_SECTION))];
    await Promise.all([main.whenSynced, section.whenSynced]);
    write(main.doc, section.doc, aContent());
    await Promise.all([main.saved(), section.saved()]);
    must(await stage.post(kim, { signed: design(kim, fresh) }));
    const submission = submit(kim, fresh, aContent());
    must(await stage.post(kim, submission));
    must(await stage.post(lee, { signed: decideStep(lee, fresh, submission.signed.statement.contentDigest) }));
    await until('all have all', async () =>
      [k, l].every(({ sync }) => sync.entries(fresh).some(({ entry }) => entry.kind === 'serverFact' && entry.body.fact.type === 'registered')),
    );
    for (const { sync } of [k, l]) must(await sync.content(fresh, 1));
    const sha256 = await k.sync.putBlob(new TextEncoder().encode('백업 뒤의 붙임'));
    const before = await backups.allEntries();
    await online(k, l);
    const rootBefore = await backups.checkpoint();

    await backups.goBack(backup);
    await until('told', () => k.told.length > 0 && l.told.length > 0);
    await until('recovered', () => [k, l].every(({ sync }) => sync.rollbacks().every(({ state }) => state === 'recovered')));
    await online(k, l);
    expect(await backups.checkpoint()).toBe(rootBefore);
    rooms[0].doc.getMap('m').set('kim goes on', 1);
    rooms[1].doc.getMap('m').set('lee goes on', 1);
    await Promise.all(rooms.map((room) => room.saved()));
    await until('still one text', () => rooms.every((room) => room.doc.getMap('m').size === 6));

    expect(k.told).toHaveLength(1);
    expect(l.told).toHaveLength(1);
    expect(k.told[0]).toMatchObject({ code: 'SERVER_ROLLED_BACK', to: 3, from: before.length });
    expect(k.sync.rollbacks()).toHaveLength(1);
    for (const { sync } of [k, l]) {
      expect(sync.stranded()).toEqual([]);
      expect(sync.faults()).toEqual([]);
    }
    expect(await backups.size()).toBe(before.length);
    const stored = await backups.onDisk((storage) => ({
      entries: storage.entriesFrom(0, 10_000),
      text: loadDoc(storage.load(mainRoom(old, 1)))
        .getMap('m')
        .toJSON(),
      main: Y.encodeStateVector(loadDoc(storage.load(mainRoom(fresh, 1)))),
      frozen: storage.frozenVersion(fresh, 1),
      number: storage.lastNumber('A/U1', new Date().getUTCFullYear()),
      blob: storage.blob(sha256),
    }));
    expect(stored.entries).toEqual(before);
    expect(stored.text).toMatchObject({ before: 1, kim: 'after', lee: 'first words of this id', answer: 'on top of kim' });
    expect(stored.main).toEqual(Y.encodeStateVector(main.doc));
    expect(stored.frozen?.content).toEqual(aContent());
    expect(stored.number).toBe(1);
    expect(stored.blob).toMatchObject({ owners: ['kim'] });

    // The next statement gets the next place and the next number; nobody is told again.
    await until(
      'statements again',
      async () =>
        (await stage.post(kim, { signed: kim.sign('document.created', { form: 'official', unit: 'U1', grants: [] }, { documentId: randomUUID() }) })).ok,
    );
    expect(await backups.size()).toBe(before.length + 1);
    await stage.restart();
    await online(k, l);
    expect(k.told.length + l.told.length).toBe(2);
  });

  it('RB2 new statements wait until the old places are filled, and then go through by themselves', async () => {
    // A statement is to come in while the server still waits.
    await waitLonger();
    const { kim, choi } = stage.world.people;
    const k = backups.hear(kim);
    await online(k);
    const backup = await backups.make();
    const documentId = await stage.createDocument(kim);
    await until('kim has it', () => k.sync.entries(documentId).length > 0);
    const before = await backups.allEntries();
    await k.sync.stop();
    await backups.goBack(backup);
    const c = backups.hear(choi);
    await online(c);
    const mine = randomUUID();
    const waiting = c.sync.submit({ signed: choi.sign('document.created', { form: 'official', unit: 'U2', grants: [] }, { documentId: mine }) });
    expect(await waiting).toEqual({ state: 'waiting' });
    const again = backups.hear(kim, k.db);
    await until('recovered', () => again.sync.rollbacks().at(-1)?.state === 'recovered');
    await until('choi is through', () => c.sync.entries(mine).length > 0);
    const after = await backups.allEntries();
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.at(-1)?.entry.documentId).toBe(mine);
    expect(again.told).toHaveLength(1);
  });

  it('RB3 what one cannot see another gives: nothing goes in before the last missing entry came', async () => {
    const { kim, park } = stage.world.people;
    const [k, p] = [backups.hear(kim), backups.hear(park)];
    await online(k, p);
    const backup = await backups.make();
    const first = await stage.createDocument(kim);
    const secret = randomUUID();
    must(await stage.post(park, { signed: park.sign('document.created', { form: 'official', unit: 'U1', grants: [] }, { documentId: secret }) }));
    const last = await stage.createDocument(kim);
    await until('all have theirs', () => k.sync.entries(last).length > 0 && p.sync.entries(secret).length > 0);
    const before = await backups.allEntries();
    await online(k, p);
    await until('kim heard the end', () => k.sync.entries(first).length > 0);
    await p.sync.stop();
    await backups.goBack(backup);
    await until('kim gave', () => k.sync.rollbacks().at(-1)?.state === 'recovering' && k.sync.status().connection === 'online');
    expect(await backups.size()).toBe(before.length - 3);
    expect(k.sync.failure()).toBe('SERVER_ROLLED_BACK');
    const again = backups.hear(park, p.db);
    await until('recovered', () => [k, again].every(({ sync }) => sync.rollbacks().at(-1)?.state === 'recovered'));
    expect(await backups.allEntries()).toEqual(before);
    expect(k.told).toHaveLength(1);
    // Reading the server's disk restarted it.
    await online(k);
    expect(k.sync.failure()).toBe(null);
  });

  it('RB4 files copied back by hand, with no mark: the log’s own checkpoint proves it, and it is told once all the same', async () => {
    const { kim } = stage.world.people;
    const k = backups.hear(kim);
    await online(k);
    const backup = await backups.make();
    const documentId = await stage.createDocument(kim);
    await until('kim has it', () => k.sync.entries(documentId).length > 0);
    const room = k.sync.openRoom(mainRoom(documentId, 1));
    await room.whenSynced;
    room.doc.getMap('m').set('a', 1);
    await room.saved();
    const before = await backups.allEntries();
    await online(k);
    await backups.goBack(backup, false);
    await until('recovered', () => k.sync.rollbacks().at(-1)?.state === 'recovered' && k.sync.status().connection === 'online');
    room.doc.getMap('m').set('b', 1);
    await room.saved();
    expect(k.told).toHaveLength(1);
    expect(await backups.allEntries()).toEqual(before);
    expect(
      await backups.onDisk((storage) =>
        loadDoc(storage.load(mainRoom(documentId, 1)))
          .getMap('m')
          .toJSON(),
      ),
    ).toEqual({ a: 1, b: 1 });
  });

  it('RB5 the server takes back only what its own checkpoint proves', async () => {
    const { kim, lee } = stage.world.people;
    const k = backups.hear(kim);
    await online(k);
    const token = await stage.token(lee);
    const give = async (body: unknown): Promise<{ ok: boolean; code?: string }> =>
      (
        await fetch(`${stage.url()}/entries/resupply`, {
          method: 'POST',
          headers: { authorization: `Bearer ${await stage.token(lee)}` },
          body: JSON.stringify(body),
        })
      ).json() as Promise<{ ok: boolean }>;
    const bare = { items: [], disclosures: {}, contents: [] };
    const text = await fetch(`${stage.url()}/rooms/resupply?room=${mainRoom(randomUUID(), 1)}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}` },
      body: new Uint8Array([0, 0]),
    });
    expect(await text.json()).toMatchObject({ code: 'NOT_RESTORED' });
    const backup = await backups.make();
    await stage.createDocument(kim);
    const entries = await backups.allEntries();
    const note = await backups.checkpoint();
    await k.sync.stop();
    await backups.goBack(backup);
    const size = entries.length;
    const items = entries.slice(size - 1);
    const [tampered] = structuredClone(items) as [LoggedEntry & { entry: { receivedAt: string } }];
    tampered.entry.receivedAt = '2020-01-01T00:00:00.000Z';
    expect(await give({ ...bare, checkpoint: note.replace(/\n\d+\n/, '\n99\n'), items })).toMatchObject({ code: 'CHECKPOINT_INVALID' });
    expect(await give({ ...bare, checkpoint: note, items: [tampered] })).toMatchObject({ ok: true, value: { size: size - 1 } });
    expect(await backups.size()).toBe(size - 1);
    expect(await give({ ...bare, checkpoint: note, items: [{ index: 'x' }] })).toMatchObject({ code: 'MALFORMED' });
    expect(await give({ ...bare, checkpoint: note, items })).toMatchObject({ ok: true, value: { size } });
    expect(await backups.allEntries()).toEqual(entries);
  });

  it('RB6 the server went on otherwise before anybody gave back: told as diverged, the replica keeps its own and goes on', async () => {
    const { kim, choi } = stage.world.people;
    const k = backups.hear(kim);
    await online(k);
    const backup = await backups.make();
    const lost = await stage.createDocument(kim);
    await until('kim has it', () => k.sync.entries(lost).length > 0);
    await k.sync.stop();
    await backups.goBack(backup);
    for (let i = 0; i < 2; i++) await until('held no more', async () => (await post(choi, 'U2', [grantTo('kim')])).ok);
    const again = backups.hear(kim, k.db);
    await until('told', () => again.told.length === 1);
    await until('online', () => again.sync.status().connection === 'online');
    expect(again.sync.rollbacks().at(-1)?.state).toBe('diverged');
    expect(again.sync.entries(lost)).toHaveLength(1);
    expect(again.sync.faults().map(({ code }) => code)).toContain('LOG_DIVERGED');
  });

  it('RB7 the restored server dies in the middle of taking back: it goes on where it was', async () => {
    const { kim } = stage.world.people;
    const k = backups.hear(kim);
    await online(k);
    const backup = await backups.make();
    const made: string[] = [];
    for (let i = 0; i < 12; i++) made.push(await stage.createDocument(kim));
    await until('kim has all', () => made.every((id) => k.sync.entries(id).length > 0));
    const before = await backups.allEntries();
    await online(k);
    await backups.goBack(backup);
    await until('something came', async () => (await backups.size()) > 3);
    await stage.restart();
    await until('recovered', () => k.sync.rollbacks().at(-1)?.state === 'recovered');
    expect(await backups.allEntries()).toEqual(before);
    expect(k.told).toHaveLength(1);
    expect(JSON.parse(readFileSync(join(stage.dataDir, 'restored.json'), 'utf8'))).toMatchObject({ id: k.told[0]?.id });
  });
});
