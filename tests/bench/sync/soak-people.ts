/** People of the soak: each visits a document, writes and moves for a while, waits now and then for the ack, and leaves. */

import { createWriter, cursorOf, markOf } from './client/marks.ts';
import { pass } from './client/measure.ts';
import { joinRoom, type Address, type Member } from './client/member.ts';

/** What people share: the documents open now, and what is counted. */
export interface Desk {
  readonly address: Address;
  readonly rooms: string[];
  /** Puts a new document on the desk; only the newest `most` stay. */
  open(room: string, most: number): void;
  readonly count: {
    edits: number;
    acks: number;
    visits: number;
    documents: number;
    /** Barriers that did not come back. */
    missing: number;
    /** Connections the server ended. */
    closed: number;
    /** Milliseconds of each ack since somebody looked. */
    readonly waits: number[];
  };
}

const ACK_MS = 10_000;
const ACK_EVERY = 10;
const FIRST_CLIENT = 10_000;

/** An empty desk with the rooms of the address on it. */
export function createDesk(address: Address): Desk {
  const rooms = [...address.rooms];
  const count = { edits: 0, acks: 0, visits: 0, documents: rooms.length, missing: 0, closed: 0, waits: [] };
  return {
    address,
    rooms,
    count,
    open(room, most) {
      rooms.push(room);
      count.documents++;
      rooms.splice(0, Math.max(0, rooms.length - most));
    },
  };
}

async function saved(member: Member, { count }: Desk, acks: { heard: () => void }, seq: number): Promise<void> {
  const start = performance.now();
  const came = new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), ACK_MS);
    acks.heard = () => {
      clearTimeout(timer);
      resolve(true);
    };
  });
  member.barrier(seq);
  if (await came) {
    count.acks++;
    count.waits.push(performance.now() - start);
  } else count.missing++;
}

async function work(desk: Desk, client: number, edits: number): Promise<void> {
  const { count } = desk;
  const room = desk.rooms[Math.floor(Math.random() * desk.rooms.length)] ?? '';
  const acks = { heard: (): void => undefined };
  const member = await joinRoom(desk.address, room, { ack: () => acks.heard() });
  const next = createWriter(client, `p${client}`);
  for (let i = 0; i < edits && member.socket.closed() === 0; i++) {
    member.update(next(markOf(count.edits++)));
    member.awareness(cursorOf(client, i + 1, markOf(i)));
    if (i % ACK_EVERY === ACK_EVERY - 1) await saved(member, desk, acks, i);
    await pass(50 + Math.random() * 300);
  }
  if (member.socket.closed() !== 0) count.closed++;
  await member.socket.close();
}

/** One person's day: visits of different length with pauses between them. Every visit has a client id of its own, as a new window has. */
export async function visit(desk: Desk, person: number, going: () => boolean): Promise<void> {
  for (let n = 0; going(); n++) {
    desk.count.visits++;
    await work(desk, FIRST_CLIENT + person * 1_000_000 + n, 5 + Math.floor(Math.random() * 60));
    await pass(Math.random() * 3000);
  }
}
