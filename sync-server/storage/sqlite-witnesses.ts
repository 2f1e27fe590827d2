/** Witnesses and their cosignatures in SQLite. A witness's old cosignatures go: the newest covers what they covered. */

import type { Sql } from './open.ts';
import type { CosignatureRow, WitnessStorage } from './witness-storage.ts';

/** Cosignatures of one witness that are kept, the newest first. */
const KEPT = 20;

/** The part of the SQLite storage that keeps witnesses. */
export function createSqliteWitnesses(sql: Sql): WitnessStorage {
  const put = sql.prepare<[string, string, string]>(
    'INSERT INTO witnesses (name, agency, record) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET record = excluded.record',
  );
  const sign = sql.prepare<[number, string, string]>('INSERT INTO cosignatures (size, witness, line) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const forget = sql.prepare<[string, string]>(
    `DELETE FROM cosignatures WHERE witness = ? AND size NOT IN (SELECT size FROM cosignatures WHERE witness = ? ORDER BY size DESC LIMIT ${KEPT})`,
  );
  const all = sql.prepare<[], { name: string; agency: string; record: string }>('SELECT name, agency, record FROM witnesses ORDER BY agency, name');
  const from = sql.prepare<[number], CosignatureRow>(
    'SELECT size, witness, agency, line FROM cosignatures JOIN witnesses ON name = witness WHERE size >= ? ORDER BY size, witness',
  );
  const whole = sql.transaction((name: string, agency: string, record: string, size: number, line: string) => {
    put.run(name, agency, record);
    sign.run(size, name, line);
    forget.run(name, name);
  });
  return {
    putCosignature: ({ witness, agency, size, line }, record) => whole.immediate(witness, agency, record, size, line),
    witnesses: () => all.all(),
    cosignatures: (size) => from.all(size),
  };
}
