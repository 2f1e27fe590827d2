import * as encoding from 'lib0/encoding';
import * as decoding from 'lib0/decoding';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLOSE, mainRoom, MESSAGE, sectionRoom } from '../../../shared/collab/protocol.ts';
import { createStage, must, until, type Stage } from '../../support/sync.ts';
import { updateFrame } from '../../../sync-server/messages.ts';
import { openSqliteStorage } from '../../../sync-server/storage/sqlite.ts';
import { SCHEMA_VERSION } from '../../../shared/collab/content.ts';

let stage: Stage;
beforeEach(async () => void (stage = await createStage({ plainRooms: true, idleMs: 20 })));
afterEach(() => stage.close());

/** A bare socket that records what it hears. */
async function raw(token: string, room: string, schema = String(SCHEMA_VERSION)) {
  const socket = new WebSocket(`${stage.url().replace('http', 'ws')}/rooms/${room}?schema=${schema}`, { headers: { authorization: `Bearer ${token}` } });
  const frames: Uint8Array[] = [];
  let code = 0;
  socket.on('message', (data: Buffer) => frames.push(new Uint8Array(data)));
  socket.on('close', (given) => void (code = given));
  socket.on('error', () => undefined);
  await until('socket settled', () => socket.readyState !== WebSocket.CONNECTING);
  return { socket, frames, code: () => code };
}

function barrier(seq: number): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.barrier);
  encoding.writeVarUint(encoder, seq);
  return encoding.toUint8Array(encoder);
}

function acks(frames: readonly Uint8Array[]): number[] {
  return frames.flatMap((frame) => {
    const decoder = decoding.createDecoder(frame);
    return decoding.readVarUint(decoder) === MESSAGE.barrier ? [decoding.readVarUint(decoder)] : [];
  });
}

function edit(text: string, doc = new Y.Doc()): Uint8Array {
  const before = Y.encodeStateVector(doc);
  doc.getText('t').insert(0, text);
  return Y.encodeStateAsUpdate(doc, before);
}

