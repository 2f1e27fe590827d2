/** Tables of the server's database. Entries and updates are append-only by trigger. */

const forbid = (table: string): string => `
CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;
CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;`;

/** DDL of version 1. */
const FIRST = `
CREATE TABLE rooms (room TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE updates (
  id INTEGER PRIMARY KEY, room TEXT NOT NULL, seq INTEGER NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL, bytes BLOB NOT NULL,
  UNIQUE (room, seq)
) STRICT;
CREATE TABLE snapshots (room TEXT PRIMARY KEY, seq INTEGER NOT NULL, state BLOB NOT NULL) STRICT;
CREATE TABLE claims (room TEXT NOT NULL, client INTEGER NOT NULL, person TEXT NOT NULL, PRIMARY KEY (room, client)) STRICT, WITHOUT ROWID;
CREATE TABLE documents (document_id TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE entries (
  idx INTEGER PRIMARY KEY, document_id TEXT NOT NULL, seq INTEGER NOT NULL, leaf BLOB NOT NULL, statement TEXT UNIQUE, entry TEXT NOT NULL,
  UNIQUE (document_id, seq)
) STRICT;
CREATE TABLE refusals (statement TEXT PRIMARY KEY, code TEXT NOT NULL, message TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE frozen (
  document_id TEXT NOT NULL, version INTEGER NOT NULL, content TEXT NOT NULL, PRIMARY KEY (document_id, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE frozen_states (
  document_id TEXT NOT NULL, version INTEGER NOT NULL, room TEXT NOT NULL, seq INTEGER NOT NULL, state BLOB NOT NULL,
  PRIMARY KEY (document_id, version, room)
) STRICT;
CREATE TABLE numbers (unit TEXT NOT NULL, year INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (unit, year)) STRICT, WITHOUT ROWID;
CREATE TABLE disclosures (
  document_id TEXT NOT NULL, commitment TEXT NOT NULL, salt TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (document_id, commitment)
) STRICT, WITHOUT ROWID;
CREATE TABLE certificates (digest TEXT PRIMARY KEY, der BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE sessions (
  id INTEGER PRIMARY KEY AUTOINCREMENT, token TEXT NOT NULL UNIQUE, person TEXT NOT NULL, certificate TEXT NOT NULL, expires_at INTEGER NOT NULL
) STRICT;
CREATE TABLE blobs (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE blob_owners (sha256 TEXT NOT NULL, person TEXT NOT NULL, PRIMARY KEY (sha256, person)) STRICT, WITHOUT ROWID;
CREATE TABLE blob_documents (sha256 TEXT NOT NULL, document_id TEXT NOT NULL, PRIMARY KEY (sha256, document_id)) STRICT, WITHOUT ROWID;
${forbid('entries')}${forbid('updates')}${forbid('frozen')}${forbid('frozen_states')}
`;

/**
 * Version 2: updates are only appended, so that a turn's commit touches the last pages of the file and not one page for every room.
 * Where a room's updates lie is written down later, many at once: `update_places` reaches up to row `places_upto.id`.
 */
const PLACES = `
CREATE TABLE updates_2 (
  id INTEGER PRIMARY KEY, room TEXT NOT NULL, seq INTEGER NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL, bytes BLOB NOT NULL
) STRICT;
INSERT INTO updates_2 SELECT id, room, seq, person, at, bytes FROM updates ORDER BY id;
DROP TABLE updates;
ALTER TABLE updates_2 RENAME TO updates;
CREATE TABLE update_places (room TEXT NOT NULL, seq INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (room, seq)) STRICT, WITHOUT ROWID;
INSERT INTO update_places SELECT room, seq, id FROM updates;
CREATE TABLE places_upto (one INTEGER PRIMARY KEY CHECK (one = 1), id INTEGER NOT NULL) STRICT;
INSERT INTO places_upto SELECT 1, coalesce(max(id), 0) FROM updates;
ALTER TABLE rooms DROP COLUMN seq;
${forbid('updates')}
`;

/** Version 3: when a blob was last offered, uploads under way, what was erased, and how much each person holds. */
const BLOBS = `
ALTER TABLE blobs ADD COLUMN at INTEGER NOT NULL DEFAULT 0;
UPDATE blobs SET at = unixepoch() * 1000;
CREATE TABLE blob_partials (
  sha256 TEXT NOT NULL, person TEXT NOT NULL, total INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (sha256, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX blob_partials_person ON blob_partials (person);
CREATE TABLE blob_erasures (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, ground TEXT NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX blob_owners_person ON blob_owners (person);
CREATE TABLE blob_usage (person TEXT PRIMARY KEY, bytes INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO blob_usage SELECT person, sum(size) FROM blob_owners JOIN blobs USING (sha256) GROUP BY person;
${forbid('blob_erasures')}
`;

