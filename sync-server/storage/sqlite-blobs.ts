/** Blobs in SQLite: who brought them, which documents bind them, what is under way, what was erased. */

import type { Sql } from './open.ts';
import type { BlobStorage, Erasure, PartialRow } from './storage.ts';

type Names = Pick<BlobStorage, 'putBlob' | 'bindBlob' | 'blob'>;
type Removals = Pick<BlobStorage, 'unboundBlobs' | 'removeBlob' | 'eraseBlob' | 'erasedBlobs'>;
type Partials = Pick<BlobStorage, 'putPartial' | 'partial' | 'dropPartial' | 'partialsOf' | 'partialsBefore' | 'partialsNamed'>;

/** What a person holds, kept up with every change so that a quota is one row to read. */
function createUsage(sql: Sql): (person: string, bytes: number) => void {
  const add = sql.prepare('INSERT INTO blob_usage (person, bytes) VALUES (?, ?) ON CONFLICT (person) DO UPDATE SET bytes = bytes + excluded.bytes');
  return (person, bytes) => void add.run(person, bytes);
}

function createNames(sql: Sql, use: ReturnType<typeof createUsage>): Names {
  const put = sql.prepare('INSERT INTO blobs (sha256, size, at) VALUES (?, ?, ?) ON CONFLICT (sha256) DO UPDATE SET at = excluded.at');
  const own = sql.prepare('INSERT INTO blob_owners (sha256, person) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const bind = sql.prepare('INSERT INTO blob_documents (sha256, document_id) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const size = sql.prepare<[string], { size: number }>('SELECT size FROM blobs WHERE sha256 = ?');
  const erasure = sql.prepare<[string], Erasure & { size: number }>('SELECT size, ground, at FROM blob_erasures WHERE sha256 = ?');
  const owners = sql.prepare<[string], { person: string }>('SELECT person FROM blob_owners WHERE sha256 = ?');
  const documents = sql.prepare<[string], { documentId: string }>('SELECT document_id AS documentId FROM blob_documents WHERE sha256 = ?');
  const putBoth = sql.transaction((sha256: string, person: string, bytes: number, at: number): 'kept' | 'erased' => {
    if (erasure.get(sha256) !== undefined) return 'erased';
    put.run(sha256, bytes, at);
    if (own.run(sha256, person).changes === 1) use(person, bytes);
    return 'kept';
  });
  return {
    putBlob: (sha256, person, bytes, at) => putBoth.immediate(sha256, person, bytes, at),
    bindBlob: (sha256, documentId) => void bind.run(sha256, documentId),
    blob: (sha256) => {
      const kept = size.get(sha256);
      const gone = kept === undefined ? erasure.get(sha256) : undefined;
      if (kept === undefined && gone === undefined) return null;
      return {
        size: kept?.size ?? gone?.size ?? 0,
        owners: owners.all(sha256).map((owner) => owner.person),
        documents: documents.all(sha256).map((document) => document.documentId),
        erased: gone === undefined ? null : { ground: gone.ground, at: gone.at },
      };
    },
  };
}

function createRemovals(sql: Sql, use: ReturnType<typeof createUsage>): Removals {
  const unbound = sql.prepare<[number], { sha256: string }>(
    'SELECT sha256 FROM blobs WHERE at < ? AND NOT EXISTS (SELECT 1 FROM blob_documents WHERE blob_documents.sha256 = blobs.sha256) ORDER BY sha256',
  );
  const remove = sql.prepare<[string, number], { size: number }>(
    `DELETE FROM blobs WHERE sha256 = ? AND at < ? AND NOT EXISTS (SELECT 1 FROM blob_documents WHERE blob_documents.sha256 = blobs.sha256)
     RETURNING size`,
  );
  const take = sql.prepare<[string], { size: number }>('DELETE FROM blobs WHERE sha256 = ? RETURNING size');
  const owners = sql.prepare<[string], { person: string }>('SELECT person FROM blob_owners WHERE sha256 = ?');
  const disown = sql.prepare<[string], { person: string }>('DELETE FROM blob_owners WHERE sha256 = ? RETURNING person');
  const gone = sql.prepare<[], { sha256: string }>('SELECT sha256 FROM blob_erasures ORDER BY sha256');
  const note = sql.prepare('INSERT INTO blob_erasures (sha256, size, ground, at) VALUES (?, ?, ?, ?)');
  const removeOne = sql.transaction((sha256: string, before: number): boolean => {
    const row = remove.get(sha256, before);
    if (row === undefined) return false;
    for (const { person } of disown.all(sha256)) use(person, -row.size);
    return true;
  });
  const eraseOne = sql.transaction((sha256: string, ground: string, at: number): boolean => {
    const row = take.get(sha256);
    if (row === undefined) return false;
    for (const { person } of owners.all(sha256)) use(person, -row.size);
    note.run(sha256, row.size, ground, at);
    return true;
  });
  return {
    unboundBlobs: (before) => unbound.all(before).map((row) => row.sha256),
    removeBlob: (sha256, before) => removeOne.immediate(sha256, before),
    eraseBlob: (sha256, ground, at) => eraseOne.immediate(sha256, ground, at),
    erasedBlobs: () => gone.all().map((row) => row.sha256),
  };
}

function createPartials(sql: Sql): Partials {
  const put = sql.prepare(
    'INSERT INTO blob_partials (sha256, person, total, at) VALUES (?, ?, ?, ?) ON CONFLICT (sha256, person) DO UPDATE SET total = excluded.total, at = excluded.at',
  );
  const one = sql.prepare<[string, string], PartialRow>('SELECT sha256, person, total, at FROM blob_partials WHERE sha256 = ? AND person = ?');
  const drop = sql.prepare('DELETE FROM blob_partials WHERE sha256 = ? AND person = ?');
  const of = sql.prepare<[string], PartialRow>('SELECT sha256, person, total, at FROM blob_partials WHERE person = ? ORDER BY at');
  const before = sql.prepare<[number], PartialRow>('SELECT sha256, person, total, at FROM blob_partials WHERE at < ? ORDER BY at');
  const named = sql.prepare<[string], PartialRow>('SELECT sha256, person, total, at FROM blob_partials WHERE sha256 = ?');
  return {
    putPartial: (row) => void put.run(row.sha256, row.person, row.total, row.at),
    partial: (sha256, person) => one.get(sha256, person) ?? null,
    dropPartial: (sha256, person) => void drop.run(sha256, person),
    partialsOf: (person) => of.all(person),
    partialsBefore: (at) => before.all(at),
    partialsNamed: (sha256) => named.all(sha256),
  };
}

function createSums(sql: Sql): BlobStorage['blobUsage'] {
  const people = '(SELECT value FROM json_each(?))';
  const all = sql.prepare<[string], { bytes: number }>(`SELECT coalesce(sum(bytes), 0) AS bytes FROM blob_usage WHERE person IN ${people}`);
  const bound = sql.prepare<[string], { bytes: number }>(
    `SELECT coalesce(sum(size), 0) AS bytes FROM blob_owners JOIN blobs USING (sha256)
     WHERE person IN ${people} AND EXISTS (SELECT 1 FROM blob_documents WHERE blob_documents.sha256 = blob_owners.sha256)`,
  );
  const coming = sql.prepare<[string], { bytes: number }>(`SELECT coalesce(sum(total), 0) AS bytes FROM blob_partials WHERE person IN ${people}`);
  return (names) => {
    const given = JSON.stringify(names);
    const bytes = (all.get(given)?.bytes ?? 0) + (coming.get(given)?.bytes ?? 0);
    return { all: bytes, unbound: names.length === 1 ? bytes - (bound.get(given)?.bytes ?? 0) : bytes };
  };
}

/** The blob part of the SQLite storage. */
export function createSqliteBlobs(sql: Sql): BlobStorage {
  const use = createUsage(sql);
  return { ...createNames(sql, use), ...createRemovals(sql, use), ...createPartials(sql), blobUsage: createSums(sql) };
}
