/** Certificates in SQLite. */

import type { Sql } from './open.ts';
import type { DeskStorage } from './storage.ts';

/** The desk part of the SQLite storage. */
export function createSqliteDesk(sql: Sql): DeskStorage {
  const put = sql.prepare('INSERT INTO certificates (digest, der) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const get = sql.prepare<[string], { der: Buffer }>('SELECT der FROM certificates WHERE digest = ?');
  const all = sql.prepare<[], { der: Buffer }>('SELECT der FROM certificates ORDER BY digest');
  return {
    putCertificate: (digest, der) => void put.run(digest, der),
    certificate: (digest) => {
      const row = get.get(digest);
      return row === undefined ? null : new Uint8Array(row.der);
    },
    certificates: () => all.all().map((row) => new Uint8Array(row.der)),
  };
}