describe('rooms', () => {
  it('R1 two stock clients write one plain room together', async () => {
    const a = await stage.stock(stage.world.people.kim, 'plain/one');
    const b = await stage.stock(stage.world.people.lee, 'plain/one');
    await until('both synced', () => a.provider.synced && b.provider.synced);
    a.doc.getText('t').insert(0, '가나');
    b.doc.getText('t').insert(0, '다라');
    await until('same text', () => a.doc.getText('t').length === 4 && a.doc.getText('t').toString() === b.doc.getText('t').toString());
  });

  it('R2 without a session the handshake finishes and closes 4401; without a right 4403; unknown room 4404', async () => {
    const documentId = await stage.createDocument();
    const kim = await stage.token(stage.world.people.kim);
    const choi = await stage.token(stage.world.people.choi);
    const none = await raw('nothing-nothing-nothing', mainRoom(documentId, 1));
    const foreign = await raw(choi, mainRoom(documentId, 1));
    const later = await raw(kim, mainRoom(documentId, 2));
    await until('closed', () => none.code() !== 0 && foreign.code() !== 0 && later.code() !== 0);
    expect([none.code(), foreign.code(), later.code()]).toEqual([CLOSE.unauthorized, CLOSE.forbidden, CLOSE.unknownRoom]);
  });

  it('R3 a barrier is answered only after the update is in the log', async () => {
    const documentId = await stage.createDocument();
    const room = sectionRoom(documentId, 1, 'one');
    const { socket, frames } = await raw(await stage.token(stage.world.people.kim), room);
    socket.send(updateFrame(edit('안녕')));
    socket.send(barrier(7));
    await until('ack', () => acks(frames).length > 0);
    expect(acks(frames)).toEqual([7]);
    const storage = must(openSqliteStorage(`${stage.dataDir}/server.db`));
    expect(storage.updates(room).map((row) => row.person)).toEqual(['kim']);
    storage.close();
  });

  it('R4 a malformed update closes that client only and leaves the room whole', async () => {
    const documentId = await stage.createDocument();
    const room = mainRoom(documentId, 1);
    const good = await stage.stock(stage.world.people.kim, room);
    await until('synced', () => good.provider.synced);
    good.doc.getText('t').insert(0, '그대로');
    const bad = await raw(await stage.token(stage.world.people.lee), room);
    bad.socket.send(updateFrame(Uint8Array.from({ length: 40 }, (_, i) => (i * 37) % 251)));
    await until('closed', () => bad.code() !== 0);
    expect(bad.code()).toBe(CLOSE.malformed);
    const reader = await stage.stock(stage.world.people.lee, room);
    await until('same', () => reader.doc.getText('t').toString() === '그대로');
    expect(good.provider.wsconnected).toBe(true);
  });

  it('R5 an update under the client id of a colleague is refused with 4409', async () => {
    const documentId = await stage.createDocument();
    const room = mainRoom(documentId, 1);
    const owner = await stage.stock(stage.world.people.kim, room);
    await until('synced', () => owner.provider.synced);
    owner.doc.getText('t').insert(0, '승인');
    const reader = await stage.stock(stage.world.people.lee, room);
    await until('read', () => reader.doc.getText('t').toString() === '승인');
    const forged = new Y.Doc();
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(owner.doc));
    forged.clientID = owner.doc.clientID;
    const thief = await raw(await stage.token(stage.world.people.lee), room);
    thief.socket.send(updateFrame(edit('반려', forged)));
    await until('closed', () => thief.code() !== 0);
    expect(thief.code()).toBe(CLOSE.foreignClient);
    expect(owner.doc.getText('t').toString()).toBe('승인');
  });

  it('R6 an update whose predecessor is missing is asked for and not acknowledged before it came', async () => {
    const documentId = await stage.createDocument();
    const { socket, frames } = await raw(await stage.token(stage.world.people.kim), mainRoom(documentId, 1));
    const doc = new Y.Doc();
    const first = edit('하나', doc);
    const second = edit('둘', doc);
    const before = frames.length;
    socket.send(updateFrame(second));
    socket.send(barrier(1));
    await until('asked for the gap', () => frames.slice(before).some((frame) => frame[0] === MESSAGE.sync && frame[1] === 0));
    expect(acks(frames)).toEqual([]);
    socket.send(updateFrame(first));
    await until('ack', () => acks(frames).length > 0);
  });

  it('R6b what waits for a predecessor goes to nobody else, holds up nobody else, and survives the leaver', async () => {
    const documentId = await stage.createDocument();
    const room = mainRoom(documentId, 1);
    const leaver = await raw(await stage.token(stage.world.people.kim), room);
    const doc = new Y.Doc();
    const first = edit('하나', doc);
    leaver.socket.send(updateFrame(edit('둘', doc)));
    leaver.socket.terminate();
    const other = await raw(await stage.token(stage.world.people.lee), room);
    other.socket.send(updateFrame(edit('셋')));
    other.socket.send(barrier(1));
    await until('the other is acknowledged', () => acks(other.frames).length > 0);
    const reader = await stage.stock(stage.world.people.lee, room);
    await until('read', () => reader.doc.getText('t').toString() === '셋');
    expect(reader.doc.store.pendingStructs).toBeNull();
    const back = await raw(await stage.token(stage.world.people.kim), room);
    back.socket.send(updateFrame(first));
    await until('whole', () => ['둘하나셋', '셋둘하나'].includes(reader.doc.getText('t').toString()));
    expect(reader.codes).toEqual([]);
  });

  it('R7 another schema is read-only: it gets the text and its edits are refused', async () => {
    const documentId = await stage.createDocument();
    const room = mainRoom(documentId, 1);
    const writer = await stage.stock(stage.world.people.kim, room);
    writer.doc.getText('t').insert(0, '새 판');
    const old = await stage.stock(stage.world.people.lee, room, 0);
    await until('read', () => old.doc.getText('t').toString() === '새 판');
    old.doc.getText('t').delete(0, 3);
    const { socket, frames } = await raw(await stage.token(stage.world.people.lee), room, '0');
    socket.send(updateFrame(edit('옛')));
    socket.send(barrier(3));
    await until('told', () => frames.some((frame) => frame[0] === MESSAGE.notice));
    writer.doc.getText('t').insert(4, '!');
    const third = await stage.stock(stage.world.people.kim, room);
    await until('whole', () => third.doc.getText('t').toString() === '새 판!' || third.doc.getText('t').toString() === '새 !판');
    expect(acks(frames)).toEqual([]);
  });

  it('R8 a right taken away closes the live socket at once', async () => {
    const { kim, park } = stage.world.people;
    const documentId = await stage.createDocument(kim, [{ agency: 'B', unit: 'U1', person: null, right: 'edit' }]);
    const partner = await stage.stock(park, mainRoom(documentId, 1));
    await until('synced', () => partner.provider.synced);
    must(await stage.post(kim, { signed: kim.sign('rights.set', { grants: [] }, { documentId }) }));
    await until('closed', () => partner.codes.length > 0);
    expect(partner.codes).toEqual([CLOSE.forbidden]);
  });

  it('R58 whoever types while an entry of the document is appended is not turned away', async () => {
    const { kim } = stage.world.people;
    const documentId = await stage.createDocument();
    const writer = await stage.stock(kim, mainRoom(documentId, 1));
    await until('synced', () => writer.provider.synced);
    let typing = true;
    const type = (): void => {
      writer.doc.getText('t').insert(0, '가');
      if (typing) setTimeout(type, 3); // as fast as the limit of messages allows
    };
    type();
    for (let i = 0; i < 30; i++) must(await stage.post(kim, { signed: kim.sign('rights.set', { grants: [] }, { documentId }) }));
    typing = false;
    const reader = await stage.stock(kim, mainRoom(documentId, 1));
    await until('everything arrived', () => reader.doc.getText('t').length === writer.doc.getText('t').length);
    expect(writer.codes).toEqual([]);
  });

  it('R9 a cursor carries the name of the session, not the one it claims', async () => {
    const documentId = await stage.createDocument();
    const room = mainRoom(documentId, 1);
    const a = await stage.stock(stage.world.people.kim, room);
    const b = await stage.stock(stage.world.people.lee, room);
    await until('synced', () => a.provider.synced && b.provider.synced);
    a.provider.awareness.setLocalState({ person: 'lee', at: 3 });
    await until('seen', () => b.provider.awareness.getStates().has(a.doc.clientID));
    expect(b.provider.awareness.getStates().get(a.doc.clientID)).toEqual({ person: 'kim', at: 3 });
  });

  it('R10 the text survives unload, restart and a cold load from snapshot and tail', async () => {
    await stage.close();
    stage = await createStage({ idleMs: 5, snapshotEvery: 10 });
    const documentId = await stage.createDocument();
    const room = mainRoom(documentId, 1);
    const writer = await stage.stock(stage.world.people.kim, room);
    await until('synced', () => writer.provider.synced);
    for (let i = 0; i < 60; i++) {
      writer.doc.getText('t').insert(i, String(i % 10));
      if (i % 7 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await until('stored', () => {
      const storage = must(openSqliteStorage(`${stage.dataDir}/server.db`));
      const { snapshotSeq, seq } = storage.load(room);
      storage.close();
      return seq >= 10 && snapshotSeq > 0;
    });
    const text = writer.doc.getText('t').toString();
    await stage.restart();
    const reader = await stage.stock(stage.world.people.lee, room);
    await until('same', () => reader.doc.getText('t').toString() === text);
  });

  it('R11 a message above the limit closes 4413', async () => {
    await stage.close();
    stage = await createStage({ messageBytes: 2000 });
    const documentId = await stage.createDocument();
    const { socket, code } = await raw(await stage.token(stage.world.people.kim), mainRoom(documentId, 1));
    socket.send(updateFrame(edit('가'.repeat(3000))));
    await until('closed', () => code() !== 0);
    expect(code()).toBe(CLOSE.tooLarge);
  });
});
