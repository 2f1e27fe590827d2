import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate, schemaOf } from '../../electron/backend/db/migrate.ts';
import { MIGRATIONS } from '../../electron/backend/db/migrations/index.ts';

it('migration 0020 keeps the copies of 0010 and marks none of them as dealt with', () => {
  const sql = new Database(':memory:');
  migrate(
    sql,
    MIGRATIONS.filter((step) => step.number <= 10),
  );
  sql.prepare("INSERT INTO stranded (room, reason, at, state, edits) VALUES ('r', 'frozen', 't', x'00', x'00')").run();
  expect(
    migrate(
      sql,
      MIGRATIONS.filter((step) => step.number <= 20),
    ),
  ).toBe(true);
  expect(schemaOf(sql)).toBe(20);
  expect(sql.prepare('SELECT room, handled FROM stranded').all()).toEqual([{ room: 'r', handled: null }]);
  sql.close();
});
