import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate, schemaOf } from '../../electron/backend/db/migrate.ts';
import { MIGRATIONS } from '../../electron/backend/db/migrations/index.ts';

it('migration 0060 keeps every notice with who sent it, and takes those of answers to an own 의견조회', () => {
  const sql = new Database(':memory:');
  const upTo = (number: number) => MIGRATIONS.filter((step) => step.number <= number);
  migrate(sql, upTo(50));
  const before = {
    request: 'step/A-2/1',
    kind: 'review',
    day: '2026-11-25',
    stage: 'asked',
    told_at: 'told',
    read_at: 'read',
    done: 1,
    sender: 'kim',
    sent_at: '10:00',
  };
  const names = Object.keys(before);
  const insert = `INSERT INTO notices (document_id, ${names.join(', ')}) VALUES ('d', ${names.map((name) => `@${name}`).join(', ')}) ON CONFLICT DO NOTHING`;
  sql.prepare(insert).run(before);
  expect(migrate(sql, upTo(60))).toBe(true);
  expect([schemaOf(sql), sql.prepare('SELECT * FROM notices').get()]).toEqual([60, { id: 1, document_id: 'd', ...before }]);
  const tell = (stage: string) => sql.prepare(insert).run({ ...before, kind: 'answers', stage }).changes;
  expect([tell('answered'), tell('answered'), tell('enough'), tell('asked')]).toEqual([1, 0, 1, 0]);
  expect(() => tell('soon')).toThrow(/CHECK/);
  sql.close();
});
