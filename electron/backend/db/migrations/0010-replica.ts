/** Migration 10: the replica. Entries, rooms, outbox, certificates, contents, disclosures, blobs, stranded copies. */

/** DDL of this step. */
export const replica = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE entries (
  document_id TEXT NOT NULL, seq INTEGER NOT NULL, idx INTEGER NOT NULL UNIQUE, leaf TEXT NOT NULL, entry TEXT NOT NULL,
  PRIMARY KEY (document_id, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER entries_no_update BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'entries is append-only'); END;
CREATE TABLE faults (document_id TEXT NOT NULL, seq INTEGER NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE certificates (digest TEXT PRIMARY KEY, der BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE room_updates (id INTEGER PRIMARY KEY AUTOINCREMENT, room TEXT NOT NULL, bytes BLOB NOT NULL, pending INTEGER NOT NULL) STRICT;
CREATE INDEX room_updates_room ON room_updates (room, id);
CREATE INDEX room_updates_pending ON room_updates (room, id) WHERE pending = 1;
CREATE TABLE stranded (
  id INTEGER PRIMARY KEY AUTOINCREMENT, room TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL, state BLOB NOT NULL, edits BLOB NOT NULL
) STRICT;
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT, statement TEXT NOT NULL UNIQUE, document_id TEXT NOT NULL, submission TEXT NOT NULL, at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'accepted', 'refused')), code TEXT, message TEXT
) STRICT;
CREATE TABLE contents (document_id TEXT NOT NULL, version INTEGER NOT NULL, content TEXT NOT NULL, PRIMARY KEY (document_id, version)) STRICT, WITHOUT ROWID;
CREATE TABLE disclosures (
  document_id TEXT NOT NULL, commitment TEXT NOT NULL, salt TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (document_id, commitment)
) STRICT, WITHOUT ROWID;
CREATE TABLE blobs (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL, waiting INTEGER NOT NULL) STRICT;
`;
