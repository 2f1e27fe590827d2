/** Rooms in the local database: every update is here before it can leave, and stays `pending` until the server has it on disk. */

import * as Y from 'yjs';
import type { ReplicaDb } from '../db/sql.ts';

/** Edits the server will not take, kept with the whole text they were made in. */
export interface StrandedCopy {
  readonly id: number;
  readonly room: string;
  readonly reason: string;
  readonly at: string;
  /** Encoded state of the document with the edits, and the edits alone. */
  readonly state: Uint8Array;
  readonly edits: Uint8Array;
  /** When the person said it was dealt with, or null. */
  readonly handled: string | null;
}

/** Rooms of the replica. */
export interface RoomStore {
  /** Every room this replica holds text of. */
  names(): string[];
  load(room: string): Uint8Array[];
  append(room: string, bytes: Uint8Array, pending: boolean): number;
  /** Everything up to this row is durable at the server. */
  acknowledge(room: string, upTo: number): void;
  newest(room: string): number;
  pending(room: string): Uint8Array[];
  pendingTotal(): number;
  /** One transaction: the edits become a stranded copy, the room begins again from the server's state. */
  strand(room: string, copy: { reason: string; at: string; state: Uint8Array; edits: Uint8Array }, server: Uint8Array | null): number;
  /** Edits made in the old text after it was stranded join the copy. */
  extendStranded(id: number, state: Uint8Array, edits: Uint8Array): void;
  compact(room: string): void;
  stranded(): StrandedCopy[];
  /** The person dealt with it; the copy itself stays. */
  handleStranded(id: number, at: string): void;
}

const COMPACT_FROM = 200;

/** Copies of what the server did not take. */
function createCopies({ read, write }: Pick<ReplicaDb, 'read' | 'write'>): Pick<RoomStore, 'strand' | 'extendStranded' | 'stranded' | 'handleStranded'> {
  return {
    strand: (room, { reason, at, state, edits }, server) =>
      write((db) => {
        const { id } = db.run('INSERT INTO stranded (room, reason, at, state, edits) VALUES (?, ?, ?, ?, ?)', room, reason, at, state, edits);
        db.run('DELETE FROM room_updates WHERE room = ?', room);
        if (server !== null) db.run('INSERT INTO room_updates (room, bytes, pending) VALUES (?, ?, 0)', room, server);
        return id;
      }),
    extendStranded: (id, state, edits) =>
      write((db) => {
        const kept = db.get<{ edits: Uint8Array }>('SELECT edits FROM stranded WHERE id = ?', id);
        db.run(
          'UPDATE stranded SET state = ?, edits = ?, handled = NULL WHERE id = ?',
          state,
          kept === undefined ? edits : Y.mergeUpdates([kept.edits, edits]),
          id,
        );
      }),
    stranded: () => read.all<StrandedCopy>('SELECT id, room, reason, at, state, edits, handled FROM stranded ORDER BY id'),
    handleStranded: (id, at) => write((db) => void db.run('UPDATE stranded SET handled = ? WHERE id = ? AND handled IS NULL', at, id)),
  };
}

/** Rooms over the local database. */
export function createRoomStore({ read, write }: ReplicaDb): RoomStore {
  const load = (room: string): Uint8Array[] =>
    read.all<{ bytes: Uint8Array }>('SELECT bytes FROM room_updates WHERE room = ? ORDER BY id', room).map((row) => row.bytes);
  const pending = (room: string): Uint8Array[] =>
    read.all<{ bytes: Uint8Array }>('SELECT bytes FROM room_updates WHERE room = ? AND pending = 1 ORDER BY id', room).map((row) => row.bytes);
  return {
    names: () => read.all<{ room: string }>('SELECT DISTINCT room FROM room_updates ORDER BY room').map((row) => row.room),
    load,
    append: (room, bytes, isPending) =>
      write((db) => db.run('INSERT INTO room_updates (room, bytes, pending) VALUES (?, ?, ?)', room, bytes, isPending ? 1 : 0).id),
    acknowledge: (room, upTo) => write((db) => void db.run('UPDATE room_updates SET pending = 0 WHERE room = ? AND pending = 1 AND id <= ?', room, upTo)),
    newest: (room) => read.get<{ id: number | null }>('SELECT max(id) AS id FROM room_updates WHERE room = ?', room)?.id ?? 0,
    pending,
    pendingTotal: () => read.get<{ n: number }>('SELECT count(*) AS n FROM room_updates WHERE pending = 1')?.n ?? 0,
    compact(room) {
      if ((read.get<{ n: number }>('SELECT count(*) AS n FROM room_updates WHERE room = ?', room)?.n ?? 0) < COMPACT_FROM) return;
      if (pending(room).length > 0) return;
      const doc = new Y.Doc();
      doc.transact(() => load(room).forEach((bytes) => Y.applyUpdate(doc, bytes)));
      if (doc.store.pendingStructs !== null) return;
      const state = Y.encodeStateAsUpdate(doc);
      write((db) => {
        db.run('DELETE FROM room_updates WHERE room = ?', room);
        db.run('INSERT INTO room_updates (room, bytes, pending) VALUES (?, ?, 0)', room, state);
      });
    },
    ...createCopies({ read, write }),
  };
}
