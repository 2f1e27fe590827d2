import { createHash, randomUUID } from 'node:crypto';
import * as Y from 'yjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mainRoom, sectionRoom } from '../../../../shared/collab/protocol.ts';
import { FIRST_SECTION } from '../../../../shared/collab/schema.ts';
import { digestOf } from '../../../../shared/trail/hash.ts';
import { aContent, decideStep, design, submit, write } from '../../../support/sync-draft.ts';
import { createProxy } from '../../../support/sync-proxy.ts';
import { createStage, must, until, type Stage } from '../../../support/sync.ts';

let stage: Stage;
beforeEach(async () => void (stage = await createStage()));
afterEach(() => stage?.close());

const online = (sync: ReturnType<Stage['replica']>) => until('online', () => sync.status().connection === 'online');

function created(documentId: string) {
  const { kim } = stage.world.people;
  return { signed: kim.sign('document.created', { form: 'official', unit: 'U1', grants: [] }, { documentId }) };
}

describe('replica', () => {
  it('C1 logs in, checks and folds the directory, and sees its documents', async () => {
    const documentId = await stage.createDocument();
    const sync = stage.replica(stage.world.people.kim);
    await online(sync);
    expect([...sync.directory().agencies.keys()].toSorted()).toEqual(['A', 'B']);
    expect(sync.documents()).toEqual([documentId]);
    expect(sync.entries(documentId)).toHaveLength(1);
    expect(sync.faults()).toEqual([]);
  });

  it('C2 two replicas write one room; saved() means durable and nothing waits', async () => {
    const documentId = await stage.createDocument();
    const kim = stage.replica(stage.world.people.kim);
    const lee = stage.replica(stage.world.people.lee);
    const a = kim.openRoom(mainRoom(documentId, 1));
    const b = lee.openRoom(mainRoom(documentId, 1));
    await Promise.all([a.whenSynced, b.whenSynced]);
    a.doc.getText('t').insert(0, '함께');
    expect(kim.status().unsavedUpdates).toBe(1);
    await a.saved();
    expect(kim.status().unsavedUpdates).toBe(0);
    expect(kim.status().lastSavedAt).not.toBeNull();
    await until('read', () => b.doc.getText('t').toString() === '함께');
    expect([a.right(), b.right()]).toEqual(['edit', 'edit']);
  });

  it('C3 drafting with the server down: document, text and acts wait on this disk and go out in order', async () => {
    await stage.stopServer();
    const { kim } = stage.world.people;
    const db = stage.database();
    const first = stage.replica(kim, db);
    const documentId = randomUUID();
    expect(await first.submit(created(documentId))).toEqual({ state: 'waiting' });
    expect(await first.submit({ signed: design(kim, documentId) })).toEqual({ state: 'waiting' });
    const room = first.openRoom(mainRoom(documentId, 1));
    room.doc.getText('t').insert(0, '오프라인');
    expect(room.right()).toBe('edit');
    expect(first.status()).toMatchObject({ connection: 'offline', outbox: 2, unsavedUpdates: 1 });
    await first.stop();
    const second = stage.replica(kim, db);
    const again = second.openRoom(mainRoom(documentId, 1));
    expect(again.doc.getText('t').toString()).toBe('오프라인');
    await stage.startServer();
    await until('sent', () => second.status().outbox === 0);
    await again.saved();
    expect(second.outbox().map((item) => item.reply)).toEqual([{ state: 'accepted' }, { state: 'accepted' }]);
    expect(second.entries(documentId).map(({ entry }) => entry.kind === 'statement' && entry.body.statement.type)).toEqual([
      'document.created',
      'lane.designed',
    ]);
    const lee = stage.replica(stage.world.people.lee);
    const read = lee.openRoom(mainRoom(documentId, 1));
    await until('lee reads', () => read.doc.getText('t').toString() === '오프라인');
  });

  it('C4 the server restarts: rooms and feed come back by themselves', async () => {
    const documentId = await stage.createDocument();
    const kim = stage.replica(stage.world.people.kim);
    const room = kim.openRoom(mainRoom(documentId, 1));
    await room.whenSynced;
    await stage.stopServer();
    await until('offline', () => kim.status().connection === 'offline');
    room.doc.getText('t').insert(0, '끊긴 동안');
    await stage.startServer();
    await room.saved();
    await online(kim);
    const lee = stage.replica(stage.world.people.lee).openRoom(mainRoom(documentId, 1));
    await until('read', () => lee.doc.getText('t').toString() === '끊긴 동안');
  });

  it('C5 the whole life: written by two, submitted, decided, frozen content readable offline', async () => {
    const people = stage.world.people;
    const kim = stage.replica(people.kim);
    const lee = stage.replica(people.lee);
    await Promise.all([online(kim), online(lee)]);
    const documentId = randomUUID();
    expect(await kim.submit(created(documentId))).toEqual({ state: 'accepted' });
    const main = kim.openRoom(mainRoom(documentId, 1));
    const section = kim.openRoom(sectionRoom(documentId, 1, FIRST_SECTION));
    write(main.doc, section.doc, aContent());
    await Promise.all([main.saved(), section.saved()]);
    expect(await kim.submit({ signed: design(people.kim, documentId) })).toEqual({ state: 'accepted' });
    const submission = submit(people.kim, documentId, aContent());
    expect(await kim.submit(submission)).toEqual({ state: 'accepted' });
    await until('lee has it', () => lee.entries(documentId).some(({ entry }) => entry.kind === 'serverFact' && entry.body.fact.type === 'frozen'));
    expect(await lee.submit({ signed: decideStep(people.lee, documentId, submission.signed.statement.contentDigest) })).toEqual({ state: 'accepted' });
    await until('content is here', async () => (await lee.content(documentId, 1)).ok);
    await stage.stopServer();
    expect(must(await lee.content(documentId, 1)).content).toEqual(aContent());
    const types = lee.entries(documentId).flatMap(({ entry }) => (entry.kind === 'serverFact' ? [entry.body.fact.type] : [entry.body.statement.type]));
    expect(types.filter((type) => type !== 'delivered')).toEqual([
      'document.created',
      'lane.designed',
      'submitted',
      'frozen',
      'decided',
      'approved',
      'registered',
    ]);
  });

  it('C6 a decision made offline that comes too late is refused with its sentence and kept', async () => {
    const { kim } = stage.world.people;
    const sync = stage.replica(kim);
    await online(sync);
    const documentId = randomUUID();
    await sync.submit(created(documentId));
    const twice = created(documentId);
    const reply = await sync.submit(twice);
    expect(reply).toMatchObject({ state: 'refused', code: 'DOCUMENT_EXISTS' });
    expect(await sync.whenSettled(digestOf(twice.signed.statement))).toEqual(reply);
    expect(sync.outbox().at(-1)?.reply).toEqual(reply);
  });

  it('C7 edits made offline against a freeze become a stranded copy; the next open shows the fixed text', async () => {
    const people = stage.world.people;
    const documentId = await stage.createDocument();
    const kim = stage.replica(people.kim);
    const leeDb = stage.database();
    const lee = stage.replica(people.lee, leeDb);
    const main = kim.openRoom(mainRoom(documentId, 1));
    const section = kim.openRoom(sectionRoom(documentId, 1, FIRST_SECTION));
    write(main.doc, section.doc, aContent());
    await Promise.all([main.saved(), section.saved()]);
    const first = lee.openRoom(mainRoom(documentId, 1));
    await until('lee has the text', () => first.doc.getMap('fields').size > 0);
    await lee.stop();
    const away = createOffline(lee, leeDb);
    away.getMap('fields').set('via', '잃으면 안 되는 고침');
    await stage.post(people.kim, { signed: design(people.kim, documentId) });
    expect(await kim.submit(submit(people.kim, documentId, aContent()))).toEqual({ state: 'accepted' });
    const back = stage.replica(people.lee, leeDb);
    const old = back.openRoom(mainRoom(documentId, 1));
    await until('stranded', () => back.stranded().length === 1);
    expect(old.frozen()).toBe(true);
    await expect(old.saved()).rejects.toMatchObject({ code: 'STRANDED' });
    const [copy] = back.stranded();
    const doc = new Y.Doc();
    Y.applyUpdate(doc, copy?.state ?? new Uint8Array([0, 0]));
    expect(doc.getMap('fields').get('via')).toBe('잃으면 안 되는 고침');
    expect(copy?.reason).toBe('frozen');
    old.doc.getMap('fields').set('via', '그 뒤의 고침');
    const later = new Y.Doc();
    Y.applyUpdate(later, back.stranded()[0]?.state ?? new Uint8Array([0, 0]));
    expect(later.getMap('fields').get('via')).toBe('그 뒤의 고침');
    old.close();
    const fresh = back.openRoom(mainRoom(documentId, 1));
    await fresh.whenSynced;
    expect(fresh.doc.getMap('fields').get('via')).toBe('');
    expect(back.status().unsavedUpdates).toBe(0);
  });

  it('C8 a freeze while the editor is open and saved leaves no stranded copy', async () => {
    const people = stage.world.people;
    const documentId = await stage.createDocument();
    const kim = stage.replica(people.kim);
    const lee = stage.replica(people.lee);
    const main = kim.openRoom(mainRoom(documentId, 1));
    const section = kim.openRoom(sectionRoom(documentId, 1, FIRST_SECTION));
    const other = lee.openRoom(mainRoom(documentId, 1));
    write(main.doc, section.doc, aContent());
    await Promise.all([main.saved(), section.saved(), other.whenSynced]);
    await stage.post(people.kim, { signed: design(people.kim, documentId) });
    expect(await kim.submit(submit(people.kim, documentId, aContent()))).toEqual({ state: 'accepted' });
    await until('both know', () => main.frozen() && other.frozen() && main.right() === 'view' && other.right() === 'view');
    expect([kim.stranded(), lee.stranded()]).toEqual([[], []]);
  });

  it('C9 a right that is taken away strands what was not yet saved', async () => {
    const { kim, park } = stage.world.people;
    const documentId = await stage.createDocument(kim, [{ agency: 'B', unit: 'U1', person: null, right: 'edit' }]);
    const db = stage.database();
    const partner = stage.replica(park, db);
    const room = partner.openRoom(mainRoom(documentId, 1));
    await room.whenSynced;
    await partner.stop();
    createOffline(partner, db, documentId).getText('t').insert(0, '의견');
    must(await stage.post(kim, { signed: kim.sign('rights.set', { grants: [] }, { documentId }) }));
    const back = stage.replica(park, db);
    back.openRoom(mainRoom(documentId, 1));
    await until('stranded', () => back.stranded().length === 1);
    expect(back.stranded()[0]?.reason).toBe('right-lost');
  });

  it('C10 a document opened to someone later arrives whole, and rights follow the directory', async () => {
    const { kim, park } = stage.world.people;
    const documentId = await stage.createDocument(kim);
    const partner = stage.replica(park);
    await online(partner);
    expect(partner.documents()).toEqual([]);
    must(await stage.post(kim, { signed: kim.sign('rights.set', { grants: [{ agency: 'B', unit: 'U1', person: null, right: 'view' }] }, { documentId }) }));
    await until('it arrives', () => partner.entries(documentId).length === 2);
    const room = partner.openRoom(mainRoom(documentId, 1));
    await until('right known', () => room.right() === 'view');
  });

  it('C11 blobs are local first and go up when there is a line', async () => {
    await stage.stopServer();
    const { kim } = stage.world.people;
    const sync = stage.replica(kim);
    const bytes = new Uint8Array(Buffer.from('첨부 파일'));
    const sha256 = await sync.putBlob(bytes);
    expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(must(await sync.getBlob(sha256))).toEqual(bytes);
    await stage.startServer();
    await online(sync);
    const other = stage.replica(kim);
    await until('fetched on another machine', async () => (await other.getBlob(sha256)).ok);
    expect((await other.getBlob('0'.repeat(64))).ok).toBe(false);
  });

  it('C12 checkpoint and proof come through', async () => {
    await stage.createDocument();
    const sync = stage.replica(stage.world.people.kim);
    await online(sync);
    expect(must(await sync.checkpoint())).toContain('ongyeol.log/');
    expect(must(await sync.proof(0, 3))).toHaveLength(2);
    expect((await sync.proof(9, 3)).ok).toBe(false);
  });

  it('C14 a server that goes down in order is waited for as one that comes back', async () => {
    const sync = stage.replica(stage.world.people.kim);
    await online(sync);
    await stage.stopServer();
    await until('told', () => sync.reason()?.code === 'RESTARTING');
    expect(sync.status().connection).toBe('offline');
    await stage.startServer();
    await online(sync);
    expect(sync.reason()).toBeNull();
  });

  it('AP28 a PC whose clock is hours behind is told of its clock, not of a server that lies', async () => {
    for (const hours of [-30 * 24 * 365, 2]) {
      const clock = (): Date => new Date(Date.now() + hours * 3_600_000);
      const sync = stage.replica(stage.world.people.kim, undefined, { clock });
      await until('told', () => sync.reason()?.code === 'CLOCK_OFF');
      await sync.stop();
    }
  });

  it('C13 a server that hangs without closing the line is noticed: who waits is answered, what was signed waits, and all goes on when it is back', async () => {
    const { kim } = stage.world.people;
    const proxy = await createProxy(Number(new URL(stage.url()).port));
    try {
      // Long enough for kept HTTP connections to be let go, as they are in the time that is waited outside of tests.
      const sync = stage.replica(kim, undefined, { url: `http://127.0.0.1:${proxy.port}`, pulseMs: 1200 });
      await online(sync);
      const documentId = randomUUID();
      proxy.stall();
      expect(await sync.submit(created(documentId))).toEqual({ state: 'waiting' });
      expect(sync.status()).toMatchObject({ connection: 'offline', outbox: 1 });
      proxy.heal();
      sync.retry();
      await until('accepted', () => sync.outbox().at(-1)?.reply.state === 'accepted');
      expect(sync.documents()).toEqual([documentId]);
      await sync.stop();
    } finally {
      await proxy.close();
    }
  });
});

/** Edits the room's rows as an offline session of the same profile would. */
function createOffline(_closed: unknown, db: ReturnType<Stage['database']>, documentId?: string): Y.Doc {
  const room = db.read.get<{ room: string }>("SELECT room FROM room_updates WHERE room LIKE '%/main' LIMIT 1")?.room ?? mainRoom(documentId ?? '', 1);
  const doc = new Y.Doc();
  for (const row of db.read.all<{ bytes: Uint8Array }>('SELECT bytes FROM room_updates WHERE room = ? ORDER BY id', room)) Y.applyUpdate(doc, row.bytes);
  doc.on('update', (bytes: Uint8Array) => db.write((write) => void write.run('INSERT INTO room_updates (room, bytes, pending) VALUES (?, ?, 1)', room, bytes)));
  return doc;
}
