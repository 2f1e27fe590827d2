import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, expect, it } from 'vitest';
import { openSql } from '../../sync-server/storage/open.ts';
import { openSqliteStorage } from '../../sync-server/storage/sqlite.ts';
import { createFolders, must } from '../support/sync.ts';
import { storageSuite } from './storage.suite.ts';

const folders = createFolders();
afterEach(folders.clean);

storageSuite('sqlite file', () => must(openSqliteStorage(join(folders.make(), 'server.db'))));
storageSuite('sqlite file, encrypted', () => must(openSqliteStorage(join(folders.make(), 'server.db'), randomBytes(32))));
storageSuite('sqlite memory', () => must(openSqliteStorage(':memory:')));

it('T7 SQLite itself refuses to change or delete entries and updates', () => {
  const file = join(folders.make(), 'server.db');
  const storage = must(openSqliteStorage(file));
  storage.append([{ room: 'plain/a', epoch: 0, person: 'kim', at: 'x', bytes: new Uint8Array([1]), clients: [] }]);
  const sql = new Database(file);
  expect(() => sql.exec("UPDATE updates SET person = 'lee'")).toThrow('append-only');
  expect(() => sql.exec('DELETE FROM updates')).toThrow('append-only');
  sql.close();
  storage.close();
  const opened = must(openSql(file));
  expect([opened.pragma('synchronous', { simple: true }), opened.pragma('journal_mode', { simple: true })]).toEqual([2, 'wal']);
  opened.close();
});
