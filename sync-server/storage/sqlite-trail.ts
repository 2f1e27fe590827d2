/** The trail in SQLite: compare-and-append of entries with everything that must become true in the same transaction. */

import { canonical } from '../../shared/trail/canonical.ts';
import type { Entry } from '../../shared/trail/entry.ts';
import type { FrozenVersion } from '../../shared/exchange/capsule/capsule.ts';
import type { Disclosures, LoggedEntry } from '../../shared/sync/api.ts';
import { corrupt, type Sql } from './open.ts';
import { checkSum, sumOf } from './sums.ts';
import type { Append, TrailStorage } from './storage.ts';

interface EntryColumns {
  idx: number;
  entry: string;
  crc: number | null;
}

function toLogged(row: EntryColumns): LoggedEntry {
  checkSum('an entry', row.entry, row.crc);
  try {
    return { index: row.idx, entry: JSON.parse(row.entry) as Entry };
  } catch {
    throw corrupt('an entry');
  }
}

/** Checks that nothing moved since the caller looked. */
function createGuard(sql: Sql, lastOf: (room: string) => number): (append: Append) => boolean {
  const count = sql.prepare<[string], { count: number }>('SELECT count FROM documents WHERE document_id = ?');
  const size = sql.prepare<[], { size: number }>('SELECT coalesce(max(idx) + 1, 0) AS size FROM entries');
  const last = sql.prepare<[string, number], { last: number }>('SELECT last FROM numbers WHERE unit = ? AND year = ?');
  return (append) =>
    (count.get(append.documentId)?.count ?? 0) === append.expected &&
    size.get()?.size === append.logSize &&
    (append.freeze?.rooms ?? []).every((frozen) => lastOf(frozen.room) === frozen.seq) &&
    append.numbers.every((given) => (last.get(given.unit, given.year)?.last ?? 0) + 1 === given.number);
}

function createWrites(sql: Sql): (append: Append) => void {
  const entry = sql.prepare('INSERT INTO entries (idx, document_id, seq, leaf, statement, entry, crc) VALUES (?, ?, ?, ?, ?, ?, ?)');
  const count = sql.prepare('INSERT INTO documents (document_id, count) VALUES (?, ?) ON CONFLICT (document_id) DO UPDATE SET count = excluded.count');
  const number = sql.prepare('INSERT INTO numbers (unit, year, last) VALUES (?, ?, ?) ON CONFLICT (unit, year) DO UPDATE SET last = excluded.last');
  const disclosure = sql.prepare('INSERT INTO disclosures (document_id, commitment, salt, value) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
  const bind = sql.prepare('INSERT INTO blob_documents (sha256, document_id) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const refusal = sql.prepare('INSERT INTO refusals (statement, code, message) VALUES (?, ?, ?)');
  const frozen = sql.prepare('INSERT INTO frozen (document_id, version, content) VALUES (?, ?, ?)');
  const state = sql.prepare('INSERT INTO frozen_states (document_id, version, room, seq, state) VALUES (?, ?, ?, ?, ?)');
  return (append) => {
    const { documentId, expected, logSize, entries, freeze } = append;
    entries.forEach((row, i) => {
      // As it is hashed: whoever checks it finds its names in order.
      const text = canonical(row.entry);
      entry.run(logSize + i, documentId, row.entry.seq, row.leaf, row.statement, text, sumOf(text));
    });
    count.run(documentId, expected + entries.length);
    for (const given of append.numbers) number.run(given.unit, given.year, given.number);
    for (const [commitment, { salt, value }] of Object.entries(append.disclosures)) disclosure.run(documentId, commitment, salt, JSON.stringify(value));
    for (const sha256 of append.blobs) bind.run(sha256, documentId);
    if (append.refusal !== null) refusal.run(append.refusal.statement, append.refusal.code, append.refusal.message);
    if (freeze === null) return;
    frozen.run(documentId, freeze.frozen.version, JSON.stringify(freeze.frozen));
    for (const room of freeze.rooms) state.run(documentId, freeze.frozen.version, room.room, room.seq, room.state);
  };
}

function createAppendEntries(sql: Sql, lastOf: (room: string) => number): TrailStorage['appendEntries'] {
  const holds = createGuard(sql, lastOf);
  const write = createWrites(sql);
  const run = sql.transaction((append: Append): 'appended' | 'conflict' => {
    if (!holds(append)) return 'conflict';
    write(append);
    return 'appended';
  });
  return (append) => run.immediate(append);
}

function createEntryReads(sql: Sql): Pick<TrailStorage, 'size' | 'leaves' | 'entriesFrom' | 'entriesOf' | 'byStatement' | 'documents'> {
  const size = sql.prepare<[], { size: number }>('SELECT coalesce(max(idx) + 1, 0) AS size FROM entries');
  const leaves = sql.prepare<[], { leaf: Buffer }>('SELECT leaf FROM entries ORDER BY idx');
  const from = sql.prepare<[number, number], EntryColumns>('SELECT idx, entry, crc FROM entries WHERE idx >= ? ORDER BY idx LIMIT ?');
  const of = sql.prepare<[string, number], EntryColumns>('SELECT idx, entry, crc FROM entries WHERE document_id = ? AND seq >= ? ORDER BY seq');
  const answered = sql.prepare<[string], EntryColumns>('SELECT idx, entry, crc FROM entries WHERE statement = ?');
  const documents = sql.prepare<[], { documentId: string; count: number }>('SELECT document_id AS documentId, count FROM documents ORDER BY document_id');
  return {
    size: () => size.get()?.size ?? 0,
    leaves: () => leaves.all().map((row) => new Uint8Array(row.leaf)),
    entriesFrom: (index, limit) => from.all(index, limit).map(toLogged),
    entriesOf: (documentId, seq) => of.all(documentId, seq).map(toLogged),
    byStatement: (digest) => {
      const row = answered.get(digest);
      return row === undefined ? null : toLogged(row);
    },
    documents: () => documents.all(),
  };
}

/** The trail part of the SQLite storage; `lastOf` is the number of a room's last update. */
export function createSqliteTrail(sql: Sql, lastOf: (room: string) => number): TrailStorage {
  const refusal = sql.prepare<[string], { code: string; message: string }>('SELECT code, message FROM refusals WHERE statement = ?');
  const last = sql.prepare<[string, number], { last: number }>('SELECT last FROM numbers WHERE unit = ? AND year = ?');
  const disclosures = sql.prepare<[string], { commitment: string; salt: string; value: string }>(
    'SELECT commitment, salt, value FROM disclosures WHERE document_id = ?',
  );
  const frozen = sql.prepare<[string, number], { content: string }>('SELECT content FROM frozen WHERE document_id = ? AND version = ?');
  return {
    appendEntries: createAppendEntries(sql, lastOf),
    ...createEntryReads(sql),
    refusalOf: (digest) => refusal.get(digest) ?? null,
    lastNumber: (unit, year) => last.get(unit, year)?.last ?? 0,
    disclosuresOf: (documentId): Disclosures =>
      Object.fromEntries(disclosures.all(documentId).map((row) => [row.commitment, { salt: row.salt, value: JSON.parse(row.value) as unknown }])),
    isFrozen: (documentId, version) => frozen.get(documentId, version) !== undefined,
    frozenVersion: (documentId, version) => {
      const row = frozen.get(documentId, version);
      return row === undefined ? null : (JSON.parse(row.content) as FrozenVersion);
    },
  };
}
