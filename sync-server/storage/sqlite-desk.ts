/** Certificates, sessions and blob names in SQLite. */

import type { Sql } from './open.ts';
import type { DeskStorage, SessionRow } from './storage.ts';

const SESSION = 'SELECT id, person, certificate, expires_at AS expiresAt FROM sessions';

type Certificates = Pick<DeskStorage, 'putCertificate' | 'certificate' | 'certificates'>;
type Sessions = Pick<DeskStorage, 'putSession' | 'renewSession' | 'session' | 'sessionById' | 'endSession'>;
type Blobs = Pick<DeskStorage, 'putBlob' | 'bindBlob' | 'blob'>;

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

function createBlobs(sql: Sql): Blobs {
  const put = sql.prepare('INSERT INTO blobs (sha256, size) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const own = sql.prepare('INSERT INTO blob_owners (sha256, person) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const bind = sql.prepare('INSERT INTO blob_documents (sha256, document_id) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const size = sql.prepare<[string], { size: number }>('SELECT size FROM blobs WHERE sha256 = ?');
  const owners = sql.prepare<[string], { person: string }>('SELECT person FROM blob_owners WHERE sha256 = ?');
  const documents = sql.prepare<[string], { documentId: string }>('SELECT document_id AS documentId FROM blob_documents WHERE sha256 = ?');
  const putBoth = sql.transaction((sha256: string, person: string, bytes: number) => {
    put.run(sha256, bytes);
    own.run(sha256, person);
  });
  return {
    putBlob: (sha256, person, bytes) => putBoth.immediate(sha256, person, bytes),
    bindBlob: (sha256, documentId) => void bind.run(sha256, documentId),
    blob: (sha256) => {
      const row = size.get(sha256);
      if (row === undefined) return null;
      return {
        size: row.size,
        owners: owners.all(sha256).map((owner) => owner.person),
        documents: documents.all(sha256).map((document) => document.documentId),
      };
    },
  };
}

/** The desk part of the SQLite storage. */
export function createSqliteDesk(sql: Sql): DeskStorage {
  return { ...createCertificates(sql), ...createSessions(sql), ...createBlobs(sql) };
}
