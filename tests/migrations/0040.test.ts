import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate, schemaOf } from '../../electron/backend/db/migrate.ts';
import { MIGRATIONS } from '../../electron/backend/db/migrations/index.ts';

it('migration 0040 gives a replica of before no reminder yet, and one reminder is told once for a request, its day and how near it is', () => {
  const sql = new Database(':memory:');
  const upTo = (number: number) => MIGRATIONS.filter((step) => step.number <= number);
  migrate(sql, upTo(30));
  sql.prepare("INSERT INTO meta (name, value) VALUES ('cursor', '7')").run();
  expect(migrate(sql, upTo(40))).toBe(true);
  expect([schemaOf(sql), sql.prepare('SELECT count(*) AS n FROM notices').get()]).toEqual([40, { n: 0 }]);
  const told = sql.prepare('INSERT INTO notices (document_id, request, kind, day, stage, told_at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING');
  const changes = ['on', 'on', 'over'].map((stage) => told.run('d', 'step/A-2/1', 'review', '2026-11-25', stage, 'now').changes);
  expect(changes).toEqual([1, 0, 1]);
  expect(() => told.run('d', 'r', 'review', '2026-11-25', 'soon', 'now')).toThrow(/CHECK/);
  expect(sql.prepare('SELECT value FROM meta').all()).toEqual([{ value: '7' }]);
  sql.close();
});
