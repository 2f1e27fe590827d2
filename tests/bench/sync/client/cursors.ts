/** Cursors: everybody in a room moves, some times a second. */

import { cursorOf, markOf, marksIn } from './marks.ts';
import { joinRoom, type Address } from './member.ts';
import { pass, quantile, timed, within, type Ask, type Figures } from './measure.ts';

/** Members of the room, moves of each per second, and for how long. */
export interface CursorOrder {
  readonly members: number;
  readonly perSecond: number;
  readonly seconds: number;
}

/** The server's CPU, messages it sent, and how old a cursor is when somebody else sees it. */
export async function runCursors(address: Address, { members, perSecond, seconds }: CursorOrder, ask: Ask): Promise<Figures> {
  const room = address.rooms[0] ?? '';
  const sentAt: number[] = [];
  const ages: number[] = [];
  let heard = 0;
  const newest = new Map<number, number>();
  const hear =
    (index: number) =>
    (message: Buffer): void => {
      heard++;
      if (index !== 0) return;
      for (const seq of marksIn(message)) {
        const owner = seq % members;
        if (owner === 0 || (newest.get(owner) ?? -1) >= seq) continue;
        newest.set(owner, seq);
        ages.push(performance.now() - (sentAt[seq] ?? 0));
      }
    };
  const all = await Promise.all(Array.from({ length: members }, (_, index) => joinRoom(address, room, { awareness: hear(index) })));
  let seq = 0;
  const move = (): void => {
    const index = seq % members;
    sentAt[seq] = performance.now();
    all[index]?.awareness(cursorOf(1000 + index, 1 + Math.floor(seq / members), markOf(seq)));
    seq++;
  };
  const run = async (ms: number): Promise<void> => {
    const [start, first] = [performance.now(), seq];
    while (performance.now() - start < ms) {
      const due = first + Math.floor(((performance.now() - start) / 1000) * members * perSecond);
      while (seq < due) move();
      await pass(1);
    }
  };
  await run(1000);
  ages.length = 0;
  heard = 0;
  const from = seq;
  const spent = await timed(ask, () => run(seconds * 1000));
  const frames = heard;
  const last = (): boolean =>
    Array.from({ length: members - 1 }, (_, i) => newest.get(i + 1) ?? -1).every((seen, i) => seen + members > seq - 1 - ((seq - 2 - i) % members));
  const stale = (await within(5000, last)) ? 0 : 1;
  await Promise.all(all.map((member) => member.socket.close()));
  return {
    serverCpu: spent.serverCpuMs / spent.ms,
    serverUsPerMove: (spent.serverCpuMs * 1000) / (seq - from),
    framesPerSecond: (frames / spent.ms) * 1000,
    p50: quantile(ages, 0.5),
    p95: quantile(ages, 0.95),
    stale,
  };
}
