/** What is measured, and on which servers. */

import type { Order } from './client/main.ts';
import type { Rooms } from './ours.ts';
import { PEERS, type Peer } from './peers.ts';

/** One line of the benchmark. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  readonly rooms: Rooms;
  readonly order: Order;
  readonly peers: readonly Peer[];
  /** The figure by which servers are compared, and whether more of it is better. */
  readonly figure: string;
  readonly more: boolean;
}

const one: Rooms = { count: 1, documents: true };
const withoutNow = PEERS.filter((peer) => peer !== 'hocuspocus-now');

function fan(readers: number, seconds: number): Scenario {
  const order: Order = { kind: 'load', load: { rooms: 1, members: readers + 1, writers: 'first', seconds } };
  return { name: `fan-${readers}`, title: `1→${readers}`, rooms: one, order, peers: PEERS, figure: 'deliveriesPerSecond', more: true };
}

/** All scenarios. A quick run is for seeing that everything works: its figures are not to be quoted. */
export function scenarios(quick: boolean, seconds: number): readonly Scenario[] {
  const edits = quick ? 20_000 : Number.MAX_SAFE_INTEGER;
  const rooms = quick ? 100 : 300;
  const load = (name: string, title: string, count: number, members: number): Scenario => ({
    name,
    title,
    rooms: { count, documents: true },
    order: { kind: 'load', load: { rooms: count, members, writers: 'all', seconds } },
    peers: PEERS,
    figure: 'deliveriesPerSecond',
    more: true,
  });
  const idle = (name: string, title: string, characters: number): Scenario => ({
    name,
    title,
    rooms: { count: rooms * 2, documents: false },
    order: { kind: 'idle', idle: { rooms, characters } },
    peers: withoutNow,
    figure: 'heapPerRoom',
    more: false,
  });
  return [
    ...[1, 10, 100, 500].map((readers) => fan(readers, seconds)),
    load('room-50', '한 방 50명, 모두 씀', 1, 50),
    load('rooms-200', '방 200개 × 2명, 모두 씀', 200, 2),
    {
      name: 'cursors',
      title: '커서 50개 × 초당 10번',
      rooms: one,
      order: { kind: 'cursors', cursors: { members: 50, perSecond: 10, seconds } },
      peers: withoutNow,
      figure: 'serverCpu',
      more: false,
    },
    {
      name: 'trace',
      title: quick ? '논문 편집 기록(앞부분)' : '논문 편집 기록 259,778건',
      rooms: one,
      order: { kind: 'trace', trace: { edits } },
      peers: PEERS,
      figure: 'editsPerSecond',
      more: true,
    },
    {
      name: 'join',
      title: '한꺼번에 입장 200명',
      rooms: one,
      order: { kind: 'join', join: { members: 200, times: 3, edits } },
      peers: withoutNow,
      figure: 'totalMs',
      more: false,
    },
    idle('idle-empty', '빈 방', 0),
    idle('idle-text', '2만 자 방', 20_000),
    {
      name: 'acks',
      title: '저장 확인, 혼자',
      rooms: one,
      order: { kind: 'acks', acks: { edits: quick ? 100 : 500, others: 0 } },
      peers: ['ongyeol', 'hocuspocus'],
      figure: 'p50',
      more: false,
    },
    {
      name: 'acks-busy',
      title: '저장 확인, 20명이 씀',
      rooms: one,
      order: { kind: 'acks', acks: { edits: quick ? 100 : 500, others: 20 } },
      peers: ['ongyeol', 'hocuspocus'],
      figure: 'p50',
      more: false,
    },
  ];
}
