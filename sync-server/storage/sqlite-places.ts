/**
 * Where a room's updates lie in the log. The log is only appended to; places of the newest rows are held in memory and
 * written down many at once, sorted by room, so that a commit does not touch a page for every room that writes.
 * After a crash they are read again from the rows themselves: the log is the truth, places are derived.
 */

import type { Sql } from './open.ts';
import type { LoggedUpdate } from './storage.ts';
import { checkSum } from './sums.ts';

interface Place {
  readonly room: string;
  readonly seq: number;
  readonly id: number;
}

/** Places by room, those of the running transaction included until it is kept or forgotten. */
export interface Places {
  /** Number of the room's last update; 0 of an empty room. */
  last(room: string): number;
  /** A row of the running transaction. */
  note(room: string, seq: number, id: number): void;
  /** At the end of a transaction: writes places down when enough have gathered. */
  settle(): void;
  kept(): void;
  forget(): void;
  /** Updates of a room after a number, in order. */
  after(room: string, seq: number): LoggedUpdate[];
}

/** Rows after which places are written down. */
const GATHERED = 4000;
/** Rooms whose last number is remembered. */
const REMEMBERED = 20_000;

/** The way onto the disk: places written down, and how far. */
function createWritten(sql: Sql) {
  const put = sql.prepare(
    'INSERT INTO update_places (room, seq, id) SELECT room, seq, id FROM updates WHERE id > (SELECT id FROM places_upto) AND id <= ? ORDER BY room, seq',
  );
  const upto = sql.prepare('UPDATE places_upto SET id = ? WHERE one = 1');
  const last = sql.prepare<[string], { seq: number | null }>('SELECT max(seq) AS seq FROM update_places WHERE room = ?');
  return {
    last: (room: string): number => last.get(room)?.seq ?? 0,
    /** All rows up to this one that have no place yet. */
    write(id: number): void {
      put.run(id);
      upto.run(id);
    },
  };
}

interface UpdateColumns extends LoggedUpdate {
  readonly crc: number | null;
}

function toLogged({ crc, ...update }: UpdateColumns): LoggedUpdate {
  checkSum('an update', update.bytes, crc);
  return update;
}

function createRows(sql: Sql) {
  const written = sql.prepare<[string, number], UpdateColumns>(
    'SELECT u.seq, u.person, u.at, u.bytes, u.crc FROM update_places p JOIN updates u ON u.id = p.id WHERE p.room = ? AND p.seq > ? ORDER BY p.seq',
  );
  const one = sql.prepare<[number], UpdateColumns>('SELECT seq, person, at, bytes, crc FROM updates WHERE id = ?');
  const newer = sql.prepare<[number], Place>('SELECT room, seq, id FROM updates WHERE id > ? ORDER BY id');
  const upto = sql.prepare<[], { id: number }>('SELECT id FROM places_upto');
  return {
    written: (room: string, seq: number) => written.all(room, seq).map(toLogged),
    one: (id: number) => {
      const row = one.get(id);
      return row === undefined ? undefined : toLogged(row);
    },
    newer: (id: number) => newer.all(id),
    upto: () => upto.get()?.id ?? 0,
  };
}

/** Places held in memory, by room and in order, up to the last row seen. */
function createHeld(rows: ReturnType<typeof createRows>) {
  let held = new Map<string, Place[]>();
  let count = 0;
  let seen = rows.upto();
  function add(place: Place): void {
    const known = held.get(place.room);
    if (known === undefined) held.set(place.room, [place]);
    else known.push(place);
    count += 1;
  }
  return {
    of: (room: string): readonly Place[] => held.get(room) ?? [],
    count: () => count,
    add,
    /** Rows not seen yet: at start all since places were written down last, later what another connection wrote. */
    see(): void {
      for (const place of rows.newer(seen)) {
        add(place);
        seen = place.id;
      }
    },
    seenTo: (id: number) => void (seen = id),
    clear(): void {
      held = new Map();
      count = 0;
    },
  };
}

/** What was written down, then what is held; another connection may have written down what is held here. */
function readAfter(rows: ReturnType<typeof createRows>, held: ReturnType<typeof createHeld>, room: string, seq: number): LoggedUpdate[] {
  held.see();
  const known = rows.written(room, seq);
  const from = known.at(-1)?.seq ?? seq;
  const fresh = held.of(room).filter((place) => place.seq > from);
  return [...known, ...fresh.flatMap(({ id }) => rows.one(id) ?? [])];
}

/** Places of one database. */
export function createPlaces(sql: Sql): Places {
  const written = createWritten(sql);
  const rows = createRows(sql);
  const held = createHeld(rows);
  const lasts = new Map<string, number>();
  let running: Place[] = [];
  let settled = false;
  held.see();
  return {
    last(room) {
      const known = lasts.get(room) ?? held.of(room).at(-1)?.seq ?? written.last(room);
      lasts.set(room, known);
      return known;
    },
    note(room, seq, id) {
      running.push({ room, seq, id });
      lasts.set(room, seq);
    },
    settle() {
      settled = running.length > 0 && held.count() + running.length >= GATHERED;
      const newest = running.at(-1);
      if (settled && newest !== undefined) written.write(newest.id);
    },
    kept() {
      const newest = running.at(-1);
      if (newest !== undefined) held.seenTo(newest.id);
      if (settled) held.clear();
      else running.forEach(held.add);
      if (lasts.size > REMEMBERED) lasts.clear();
      running = [];
    },
    forget() {
      lasts.clear();
      running = [];
    },
    after: (room, seq) => readAfter(rows, held, room, seq),
  };
}
