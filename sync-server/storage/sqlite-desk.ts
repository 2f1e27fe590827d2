/** Certificates and sessions in SQLite. */

import type { Sql } from './open.ts';
import type { DeskStorage, SessionRow } from './storage.ts';

const SESSION = 'SELECT id, person, certificate, expires_at AS expiresAt FROM sessions';

type Certificates = Pick<DeskStorage, 'putCertificate' | 'certificate' | 'certificates'>;
type Sessions = Pick<DeskStorage, 'putSession' | 'renewSession' | 'session' | 'sessionById' | 'endSession'>;

function createCertificates(sql: Sql): Certificates {
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

function createSessions(sql: Sql): Sessions {
  const put = sql.prepare<[string, string, string, number], SessionRow>(
    'INSERT INTO sessions (token, person, certificate, expires_at) VALUES (?, ?, ?, ?) RETURNING id, person, certificate, expires_at AS expiresAt',
  );
  const renew = sql.prepare('UPDATE sessions SET token = ?, expires_at = ? WHERE id = ?');
  const end = sql.prepare('DELETE FROM sessions WHERE id = ?');
  const byToken = sql.prepare<[string], SessionRow>(`${SESSION} WHERE token = ?`);
  const byId = sql.prepare<[number], SessionRow>(`${SESSION} WHERE id = ?`);
  return {
    putSession: (token, person, certificate, expiresAt) => {
      const row = put.get(token, person, certificate, expiresAt);
      if (row === undefined) throw new Error('session was not stored');
      return row;
    },
    renewSession: (id, token, expiresAt) => void renew.run(token, expiresAt, id),
    session: (token) => byToken.get(token) ?? null,
    sessionById: (id) => byId.get(id) ?? null,
    endSession: (id) => void end.run(id),
  };
}

/** The desk part of the SQLite storage. */
export function createSqliteDesk(sql: Sql): DeskStorage {
  return { ...createCertificates(sql), ...createSessions(sql) };
}
