import WebSocket from 'ws';
import * as Y from 'yjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLOSE, MESSAGE } from '../../../shared/collab/protocol.ts';
import { updateFrame } from '../../../sync-server/messages.ts';
import { createStage, type Stage, until } from '../../support/sync.ts';

let stage: Stage;
beforeEach(async () => void (stage = await createStage({ plainRooms: true, restMs: 20, idleMs: 60_000 })));
afterEach(() => stage.close());

async function gauge(name: string): Promise<number> {
  const text = await (await fetch(`${stage.url()}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1]);
}
const atRest = (rooms: number): Promise<void> =>
  until('every text rests', async () => (await gauge('ongyeol_texts_loaded')) === 0 && (await gauge('ongyeol_rooms_loaded')) === rooms);

describe('rest', () => {
  it('R56 a room people are in lets go of its text while nobody writes, and nobody notices: text, authorship and newcomers are as before', async () => {
    const { kim, lee } = stage.world.people;
    const a = await stage.stock(kim, 'plain/rest');
    const b = await stage.stock(lee, 'plain/rest');
    await until('synced', () => a.provider.synced && b.provider.synced);
    for (let n = 0; n < 120; n++) a.doc.getText('t').insert(0, `${n % 10}`);
    await until('read', () => b.doc.getText('t').length === 120);
    for (let round = 0; round < 3; round++) {
      await atRest(1);
      b.doc.getText('t').insert(0, '나');
      await until('woken by a writer', () => a.doc.getText('t').length === 121 + round);
    }
    await atRest(1);
    const late = await stage.stock(lee, 'plain/rest');
    await until('woken by a newcomer', () => late.doc.getText('t').toString() === a.doc.getText('t').toString());
    await atRest(1);
    const thief = new WebSocket(`${stage.url().replace('http', 'ws')}/rooms/plain/rest`, { headers: { authorization: `Bearer ${await stage.token(lee)}` } });
    let code = 0;
    thief.on('close', (given) => void (code = given)).on('error', () => undefined);
    await until('open', () => thief.readyState === WebSocket.OPEN);
    await atRest(1);
    const forged = new Y.Doc();
    forged.clientID = a.doc.clientID;
    forged.getText('t').insert(0, 'x'.repeat(200));
    thief.send(updateFrame(Y.encodeStateAsUpdate(forged)));
    await until('refused', () => code !== 0);
    expect(code).toBe(CLOSE.foreignClient);
    expect(b.doc.getText('t').length).toBe(123);
  });

  it('R57 a text that waits for a predecessor does not rest, and its ack waits too', async () => {
    const { kim } = stage.world.people;
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    doc.getText('t').insert(0, '가');
    doc.getText('t').insert(1, '나');
    const socket = new WebSocket(`${stage.url().replace('http', 'ws')}/rooms/plain/gap`, { headers: { authorization: `Bearer ${await stage.token(kim)}` } });
    const acks: number[] = [];
    socket.on('message', (data: Buffer) => data[0] === MESSAGE.barrier && acks.push(data[1] ?? -1));
    await until('open', () => socket.readyState === WebSocket.OPEN);
    socket.send(updateFrame(updates[1] ?? new Uint8Array()));
    socket.send(Uint8Array.of(MESSAGE.barrier, 1));
    const before = await gauge('ongyeol_updates_committed_total');
    await until('logged', async () => (await gauge('ongyeol_updates_committed_total')) >= 1 || before >= 1);
    const looks = Array.from({ length: 20 }, () => gauge('ongyeol_texts_loaded'));
    for (const look of looks) expect(await look).toBe(1);
    expect(acks).toEqual([]);
    socket.send(updateFrame(updates[0] ?? new Uint8Array()));
    await until('acknowledged', () => acks.length === 1);
    await atRest(1);
  });
});
