/** Rooms in SQLite. The fence is read in the transaction that appends: a stale holder of a room cannot write after a freeze or a revocation. */

import { parseRoom } from '../../shared/collab/protocol.ts';
import { DIRECTORY_TRAIL } from '../../shared/trail/entry.ts';
import type { Sql } from './open.ts';
import type { Places } from './sqlite-places.ts';
import { isSound, sumOf } from './sums.ts';
import type { RoomAuthor } from '../../shared/collab/authors.ts';
import type { LoggedUpdate, RoomStorage, UpdateOutcome, UpdateRow } from './storage.ts';

/** Rooms whose fence is remembered between two moves of the trail. */
const REMEMBERED = 20_000;

interface Fence {
  epochOf(room: string): number;
  /** At the beginning of a transaction: whatever was remembered holds only as long as the trail has not moved. */
  look(): void;
  /** Within the transaction: whether this epoch may still write. */
  open(room: string, epoch: number): boolean;
}

/** Epochs and freezes move only together with an entry, whoever appends it, so the number of entries tells whether what was read still holds. */
function createFence(sql: Sql): Fence {
  const size = sql.prepare<[], { size: number }>('SELECT coalesce(max(idx) + 1, 0) AS size FROM entries');
  const count = sql.prepare<[string], { count: number }>('SELECT count FROM documents WHERE document_id = ?');
  const frozen = sql.prepare<[string, number], { one: number }>('SELECT 1 AS one FROM frozen WHERE document_id = ? AND version = ?');
  const countOf = (id: string): number => count.get(id)?.count ?? 0;
  const judged = new Map<string, number | 'frozen'>();
  let seen = -1;
  const epochOf = (room: string): number => {
    const parsed = parseRoom(room);
    return parsed === null ? 0 : countOf(parsed.documentId) + countOf(DIRECTORY_TRAIL);
  };
  function judge(room: string): number | 'frozen' {
    const parsed = parseRoom(room);
    const writable = parsed === null || parsed.part === 'comments' || frozen.get(parsed.documentId, parsed.version) === undefined;
    const answer = writable ? epochOf(room) : 'frozen';
    judged.set(room, answer);
    return answer;
  }
  return {
    epochOf,
    look() {
      const now = size.get()?.size ?? 0;
      if (now !== seen || judged.size > REMEMBERED) judged.clear();
      seen = now;
    },
    open: (room, epoch) => (judged.get(room) ?? judge(room)) === epoch,
  };
}

type AppendPart = Pick<RoomStorage, 'append'>['append'];

/** Appends rows of one turn in one transaction: one row each, and a room's name and a client's owner the first time. */
function createAppend(sql: Sql, fence: Fence, places: Places): AppendPart {
  const name = sql.prepare('INSERT INTO rooms (room) VALUES (?) ON CONFLICT DO NOTHING');
  const insert = sql.prepare('INSERT INTO updates (room, seq, person, at, bytes, crc) VALUES (?, ?, ?, ?, ?, ?)');
  const owner = sql.prepare<[string, number], { person: string }>('SELECT person FROM claims WHERE room = ? AND client = ?');
  const claim = sql.prepare('INSERT INTO claims (room, client, person, at) VALUES (?, ?, ?, ?)');
  const claimAll = (row: UpdateRow): boolean => {
    const owners = row.clients.map((client) => owner.get(row.room, client)?.person);
    if (owners.some((person) => person !== undefined && person !== row.person)) return false;
    row.clients.forEach((client, i) => owners[i] === undefined && claim.run(row.room, client, row.person, row.at));
    return true;
  };
  const one = (row: UpdateRow): UpdateOutcome => {
    if (!fence.open(row.room, row.epoch)) return { type: 'fenced' };
    if (!claimAll(row)) return { type: 'foreign' };
    const seq = places.last(row.room) + 1;
    if (seq === 1) name.run(row.room);
    places.note(row.room, seq, Number(insert.run(row.room, seq, row.person, row.at, row.bytes, sumOf(row.bytes)).lastInsertRowid));
    return { type: 'kept', seq };
  };
  const all = sql.transaction((rows: readonly UpdateRow[]) => {
    fence.look();
    const outcomes = rows.map(one);
    places.settle();
    return outcomes;
  });
  return (rows) => {
    try {
      const outcomes = all.immediate(rows);
      places.kept();
      return outcomes;
    } catch (error) {
      places.forget();
      throw error;
    }
  };
}

function createLoad(sql: Sql, places: Places): RoomStorage['load'] {
  const snapshot = sql.prepare<[string], { seq: number; state: Buffer; crc: number | null }>('SELECT seq, state, crc FROM snapshots WHERE room = ?');
  const claims = sql.prepare<[string], { client: number; person: string }>('SELECT client, person FROM claims WHERE room = ?');
  return (room, from) => {
    const found = snapshot.get(room);
    // A snapshot only shortens the way: where it is damaged, the log has everything.
    const kept = from === undefined && found !== undefined && isSound(found.state, found.crc) ? found : undefined;
    const rows = places.after(room, kept?.seq ?? 0);
    return {
      seq: rows.at(-1)?.seq ?? kept?.seq ?? 0,
      snapshotSeq: kept?.seq ?? 0,
      snapshot: kept?.state ?? null,
      snapshotDamaged: found !== undefined && kept === undefined,
      updates: rows.map((row) => row.bytes),
      claims: new Map(claims.all(room).map((row) => [row.client, row.person])),
    };
  };
}

/** The co-editing part of the SQLite storage. */
export function createSqliteRooms(sql: Sql, places: Places): RoomStorage {
  const fence = createFence(sql);
  const compact = sql.prepare(
    'INSERT INTO snapshots (room, seq, state, crc) VALUES (?, ?, ?, ?) ON CONFLICT (room) DO UPDATE SET seq = excluded.seq, state = excluded.state, crc = excluded.crc WHERE excluded.seq > seq',
  );
  const authors = sql.prepare<[string], RoomAuthor>('SELECT client, person, at FROM claims WHERE room = ? ORDER BY at, client');
  const names = sql.prepare<[string, string], { room: string }>('SELECT room FROM rooms WHERE room >= ? AND room < ? ORDER BY room');
  return {
    load: createLoad(sql, places),
    epochOf: fence.epochOf,
    append: createAppend(sql, fence, places),
    compact: (room, seq, state) => void compact.run(room, seq, state, sumOf(state)),
    roomsOf: (prefix) => names.all(prefix, `${prefix}\uffff`).map((row) => row.room),
    authorsOf: (room) => authors.all(room),
    updates: (room): LoggedUpdate[] => places.after(room, 0),
  };
}
