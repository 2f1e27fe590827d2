/** Migration 60: notices of answers to an own 의견조회 (`answered`, and `enough` for the one that makes up the number hoped for). */

/** DDL of this step. */
export const answers = `
CREATE TABLE notices_3 (
  id INTEGER PRIMARY KEY AUTOINCREMENT, document_id TEXT NOT NULL, request TEXT NOT NULL, kind TEXT NOT NULL, day TEXT NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN ('before', 'on', 'over', 'asked', 'answered', 'enough')), told_at TEXT NOT NULL, read_at TEXT,
  done INTEGER NOT NULL DEFAULT 0, sender TEXT NOT NULL DEFAULT '', sent_at TEXT NOT NULL DEFAULT '',
  UNIQUE (document_id, request, day, stage, sender, sent_at)
) STRICT;
INSERT INTO notices_3 (id, document_id, request, kind, day, stage, told_at, read_at, done, sender, sent_at)
  SELECT id, document_id, request, kind, day, stage, told_at, read_at, done, sender, sent_at FROM notices;
DROP TABLE notices;
ALTER TABLE notices_3 RENAME TO notices;
`;
