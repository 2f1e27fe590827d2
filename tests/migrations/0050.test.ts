import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate, schemaOf } from '../../electron/backend/db/migrate.ts';
import { MIGRATIONS } from '../../electron/backend/db/migrations/index.ts';

it('migration 0050 keeps every notice as it was told and read, takes those somebody sent, and begins with nothing looked at', () => {
  const sql = new Database(':memory:');
  const upTo = (number: number) => MIGRATIONS.filter((step) => step.number <= number);
  migrate(sql, upTo(40));
  const before = ['d', 'step/A-2/1', 'review', '2026-11-25', 'on', 'told', 'read', 1];
  sql.prepare('INSERT INTO notices (document_id, request, kind, day, stage, told_at, read_at, done) VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(before);
  expect(migrate(sql, upTo(50))).toBe(true);
  const { id, ...kept } = sql.prepare<[], Record<string, unknown>>('SELECT * FROM notices').get() ?? {};
  expect([schemaOf(sql), id, Object.values(kept)]).toEqual([50, 1, [...before, '', '']]);
  const tell = sql.prepare(
    'INSERT INTO notices (document_id, request, kind, day, stage, told_at, sender, sent_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const sent = (at: string) => tell.run('d', 'step/A-2/1', 'review', '2026-11-25', 'asked', 'now', 'kim', at).changes;
  expect([sent('10:00'), sent('10:00'), sent('12:00')]).toEqual([1, 0, 1]);
  expect(() => tell.run('d', 'r', 'review', '2026-11-25', 'soon', 'now', '', '')).toThrow(/CHECK/);
  expect(sql.prepare('SELECT count(*) AS n FROM looks').get()).toEqual({ n: 0 });
  sql.close();
});
