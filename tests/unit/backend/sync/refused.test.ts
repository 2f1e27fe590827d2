import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mainRoom } from '../../../../shared/collab/protocol.ts';
import { createStage, until, type Stage } from '../../../support/sync.ts';

let stage: Stage;
beforeEach(async () => void (stage = await createStage()));
afterEach(() => stage?.close());

const online = (sync: ReturnType<Stage['replica']>) => until('online', () => sync.status().connection === 'online');

describe('what the server will not take', () => {
  it('C20 a right that ends while text is typed: the text is kept apart, the holder is told, the next open has the text of the server', async () => {
    const { kim, park } = stage.world.people;
    const grants = [{ agency: 'B', unit: 'U1', person: null, right: 'edit' as const }];
    const documentId = await stage.createDocument(kim, grants);
    const sync = stage.replica(park);
    await online(sync);
    await until('invited', () => sync.documents().includes(documentId));
    const told: string[] = [];
    sync.onStranded((room) => told.push(room));
    const room = sync.openRoom(mainRoom(documentId, 1));
    await room.whenSynced;
    room.doc.getText('t').insert(0, '함께 쓴 글');
    await room.saved();
    const weaker = [{ agency: 'B', unit: 'U1', person: null, right: 'view' as const }];
    expect(await stage.post(kim, { signed: kim.sign('rights.set', { grants: weaker }, { documentId }) })).toMatchObject({ ok: true });
    room.doc.getText('t').insert(0, '늦은 글 ');
    await until('kept apart', () => sync.stranded().length === 1);
    expect(told).toEqual([mainRoom(documentId, 1)]);
    expect(sync.stranded()[0]).toMatchObject({ reason: 'right-lost', handled: null });
    expect(sync.status().unsavedUpdates).toBe(0);
    const again = sync.openRoom(mainRoom(documentId, 1));
    await again.whenSynced;
    expect(again.doc.getText('t').toString()).toBe('함께 쓴 글');
    sync.handleStranded(sync.stranded()[0]?.id ?? 0);
    expect(sync.stranded()).toMatchObject([{ reason: 'right-lost' }]);
    expect(sync.stranded()[0]?.handled).not.toBeNull();
  });

  it('OB7 acts carried by a colleague reach the server once, whoever sends them first', async () => {
    const { kim, lee } = stage.world.people;
    await stage.stopServer();
    const db = stage.database();
    const alone = stage.replica(kim, db);
    const documentId = randomUUID();
    const signed = kim.sign('document.created', { form: 'official', unit: 'U1', grants: [] }, { documentId });
    expect(await alone.submit({ signed })).toEqual({ state: 'waiting' });
    const carried = alone.outbox().map((item) => item.submission);
    await alone.stop();
    const carrier = stage.replica(lee);
    const settled: string[] = [];
    carrier.onSettled((item) => settled.push(item.reply.state));
    const certificates = new Map([[kim.login.certificate.digest, kim.login.certificate.der]]);
    expect(carrier.addToOutbox(carried, certificates)).toBe(1);
    expect(carrier.addToOutbox(carried, certificates)).toBe(0);
    await stage.startServer();
    await until('sent', () => settled.length > 0);
    expect(settled).toEqual(['accepted']);
    const back = stage.replica(kim, db);
    await until('answered', () => back.status().outbox === 0);
    expect(back.outbox().map((item) => item.reply.state)).toEqual(['accepted']);
    expect(back.entries(documentId)).toHaveLength(1);
  });
});
