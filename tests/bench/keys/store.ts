/** The encrypted replica against the same SQLite without encryption: one edit on disk, many at once, reading all. */

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openDatabase } from '../../../electron/backend/db/open.ts';
import { median, type Row } from './rows.ts';

const TABLE = 'CREATE TABLE bench (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)';
const PUT = 'INSERT INTO bench (bytes) VALUES (?)';
const EDIT = randomBytes(200);
const ALL = 'SELECT sum(length(bytes)) + count(*) AS n FROM bench';

/** The three things that are done to a store. */
interface Store {
  readonly put: (count: number) => void;
  readonly all: () => void;
  readonly close: () => void;
}

function encrypted(folder: string): Store {
  const opened = openDatabase(join(folder, 'encrypted.db'), randomBytes(32));
  if (!opened.ok) throw new Error(opened.message);
  const db = opened.value;
  db.write((to) => void to.run(TABLE));
  const put = (count: number): void =>
    db.write((to) => {
      for (let i = 0; i < count; i++) to.run(PUT, EDIT);
    });
  return { put, all: () => void db.read.get(ALL), close: () => db.close() };
}

/** The same settings as `electron/backend/db/open.ts`, without a key. */
function plain(folder: string): Store {
  const sql = new Database(join(folder, 'plain.db'));
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'secure_delete = ON']) sql.pragma(pragma);
  sql.exec(TABLE);
  const insert = sql.prepare(PUT);
  const put = sql.transaction((count: number) => {
    for (let i = 0; i < count; i++) insert.run(EDIT);
  });
  const all = sql.prepare(ALL);
  return { put: (count) => put.immediate(count), all: () => void all.get(), close: () => void sql.close() };
}

const WORK: readonly (readonly [string, number, (store: Store) => void])[] = [
  ['고침 하나를 디스크까지', 200, (store) => store.put(1)],
  ['고침 5,000개를 한 번에', 5, (store) => store.put(5000)],
  ['모두 읽기', 5, (store) => store.all()],
];

/** Stores in turn, so that a noisy moment does not always meet the same. */
export function measureStore(quick: boolean): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'ongyeol-bench-'));
  const stores = { encrypted: encrypted(folder), plain: plain(folder) };
  const rounds = quick ? 1 : 7;
  try {
    return WORK.map(([what, count, work]) => {
      const times: Record<keyof typeof stores, number[]> = { encrypted: [], plain: [] };
      for (let round = -1; round < rounds; round++)
        for (const name of ['encrypted', 'plain'] as const) {
          const start = performance.now();
          for (let i = 0; i < count; i++) work(stores[name]);
          if (round >= 0) times[name].push((performance.now() - start) / count);
        }
      return { what: `암호화한 저장: ${what}`, ms: median(times.encrypted), against: '암호화하지 않은 SQLite', base: median(times.plain) };
    });
  } finally {
    stores.encrypted.close();
    stores.plain.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
