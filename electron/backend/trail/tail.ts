/** At every opening the newest entries of the replica are looked at again: form, leaf and link (FS7). Their signatures were checked before they were kept. */

import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { leafHash } from '../../../shared/trail/hash.ts';
import { entrySchema } from '../../../shared/verify/capsule-schema.ts';
import { whereOf } from '../../../shared/verify/rederive.ts';
import type { Entry } from '../../../shared/trail/entry.ts';
import { openDatabase } from '../db/open.ts';
import type { ReplicaDb } from '../db/sql.ts';

/** How many entries are looked at. */
const TAIL = 200;

interface Row {
  readonly idx: number;
  readonly id: string;
  readonly seq: number;
  readonly leaf: string;
  readonly entry: string;
}

function entryOf(text: string): Entry | null {
  try {
    const read = entrySchema.safeParse(JSON.parse(text));
    return read.success ? (read.data as Entry) : null;
  } catch {
    return null;
  }
}

function holds({ read }: ReplicaDb, { id, seq, leaf, entry: text }: Row): boolean {
  const entry = entryOf(text);
  if (entry === null || entry.documentId !== id || entry.seq !== seq || leafHash(entry) !== leaf) return false;
  const before = read.get<{ leaf: string }>('SELECT leaf FROM entries WHERE document_id = ? AND seq = ?', id, seq - 1);
  return entry.prev === (before?.leaf ?? null);
}

/** The first bad entry of the tail. Code REPLICA_DAMAGED; the sentence names the entry and says what was kept. */
export function checkReplicaTail(db: ReplicaDb): Result<null, 'REPLICA_DAMAGED'> {
  const rows = db.read.all<Row>('SELECT idx, document_id AS id, seq, leaf, entry FROM entries ORDER BY idx DESC LIMIT ?', TAIL).toReversed();
  const bad = rows.find((row) => !holds(db, row));
  if (bad === undefined) return ok(null);
  return err(
    'REPLICA_DAMAGED',
    `이 PC의 기록이 바뀌었거나 손상되었습니다(${whereOf({ index: bad.idx, documentId: bad.id, seq: bad.seq })}). 프로필을 열지 않았고 자료는 그대로입니다. ongyeol fsck --person으로 전체를 검사하고, 자료 사본에서 되돌리십시오.`,
  );
}

/** Opens a replica that holds. Refusals: those of the database, REPLICA_DAMAGED; the file is closed again and as it was. */
export function openWhole(path: string, key: Uint8Array): Result<ReplicaDb> {
  const db = openDatabase(path, key);
  if (!db.ok) return db;
  const tail = checkReplicaTail(db.value);
  if (tail.ok) return db;
  db.value.close();
  return tail;
}
