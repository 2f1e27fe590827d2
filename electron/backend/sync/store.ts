/** What the replica keeps of the trail: entries, certificates, frozen contents, disclosures, marks. */

import type { Disclosure, FrozenVersion } from '../../../shared/exchange/capsule/capsule.ts';
import { canonical } from '../../../shared/trail/canonical.ts';
import { DIRECTORY_TRAIL, type Entry } from '../../../shared/trail/entry.ts';
import { leafHash } from '../../../shared/trail/hash.ts';
import type { ReplicaDb } from '../db/sql.ts';
import type { StoredEntry } from '../replica.ts';

/** An entry that was refused because it does not check: kept as a fault, never as an entry. */
export interface TrailFault {
  readonly documentId: string;
  readonly seq: number;
  readonly code: string;
  readonly message: string;
  readonly at: string;
}

/** The trail part of the replica. */
export interface TrailStore {
  cursor(): number;
  setCursor(cursor: number): void;
  /** Newest checkpoint the log gave, '' before the first; an older or unreadable one is passed over. */
  checkpoint(): string;
  setCheckpoint(note: string | undefined): void;
  /** One more than the highest log index kept. */
  reach(): number;
  /** Entries from a log index on, of all documents. */
  entriesFrom(index: number, limit: number): StoredEntry[];
  /** The entry kept at a log index. */
  leafAt(index: number): string | null;
  head(documentId: string): { count: number; head: string | null };
  entries(documentId: string): StoredEntry[];
  /** Entries of a document from this one on. */
  entriesSince(documentId: string, seq: number): StoredEntry[];
  documents(): string[];
  append(items: readonly StoredEntry[]): void;
  faults(): TrailFault[];
  addFault(fault: TrailFault): void;
  certificate(digest: string): Uint8Array | null;
  certificates(): Map<string, Uint8Array>;
  addCertificate(digest: string, der: Uint8Array): void;
  content(documentId: string, version: number): FrozenVersion | null;
  addContent(frozen: FrozenVersion): void;
  disclosures(documentId: string): Map<string, Disclosure>;
  addDisclosures(documentId: string, disclosures: Readonly<Record<string, Disclosure>>): void;
}

type Place = Pick<TrailStore, 'cursor' | 'setCursor' | 'checkpoint' | 'setCheckpoint' | 'reach' | 'entriesFrom' | 'leafAt'>;
type Entries = Pick<TrailStore, 'head' | 'entries' | 'entriesSince' | 'documents' | 'append' | 'faults' | 'addFault'>;
type Beside = Omit<TrailStore, keyof Entries | keyof Place>;

/** Small values of a replica, by name. */
export interface Meta {
  get(name: string): string | null;
  set(name: string, value: string): void;
}

/** The small values of a database. */
export function createMeta({ read, write }: Pick<ReplicaDb, 'read' | 'write'>): Meta {
  return {
    get: (name) => read.get<{ value: string }>('SELECT value FROM meta WHERE name = ?', name)?.value ?? null,
    set: (name, value) =>
      write((db) => void db.run('INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value', name, value)),
  };
}

/** Length of the log a checkpoint speaks of; 0 where it is none. */
export function checkpointSize(note: string): number {
  return Number(/^[^\n]+\n(\d{1,15})\n/.exec(note)?.[1] ?? 0);
}

/** How far the log was when this replica last heard of it. */
function createPlace({ read, write }: ReplicaDb): Place {
  const meta = createMeta({ read, write });
  return {
    checkpoint: () => meta.get('checkpoint') ?? '',
    setCheckpoint(note) {
      if (note !== undefined && checkpointSize(note) > checkpointSize(meta.get('checkpoint') ?? '')) meta.set('checkpoint', note);
    },
    reach: () => (read.get<{ idx: number | null }>('SELECT max(idx) AS idx FROM entries')?.idx ?? -1) + 1,
    entriesFrom: (index, limit) =>
      read
        .all<{ idx: number; entry: string }>('SELECT idx, entry FROM entries WHERE idx >= ? ORDER BY idx LIMIT ?', index, limit)
        .map((row) => ({ index: row.idx, entry: JSON.parse(row.entry) as Entry })),
    leafAt: (index) => read.get<{ leaf: string }>('SELECT leaf FROM entries WHERE idx = ?', index)?.leaf ?? null,
    cursor: () => Number(meta.get('cursor') ?? 0),
    setCursor: (cursor) => meta.set('cursor', String(cursor)),
  };
}

