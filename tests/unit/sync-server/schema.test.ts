import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { openSql } from '../../../sync-server/storage/open.ts';
import { SERVER_SCHEMA, SERVER_STEPS } from '../../../sync-server/storage/schema.ts';
import { createFolders, must } from '../../support/sync.ts';

const folders = createFolders();
afterEach(() => folders.clean());

const versionOf = (sql: Database.Database): number => Number(sql.pragma('user_version', { simple: true }));
const tablesOf = (sql: Database.Database): unknown[] => sql.prepare('SELECT type, name, sql FROM sqlite_master ORDER BY type, name').all();

function databaseOf(version: number): string {
  const file = join(folders.make(), 'server.db');
  const sql = new Database(file);
  for (const step of SERVER_STEPS.slice(0, version)) sql.exec(step);
  sql.pragma(`user_version = ${version}`);
  if (version > 0) sql.prepare("INSERT INTO disclosures VALUES ('doc', 'commitment', 'salt', '의견')").run();
  sql.close();
  return file;
}

describe('the version of the server database', () => {
  it('DB1 a database of every earlier version is brought to the newest, with what stood in it', () => {
    const fresh = must(openSql(databaseOf(0)));
    for (let version = 1; version <= SERVER_SCHEMA; version++) {
      const sql = must(openSql(databaseOf(version)));
      expect(versionOf(sql), `from ${version}`).toBe(SERVER_SCHEMA);
      expect(sql.prepare('SELECT value FROM disclosures').all(), `from ${version}`).toEqual([{ value: '의견' }]);
      expect(tablesOf(sql), `from ${version}`).toEqual(tablesOf(fresh));
      sql.close();
    }
    fresh.close();
  });

  it('DB2 a database of a newer program is refused and left as it is', () => {
    const file = databaseOf(SERVER_SCHEMA);
    const newer = new Database(file);
    newer.pragma(`user_version = ${SERVER_SCHEMA + 1}`);
    newer.close();
    expect(() => openSql(file)).toThrow(`schema ${SERVER_SCHEMA + 1}`);
    const sql = new Database(file);
    expect(versionOf(sql)).toBe(SERVER_SCHEMA + 1);
    sql.close();
  });
});