/** Version 4: devices, and sessions bound to them. Sessions of before end: everybody logs in again. */
const DEVICES = `
DROP TABLE sessions;
CREATE TABLE sessions (
  id INTEGER PRIMARY KEY AUTOINCREMENT, token TEXT NOT NULL UNIQUE, next_token TEXT UNIQUE, person TEXT NOT NULL, certificate TEXT NOT NULL,
  device TEXT NOT NULL, started_at INTEGER NOT NULL, seen_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, next_expires_at INTEGER NOT NULL,
  generation INTEGER NOT NULL, secret TEXT NOT NULL, used INTEGER NOT NULL, ended TEXT
) STRICT;
CREATE INDEX sessions_person ON sessions (person);
CREATE TABLE devices (
  person TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, agency TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('approved', 'waiting', 'blocked', 'cloned')),
  generation INTEGER NOT NULL, secret TEXT NOT NULL, reopened INTEGER NOT NULL, revision INTEGER NOT NULL,
  added_at INTEGER NOT NULL, seen_at INTEGER NOT NULL, PRIMARY KEY (person, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE device_events (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, person TEXT NOT NULL, device TEXT NOT NULL, kind TEXT NOT NULL, by TEXT NOT NULL, detail TEXT NOT NULL
) STRICT;
CREATE INDEX device_events_person ON device_events (person, id);
CREATE TABLE logins (person TEXT PRIMARY KEY, at INTEGER, device TEXT, failed INTEGER NOT NULL) STRICT, WITHOUT ROWID;
${forbid('device_events')}
`;

/** Version 5: a sum beside everything that is only appended and beside what is folded from it; null in rows of before. */
const SUMS = `
ALTER TABLE updates ADD COLUMN crc INTEGER;
ALTER TABLE snapshots ADD COLUMN crc INTEGER;
ALTER TABLE entries ADD COLUMN crc INTEGER;
`;

/** Version 6: records of access, apart from content. */
const ACCESS = `
CREATE TABLE access_records (
  n INTEGER PRIMARY KEY, at TEXT NOT NULL, person TEXT NOT NULL, device TEXT NOT NULL, came_from TEXT NOT NULL, act TEXT NOT NULL,
  document TEXT NOT NULL, what TEXT NOT NULL, why TEXT NOT NULL, prev TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
CREATE INDEX access_records_document ON access_records (document, n);
${forbid('access_records')}
`;

/** Version 7: a person's own records are found without reading all. */
const ACCESS_BY_PERSON = `CREATE INDEX access_records_person ON access_records (person, n);`;

/** Version 8: sign-ins with the agency's account, and the nonces that were used up. */
const SIGN_INS = `
CREATE TABLE sign_ins (person TEXT NOT NULL, device TEXT NOT NULL, until INTEGER NOT NULL, PRIMARY KEY (person, device)) STRICT, WITHOUT ROWID;
CREATE TABLE sign_in_nonces (nonce TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;

/** Version 9: reminders people sent to whoever a paper waits for. */
const NUDGES = `
CREATE TABLE nudges (id INTEGER PRIMARY KEY, document TEXT NOT NULL, request TEXT NOT NULL, sender TEXT NOT NULL, receiver TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX nudges_receiver ON nudges (receiver, at);
CREATE INDEX nudges_document ON nudges (document, request, at);
CREATE INDEX nudges_at ON nudges (at);
`;

/** Version 10: since when a client of a room writes; '' for those of before. */
const CLAIM_TIMES = `ALTER TABLE claims ADD COLUMN at TEXT NOT NULL DEFAULT '';`;

/** Version 11: keys of clients that saw the log, and what they cosigned of it. */
const WITNESSES = `
CREATE TABLE witnesses (name TEXT PRIMARY KEY, agency TEXT NOT NULL, record TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE cosignatures (size INTEGER NOT NULL, witness TEXT NOT NULL, line TEXT NOT NULL, PRIMARY KEY (size, witness)) STRICT, WITHOUT ROWID;
CREATE INDEX cosignatures_witness ON cosignatures (witness, size);
`;

/** Version 12: whether a session is that of a command. */
const COMMANDS = `ALTER TABLE sessions ADD COLUMN command INTEGER NOT NULL DEFAULT 0;`;

/** The steps from an empty file to the newest version, in order; each only once, in a transaction of its own. */
export const SERVER_STEPS: readonly string[] = [
  FIRST,
  PLACES,
  BLOBS,
  DEVICES,
  SUMS,
  ACCESS,
  ACCESS_BY_PERSON,
  SIGN_INS,
  NUDGES,
  CLAIM_TIMES,
  WITNESSES,
  COMMANDS,
];

/** Version written into `user_version`; a higher number is refused, a lower one is brought up. */
export const SERVER_SCHEMA = SERVER_STEPS.length;
