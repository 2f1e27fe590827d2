/** What the replica keeps of the trail: entries, certificates, frozen contents, disclosures, marks. */

import type { Disclosure, FrozenVersion } from '../../../shared/exchange/capsule/capsule.ts';
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
  head(documentId: string): { count: number; head: string | null };
  entries(documentId: string): StoredEntry[];
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

type Entries = Pick<TrailStore, 'cursor' | 'setCursor' | 'head' | 'entries' | 'documents' | 'append' | 'faults' | 'addFault'>;
type Beside = Omit<TrailStore, keyof Entries>;

function createEntries({ read, write }: ReplicaDb): Entries {
  return {
    cursor: () => Number(read.get<{ value: string }>("SELECT value FROM meta WHERE name = 'cursor'")?.value ?? 0),
    setCursor: (cursor) =>
      write((db) => void db.run("INSERT INTO meta (name, value) VALUES ('cursor', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", String(cursor))),
    head(documentId) {
      const last = read.get<{ seq: number; leaf: string }>('SELECT seq, leaf FROM entries WHERE document_id = ? ORDER BY seq DESC LIMIT 1', documentId);
      return last === undefined ? { count: 0, head: null } : { count: last.seq + 1, head: last.leaf };
    },
    entries: (documentId) =>
      read
        .all<{ idx: number; entry: string }>('SELECT idx, entry FROM entries WHERE document_id = ? ORDER BY seq', documentId)
        .map((row) => ({ index: row.idx, entry: JSON.parse(row.entry) as Entry })),
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
            JSON.stringify(entry),
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
  return { ...createEntries(db), ...createBeside(db) };
}
