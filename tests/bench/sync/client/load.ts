/** Edits in a closed loop: every writer has one update on the way, and writes the next when the last one is seen elsewhere. */

import { joinRoom, type Address, type Member } from './member.ts';
import { createWriter, markOf, marksIn } from './marks.ts';
import { pass, quantile, timed, within, type Ask, type Figures } from './measure.ts';

/** Rooms, members in each, and whether all of them write or only the first. */
export interface LoadOrder {
  readonly rooms: number;
  readonly members: number;
  readonly writers: 'all' | 'first';
  readonly seconds: number;
}

const WARM_MS = 1000;
const DRAIN_MS = 20_000;
const BARRIER_MS = 300;
const RING = 1 << 20;

interface Writer {
  readonly member: Member;
  readonly next: (text: string) => Uint8Array;
  seq: number;
}

/** Everything the members of all rooms share. */
function createLoop(order: LoadOrder) {
  const writers: Writer[] = [];
  const sentAt = new Float64Array(RING);
  const ownerOf = new Int32Array(RING);
  const count = { sent: 0, delivered: 0, latencies: [] as number[], going: false };
  const cache = new Map<string, { bytes: Buffer; marks: number[] }>();

  function fire(index: number): void {
    const writer = writers[index];
    if (writer === undefined) return;
    const seq = count.sent++;
    ownerOf[seq % RING] = index;
    sentAt[seq % RING] = performance.now();
    writer.member.update(writer.next(markOf(seq)));
  }
  /** All members of a room get the same bytes, so only the first looks for the marks in them. */
  function marksOf(room: string, message: Buffer): number[] {
    const known = cache.get(room);
    if (known !== undefined && known.bytes.equals(message)) return known.marks;
    const marks = marksIn(message);
    cache.set(room, { bytes: Buffer.from(message), marks });
    return marks;
  }
  /** Whether this member's sight of an update lets its writer go on: the next one in the room, or the last reader of a sole writer. */
  function triggers(owner: number, index: number): boolean {
    if (order.writers === 'first') return index % order.members === order.members - 1;
    const base = owner - (owner % order.members);
    return index === base + ((owner - base + 1) % order.members);
  }
  function hear(index: number, room: string, message: Buffer): void {
    const now = performance.now();
    for (const seq of marksOf(room, message)) {
      const owner = ownerOf[seq % RING] ?? -1;
      if (owner === index) continue;
      count.delivered++;
      if (!triggers(owner, index)) continue;
      count.latencies.push(now - (sentAt[seq % RING] ?? now));
      if (count.going) fire(owner);
    }
  }
  return { writers, count, fire, hear };
}

async function join(address: Address, order: LoadOrder, loop: ReturnType<typeof createLoop>): Promise<Member[]> {
  const members: Member[] = [];
  for (let r = 0; r < order.rooms; r++) {
    const room = address.rooms[r] ?? '';
    for (let from = 0; from < order.members; from += 50) {
      const batch = Array.from({ length: Math.min(50, order.members - from) }, (_, i) => r * order.members + from + i);
      members.push(...(await Promise.all(batch.map((index) => joinRoom(address, room, { update: (message) => loop.hear(index, room, message) })))));
    }
  }
  members.forEach((member, index) => loop.writers.push({ member, next: createWriter(1000 + index, `w${index}`), seq: 0 }));
  return members;
}

/** As the real client: a barrier now and then covers what was typed. */
function startBarriers(address: Address, writing: readonly Writer[]): () => void {
  if (address.dialect !== 'ongyeol') return () => undefined;
  const timer = setInterval(() => writing.forEach((writer) => writer.member.barrier(++writer.seq)), BARRIER_MS);
  return () => clearInterval(timer);
}

/** Deliveries per second, latency, and the server's CPU per delivery. `lost` are deliveries that never came. */
export async function runLoad(address: Address, order: LoadOrder, ask: Ask): Promise<Figures> {
  const loop = createLoop(order);
  const { count } = loop;
  const members = await join(address, order, loop);
  const indexes = members.map((_, index) => index).filter((index) => order.writers === 'all' || index % order.members === 0);
  const stop = startBarriers(
    address,
    indexes.flatMap((index) => loop.writers[index] ?? []),
  );
  count.going = true;
  indexes.forEach(loop.fire);
  await pass(WARM_MS);
  const from = { delivered: count.delivered, latencies: count.latencies.length };
  const { ms, serverCpuMs, clientCpuMs } = await timed(ask, () => pass(order.seconds * 1000));
  const delivered = count.delivered - from.delivered;
  const latencies = count.latencies.slice(from.latencies);
  count.going = false;
  const due = (): number => count.sent * (order.members - 1);
  await within(DRAIN_MS, () => count.delivered >= due());
  stop();
  const closed = members.filter((member) => member.socket.closed() !== 0).length;
  await Promise.all(members.map((member) => member.socket.close()));
  return {
    deliveriesPerSecond: (delivered / ms) * 1000,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    serverUsPerDelivery: (serverCpuMs * 1000) / delivered,
    serverCpu: serverCpuMs / ms,
    clientCpu: clientCpuMs / ms,
    lost: due() - count.delivered,
    closed,
  };
}
