/** Entries a second with every one of them on the disk before the next: through the server's own storage, and as a bare row of SQLite with the same durability. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromHex } from '../../../shared/lib/bytes.ts';
import { leafHash } from '../../../shared/trail/hash.ts';
import { openSql } from '../../../sync-server/storage/open.ts';
import { openSqliteStorage } from '../../../sync-server/storage/sqlite.ts';
import { say, seconds, told } from './say.ts';
import { entriesOfVector } from './vector.ts';

const TIMES = 3000;

function must<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string }): T {
  if (!result.ok) throw new Error(result.message);
  return result.value;
}

function throughStorage(folder: string): number {
  const storage = must(openSqliteStorage(join(folder, 'store.db')));
  const matter = entriesOfVector();
  const bare = { freeze: null, numbers: [], disclosures: {}, blobs: [], refusal: null };
  let prev: string | null = null;
  const began = performance.now();
  for (let seq = 0; seq < TIMES; seq++) {
    const entry = { ...matter[seq % matter.length]!, documentId: 'd', seq, prev };
    prev = leafHash(entry);
    const rows = [{ entry, leaf: fromHex(prev), statement: null }];
    if (storage.appendEntries({ ...bare, documentId: 'd', expected: seq, logSize: seq, entries: rows }) !== 'appended') throw new Error('not appended');
  }
  const rate = TIMES / seconds(began);
  storage.close();
  return rate;
}

function bareRows(folder: string): number {
  const sql = must(openSql(join(folder, 'bare.db')));
  sql.exec('CREATE TABLE bare (idx INTEGER PRIMARY KEY, entry TEXT NOT NULL) STRICT');
  const row = sql.prepare('INSERT INTO bare (idx, entry) VALUES (?, ?)');
  const texts = entriesOfVector().map((entry) => JSON.stringify(entry));
  const began = performance.now();
  for (let i = 0; i < TIMES; i++) row.run(i, texts[i % texts.length]);
  const rate = TIMES / seconds(began);
  sql.close();
  return rate;
}

/** Measures both, one after the other on the same disk. */
export function append(): void {
  const folder = mkdtempSync(join(tmpdir(), 'ongyeol-append-'));
  try {
    const [bare, ours] = [bareRows(folder), throughStorage(folder)];
    say('기록 하나씩 디스크까지(서버 저장소, 커밋마다 fsync)', `초당 ${told(ours)}건`);
    say('SQLite 한 줄씩 같은 내구성으로', `초당 ${told(bare)}건`);
    say('우리 것 / SQLite 한 줄', (ours / bare).toFixed(2));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
