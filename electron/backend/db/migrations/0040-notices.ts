/** Migration 40: reminders this person was told, each once for a request, its day and how near it was. */

/** DDL of this step. */
export const notices = `
CREATE TABLE notices (
  id INTEGER PRIMARY KEY AUTOINCREMENT, document_id TEXT NOT NULL, request TEXT NOT NULL, kind TEXT NOT NULL, day TEXT NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN ('before', 'on', 'over')), told_at TEXT NOT NULL, read_at TEXT, done INTEGER NOT NULL DEFAULT 0,
  UNIQUE (document_id, request, day, stage)
) STRICT;
`;
