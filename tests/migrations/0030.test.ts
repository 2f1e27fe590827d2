import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate, schemaOf } from '../../electron/backend/db/migrate.ts';
import { MIGRATIONS } from '../../electron/backend/db/migrations/index.ts';

it('migration 0030 gives a replica of before no device yet, and keeps what it had', () => {
  const sql = new Database(':memory:');
  migrate(
    sql,
    MIGRATIONS.filter((step) => step.number <= 20),
  );
  sql.prepare("INSERT INTO meta (name, value) VALUES ('cursor', '7')").run();
  expect(
    migrate(
      sql,
      MIGRATIONS.filter((step) => step.number <= 30),
    ),
  ).toBe(true);
  expect([schemaOf(sql), sql.prepare('SELECT count(*) AS n FROM devices').get()]).toEqual([30, { n: 0 }]);
  expect(sql.prepare('SELECT value FROM meta').all()).toEqual([{ value: '7' }]);
  sql.close();
});

it('a replica of every earlier version comes to the newest, and a newer one is refused', () => {
  const newest = MIGRATIONS.at(-1)?.number ?? 0;
  const tables = (sql: Database.Database): unknown[] => sql.prepare("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name").all();
  const fresh = new Database(':memory:');
  migrate(fresh, MIGRATIONS);
  for (const { number } of MIGRATIONS) {
    const sql = new Database(':memory:');
    migrate(
      sql,
      MIGRATIONS.filter((step) => step.number <= number),
    );
    sql.prepare("INSERT INTO meta (name, value) VALUES ('kept', 'x')").run();
    expect([number, migrate(sql, MIGRATIONS), schemaOf(sql)]).toEqual([number, true, newest]);
    expect([number, tables(sql)]).toEqual([number, tables(fresh)]);
    expect(sql.prepare("SELECT value FROM meta WHERE name = 'kept'").get()).toEqual({ value: 'x' });
    sql.pragma(`user_version = ${newest + 10}`);
    expect(migrate(sql, MIGRATIONS)).toBe(false);
    sql.close();
  }
  fresh.close();
});
