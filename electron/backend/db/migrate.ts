/** Bringing a database to the newest schema: each step in its own transaction, from the number it stands at. */

import type Database from 'better-sqlite3';
import type { Migration } from './migrations/index.ts';

/** Number of the schema the file has. */
export function schemaOf(sql: Database.Database): number {
  return Number(sql.pragma('user_version', { simple: true }));
}

/** Runs what is missing; false where the file is newer than this program. */
export function migrate(sql: Database.Database, migrations: readonly Migration[]): boolean {
  const newest = migrations.at(-1)?.number ?? 0;
  if (schemaOf(sql) > newest) return false;
  for (const step of migrations) {
    if (step.number <= schemaOf(sql)) continue;
    sql
      .transaction(() => {
        sql.exec(step.ddl);
        sql.pragma(`user_version = ${step.number}`);
      })
      .immediate();
  }
  return true;
}
