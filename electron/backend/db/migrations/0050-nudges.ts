/** Migration 50: notices somebody sent (`asked`, by whom and when) beside reminders of days; and what this person really opened of a paper. */

/** DDL of this step. */
export const nudges = `
CREATE TABLE notices_2 (
  id INTEGER PRIMARY KEY AUTOINCREMENT, document_id TEXT NOT NULL, request TEXT NOT NULL, kind TEXT NOT NULL, day TEXT NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN ('before', 'on', 'over', 'asked')), told_at TEXT NOT NULL, read_at TEXT, done INTEGER NOT NULL DEFAULT 0,
  sender TEXT NOT NULL DEFAULT '', sent_at TEXT NOT NULL DEFAULT '',
  UNIQUE (document_id, request, day, stage, sender, sent_at)
) STRICT;
INSERT INTO notices_2 (id, document_id, request, kind, day, stage, told_at, read_at, done)
  SELECT id, document_id, request, kind, day, stage, told_at, read_at, done FROM notices;
DROP TABLE notices;
ALTER TABLE notices_2 RENAME TO notices;
CREATE TABLE looks (
  document_id TEXT NOT NULL, version INTEGER NOT NULL, what TEXT NOT NULL, first_at TEXT NOT NULL, last_at TEXT NOT NULL,
  PRIMARY KEY (document_id, version, what)
) STRICT, WITHOUT ROWID;
`;
