import { randomBytes } from 'node:crypto';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { migrate, schemaOf } from '../../electron/backend/db/migrate.ts';
import { MIGRATIONS } from '../../electron/backend/db/migrations/index.ts';

describe('migration 0010', () => {
  it('starts from an empty file and makes the replica tables', () => {
    const sql = new Database(':memory:');
    expect(schemaOf(sql)).toBe(0);
    expect(
      migrate(
        sql,
        MIGRATIONS.filter((step) => step.number <= 10),
      ),
    ).toBe(true);
    expect(schemaOf(sql)).toBe(10);
    const names = sql
      .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")
      .all()
      .map((row) => row.name);
    expect(names).toEqual(['blobs', 'certificates', 'contents', 'disclosures', 'entries', 'faults', 'meta', 'outbox', 'room_updates', 'stranded']);
    sql.prepare('INSERT INTO room_updates (room, bytes, pending) VALUES (?, ?, 1)').run('r', randomBytes(3));
    expect(migrate(sql, MIGRATIONS)).toBe(true);
    expect(sql.prepare('SELECT count(*) AS n FROM room_updates').get()).toEqual({ n: 1 });
    sql.close();
  });

  it('numbers go up by tens, and a newer file is left alone', () => {
    expect(MIGRATIONS.every((step, i) => step.number === (i + 1) * 10)).toBe(true);
    const sql = new Database(':memory:');
    sql.pragma('user_version = 9990');
    expect(migrate(sql, MIGRATIONS)).toBe(false);
    expect(schemaOf(sql)).toBe(9990);
    sql.close();
  });
});
