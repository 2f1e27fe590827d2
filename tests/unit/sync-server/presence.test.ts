import WebSocket from 'ws';
import * as Y from 'yjs';
import * as encoding from 'lib0/encoding';
import { afterEach, describe, expect, it } from 'vitest';
import { CLOSE, MESSAGE } from '../../../shared/collab/protocol.ts';
import { createPresence } from '../../../sync-server/presence.ts';
import type { Member } from '../../../sync-server/room.ts';
import { written } from '../../support/sync-fuzz-frames.ts';
import { createStage, until, type Stage } from '../../support/sync.ts';

interface Cursor {
  readonly client: number;
  readonly clock: number;
  readonly state: unknown;
}

function cursors(items: readonly Cursor[]): Uint8Array {
  return written((e) => {
    encoding.writeVarUint(e, items.length);
    for (const { client, clock, state } of items) {
      encoding.writeVarUint(e, client);
      encoding.writeVarUint(e, clock);
      encoding.writeVarString(e, typeof state === 'string' ? state : JSON.stringify(state));
    }
  });
}

const frame = (inner: Uint8Array): Uint8Array => written((e) => (encoding.writeVarUint(e, MESSAGE.awareness), encoding.writeVarUint8Array(e, inner)));
const ids = (from: number): number[] => Array.from({ length: 100 }, (_, i) => from + i);

let stage: Stage | null = null;
afterEach(async () => {
  await stage?.close();
  stage = null;
});

/** kim with a stock client that echoes what it hears, park with a bare socket, in one plain room. */
async function meet() {
  stage = await createStage({ plainRooms: true, awarenessPerSecond: 50 });
  const { kim, park } = stage.world.people;
  const honest = await stage.stock(kim, 'plain/meet');
  await until('kim synced', () => honest.provider.synced);
  const headers = { authorization: `Bearer ${await stage.token(park)}` };
  const socket = new WebSocket(`${stage.url().replace('http', 'ws')}/rooms/plain/meet`, { headers });
  await new Promise((resolve) => void socket.once('open', resolve));
  const reader = await stage.stock(stage.world.people.lee, 'plain/meet');
  return { honest, reader, socket };
}

describe('presence', () => {
  it('R32 a cursor that would grow on its way is refused at its sender, and nobody who echoes it is closed', async () => {
    const { honest, reader, socket } = await meet();
    const closed = new Promise<number>((resolve) => void socket.once('close', resolve));
    // Each number has five characters here and twenty-two where it is written again.
    socket.send(frame(cursors([{ client: 7, clock: 1, state: `{"x":[${'1e20,'.repeat(800)}0]}` }])));
    expect(await closed).toBe(CLOSE.tooLarge);
    honest.doc.getText('t').insert(0, '고침');
    await until('the text of an honest client goes on', () => reader.doc.getText('t').toString() === '고침');
    expect(honest.codes).toEqual([]);
  });

  it('R33 the room is told of every cursor that went: nobody keeps ghosts to echo all at once', async () => {
    const { honest, socket } = await meet();
    const seen = (): number => [...honest.provider.awareness.getStates().keys()].filter((client) => client < 1e6).length;
    socket.send(frame(cursors(ids(0).map((client) => ({ client, clock: 1, state: {} })))));
    await until('they came', () => seen() === 100);
    // In one turn: the first hundred go, another hundred want their places.
    socket.send(
      frame(cursors([...ids(0).map((client) => ({ client, clock: 2, state: 'null' })), ...ids(500).map((client) => ({ client, clock: 1, state: {} }))])),
    );
    await until('they went', () => ids(0).every((client) => !honest.provider.awareness.getStates().has(client)), 3000);
    socket.close();
    await until('all went', () => seen() === 0);
  });

  it('R34 the late echo of a cursor nobody holds any more claims nothing and is not judged', () => {
    const kim: Member = { person: 'kim', send: () => undefined, close: () => undefined };
    const presence = createPresence({ members: () => [kim], ownerOf: () => undefined, perSecond: 5, maxBytes: 100 });
    expect(presence.receive(kim, cursors([{ client: 9, clock: 1, state: { person: 'park', x: 'y'.repeat(200) } }]))).toBeNull();
    expect(presence.ownerOf(9)).toBeUndefined();
    expect(presence.receive(kim, cursors([{ client: 9, clock: 1, state: { x: 'y'.repeat(200) } }]))).toBe('tooLarge');
    presence.close();
  });

  it('R35 a cursor message larger than any client needs is passed over, and the text of its sender does not suffer', async () => {
    const { honest, reader } = await meet();
    const echo = ids(0).flatMap((client) => Array.from({ length: 60 }, (_, i) => ({ client: client * 100 + i, clock: 1, state: { person: 'gone' } })));
    honest.provider.ws?.send(Buffer.from(frame(cursors(echo))));
    honest.doc.getText('t').insert(0, '고침');
    await until('the text goes on', () => reader.doc.getText('t').toString() === '고침');
    expect(honest.codes).toEqual([]);
  });

  it('R36 text that was replaced does not fill the room: before it says it is full it folds what was deleted', async () => {
    stage = await createStage({ plainRooms: true, roomBytes: 40_000 });
    const writer = await stage.stock(stage.world.people.kim, 'plain/heavy');
    const reader = await stage.stock(stage.world.people.lee, 'plain/heavy');
    await until('synced', () => writer.provider.synced && reader.provider.synced);
    const text = writer.doc.getText('t');
    for (let n = 0; n < 12; n++) {
      const words = String(n % 10).repeat(9000);
      writer.doc.transact(() => (text.delete(0, text.length), text.insert(0, words)));
      await until('arrived', () => writer.codes.length > 0 || reader.doc.getText('t').toString() === words);
    }
    text.insert(0, 'x'.repeat(41_000));
    await until('what is really too much is refused', () => writer.codes.length > 0);
    expect(writer.codes).toEqual([CLOSE.tooLarge]);
    expect(new Set(reader.doc.getText('t').toString())).toEqual(new Set(['1']));
    expect(Y.getState(reader.doc.store, writer.doc.clientID)).toBeGreaterThan(100_000);
  });
});