function createEntries({ read, write }: ReplicaDb): Entries {
  const entriesSince = (documentId: string, seq: number): StoredEntry[] =>
    read
      .all<{ idx: number; entry: string }>('SELECT idx, entry FROM entries WHERE document_id = ? AND seq >= ? ORDER BY seq', documentId, seq)
      .map((row) => ({ index: row.idx, entry: JSON.parse(row.entry) as Entry }));
  return {
    head(documentId) {
      const last = read.get<{ seq: number; leaf: string }>('SELECT seq, leaf FROM entries WHERE document_id = ? ORDER BY seq DESC LIMIT 1', documentId);
      return last === undefined ? { count: 0, head: null } : { count: last.seq + 1, head: last.leaf };
    },
    entries: (documentId) => entriesSince(documentId, 0),
    entriesSince,
    documents: () => read.all<{ id: string }>('SELECT DISTINCT document_id AS id FROM entries WHERE document_id <> ?', DIRECTORY_TRAIL).map((row) => row.id),
    append: (items) =>
      write((db) => {
        for (const { index, entry } of items) {
          db.run(
            'INSERT INTO entries (document_id, seq, idx, leaf, entry) VALUES (?, ?, ?, ?, ?)',
            entry.documentId,
            entry.seq,
            index,
            leafHash(entry),
            canonical(entry),
          );
        }
      }),
    faults: () => read.all<TrailFault>('SELECT document_id AS documentId, seq, code, message, at FROM faults ORDER BY rowid'),
    addFault: ({ documentId, seq, code, message, at }) =>
      write((db) => void db.run('INSERT INTO faults (document_id, seq, code, message, at) VALUES (?, ?, ?, ?, ?)', documentId, seq, code, message, at)),
  };
}

function createBeside({ read, write }: ReplicaDb): Beside {
  return {
    certificate: (digest) => read.get<{ der: Uint8Array }>('SELECT der FROM certificates WHERE digest = ?', digest)?.der ?? null,
    certificates: () => new Map(read.all<{ digest: string; der: Uint8Array }>('SELECT digest, der FROM certificates').map((row) => [row.digest, row.der])),
    addCertificate: (digest, der) => write((db) => void db.run('INSERT INTO certificates (digest, der) VALUES (?, ?) ON CONFLICT DO NOTHING', digest, der)),
    content(documentId, version) {
      const row = read.get<{ content: string }>('SELECT content FROM contents WHERE document_id = ? AND version = ?', documentId, version);
      return row === undefined ? null : (JSON.parse(row.content) as FrozenVersion);
    },
    addContent: (frozen) =>
      write(
        (db) =>
          void db.run(
            'INSERT INTO contents (document_id, version, content) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
            frozen.documentId,
            frozen.version,
            JSON.stringify(frozen),
          ),
      ),
    disclosures: (documentId) =>
      new Map(
        read
          .all<{ commitment: string; salt: string; value: string }>('SELECT commitment, salt, value FROM disclosures WHERE document_id = ?', documentId)
          .map((row) => [row.commitment, { salt: row.salt, value: JSON.parse(row.value) as unknown }]),
      ),
    addDisclosures: (documentId, disclosures) =>
      write((db) => {
        for (const [commitment, { salt, value }] of Object.entries(disclosures)) {
          db.run(
            'INSERT INTO disclosures (document_id, commitment, salt, value) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
            documentId,
            commitment,
            salt,
            JSON.stringify(value),
          );
        }
      }),
  };
}

/** The trail part of the replica over the local database. */
export function createTrailStore(db: ReplicaDb): TrailStore {
  return { ...createPlace(db), ...createEntries(db), ...createBeside(db) };
}
