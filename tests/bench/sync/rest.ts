/** Rooms at rest: what an idle room and an idle connection cost, and what stays when all have left. */

import * as Y from 'yjs';
import type { Measured } from './server.ts';
import { openThin, type Thin } from './thin.ts';

/** Bytes of heap (with buffers) after a collection. */
export interface Rest {
  readonly perRoom: number;
  readonly perConnection: number;
  readonly roomsLeft: number;
}

function paper(): Uint8Array {
  const doc = new Y.Doc();
  const body = doc.getXmlFragment('prosemirror');
  for (let i = 0; i < 80; i++) {
    const block = new Y.XmlElement('block');
    block.insert(0, [new Y.XmlText(`${i + 1}. 관련: 협업정책과-${1000 + i}(2026. 11. ${(i % 28) + 1}.)호와 관련하여 다음과 같이 알립니다. `.repeat(3))]);
    body.insert(i, [block]);
  }
  return Y.encodeStateAsUpdate(doc);
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

async function openMany(server: Measured, rooms: readonly string[]): Promise<Thin[]> {
  const all: Thin[] = [];
  for (let i = 0; i < rooms.length; i += 50) all.push(...(await Promise.all(rooms.slice(i, i + 50).map((room) => openThin(server, room, {})))));
  return all;
}

/** Rooms of a paper of 80 paragraphs with one connection each; then as many connections again. */
export async function runRest(server: Measured, count: number): Promise<Rest> {
  const update = paper();
  const rooms = Array.from({ length: count }, (_, i) => `rest-${i}`);
  const warm = await openMany(server, ['rest-warm']);
  warm[0]?.update(update);
  await pause(500);
  const before = await server.stats(true);
  const first = await openMany(server, rooms);
  for (const thin of first) thin.update(update);
  await pause(1000);
  const one = await server.stats(true);
  const second = await openMany(server, rooms);
  await pause(500);
  const two = await server.stats(true);
  for (const thin of [...warm, ...first, ...second]) thin.close();
  let left = await server.stats(true);
  for (let i = 0; i < 50 && left.rooms > 0; i++) {
    await pause(200);
    left = await server.stats();
  }
  const perConnection = (two.heap - one.heap) / count;
  return { perRoom: (one.heap - before.heap) / count - perConnection, perConnection, roomsLeft: left.rooms };
}
