/** What rooms and connections cost in memory while nothing happens, and what is left when everybody has gone. */

import { createWriter } from './marks.ts';
import { joinRoom, type Address, type Member } from './member.ts';
import { pass, type Ask, type Figures } from './measure.ts';

/** Rooms of one member and of a second one, and the size of the text in each. */
export interface IdleOrder {
  readonly rooms: number;
  readonly characters: number;
}

const PARAGRAPH = 250;
const SETTLE_MS = 4000;
const SETTLES = 8;
const UNLOAD_MS = 20_000;

async function joinAll(address: Address, rooms: readonly string[]): Promise<Member[]> {
  const members: Member[] = [];
  for (let i = 0; i < rooms.length; i += 20) members.push(...(await Promise.all(rooms.slice(i, i + 20).map((room) => joinRoom(address, room, {})))));
  return members;
}

const closeAll = (members: readonly Member[]): Promise<unknown> => Promise.all(members.map((member) => member.socket.close()));

/** Waits until the server says it holds no room, at most so long; what it holds then. */
async function emptied(ask: Ask): Promise<number> {
  const end = performance.now() + UNLOAD_MS;
  let left = (await ask.usage()).rooms ?? Number.NaN;
  while (left > 0 && performance.now() < end) {
    await pass(100);
    left = (await ask.usage()).rooms ?? Number.NaN;
  }
  return left;
}

/** Bytes of heap per room and per connection after a full collection; rooms and bytes left after the last one went. */
export async function runIdle(address: Address, { rooms, characters }: IdleOrder, ask: Ask): Promise<Figures> {
  /** The heap once it no longer moves by more than one in a hundred. */
  const settled = async (): Promise<number> => {
    let before = Number.NaN;
    for (let i = 0; i < SETTLES; i++) {
      await pass(SETTLE_MS);
      const { heap } = await ask.collect();
      if (Math.abs(heap - before) < before / 100) return heap;
      before = heap;
    }
    return before;
  };
  const fill = (members: readonly Member[]): void =>
    members.forEach((member, i) => {
      const next = createWriter(1000 + i, 'text');
      for (let size = 0; size < characters; size += PARAGRAPH) member.update(next('가나다라마바사아자차 '.repeat(30).slice(0, PARAGRAPH)));
    });
  // Once for nothing, with other rooms: what the process makes and lets go of only once is no room's.
  const warm = await joinAll(address, address.rooms.slice(rooms, rooms * 2));
  fill(warm);
  await settled();
  await closeAll(warm);
  await emptied(ask);
  const empty = await settled();
  const names = address.rooms.slice(0, rooms);
  const first = await joinAll(address, names);
  fill(first);
  const one = await settled();
  const second = await joinAll(address, names);
  const two = await settled();
  await closeAll([...first, ...second]);
  const left = await emptied(ask);
  const after = await settled();
  return {
    heapPerRoom: (one - empty - (two - one)) / rooms,
    heapPerConnection: (two - one) / rooms,
    roomsLeft: left,
    heapLeft: after - empty,
  };
}
