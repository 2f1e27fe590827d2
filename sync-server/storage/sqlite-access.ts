/** Records of access in SQLite: each is chained to the last one in the transaction that keeps it, whichever process writes. */

import { accessHash, NO_ACCESS, type AccessNote, type AccessRecord } from '../../shared/trail/access-record.ts';
import type { Sql } from './open.ts';
import type { AccessStorage } from './storage.ts';

const COLUMNS = 'n, at, person, device, came_from AS "from", act, document, what, why, prev, hash';
const PAGE = 1000;

/** Records from `n` on, page by page. */
export function* accessRecords(sql: Sql, n = 0): Generator<AccessRecord> {
  const page = sql.prepare<[number, number], AccessRecord>(`SELECT ${COLUMNS} FROM access_records WHERE n >= ? ORDER BY n LIMIT ?`);
  for (let next = n; ;) {
    const rows = page.all(next, PAGE);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    next = last.n + 1;
  }
}

/** Newest first, page by page, by the index of what is asked. */
function* recordsBack(sql: Sql, before: number, { person, document }: { readonly person: string; readonly document: string }): Generator<AccessRecord> {
  const only = document !== '' ? 'document = @document AND' : person !== '' ? 'person = @person AND' : '';
  const page = sql.prepare<[Record<string, string | number>], AccessRecord>(
    `SELECT ${COLUMNS} FROM access_records WHERE ${only} n < @before ORDER BY n DESC LIMIT ${PAGE}`,
  );
  for (let next = before; ;) {
    const rows = page.all({ person, document, before: next });
    for (const row of rows) if (person === '' || row.person === person) yield row;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    next = last.n;
  }
}

/** Times go up with numbers but for clocks that were set back, so the place of a time is found by halves. */
function placeOf(sql: Sql, at: string): number {
  const of = sql.prepare<[number], { at: string }>('SELECT at FROM access_records WHERE n = ?');
  let [low, high] = [0, sql.prepare<[], { next: number }>('SELECT coalesce(max(n), -1) + 1 AS next FROM access_records').get()?.next ?? 0];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((of.get(middle)?.at ?? '') < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The access part of the SQLite storage. */
export function createSqliteAccess(sql: Sql): AccessStorage {
  const last = sql.prepare<[], Pick<AccessRecord, 'n' | 'hash'>>('SELECT n, hash FROM access_records ORDER BY n DESC LIMIT 1');
  const add = sql.prepare<[AccessRecord]>(
    `INSERT INTO access_records (n, at, person, device, came_from, act, document, what, why, prev, hash)
     VALUES (@n, @at, @person, @device, @from, @act, @document, @what, @why, @prev, @hash)`,
  );
  const keep = sql.transaction((note: AccessNote, at: string) => {
    const before = last.get();
    const record = { ...note, n: (before?.n ?? -1) + 1, at, prev: before?.hash ?? NO_ACCESS };
    add.run({ ...record, hash: accessHash(record) });
  });
  return {
    addAccess: (note, at) => keep.immediate(note, at),
    accessFrom: (n) => accessRecords(sql, n),
    accessBack: (before, only) => recordsBack(sql, before, only),
    accessAt: (at) => placeOf(sql, at),
  };
}
