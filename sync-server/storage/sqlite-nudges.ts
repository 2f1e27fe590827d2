/** Reminders people sent (NT1), in SQLite. They are messages, not records: old ones are forgotten. */

import type { Sql } from './open.ts';
import type { NudgeRow, NudgeStorage } from './storage.ts';

/** The part of the SQLite storage that keeps reminders. */
export function createSqliteNudges(sql: Sql): NudgeStorage {
  const put = sql.prepare<[NudgeRow]>('INSERT INTO nudges (document, request, sender, receiver, at) VALUES (@documentId, @key, @sender, @receiver, @at)');
  const forget = sql.prepare<[number]>('DELETE FROM nudges WHERE at < ?');
  const last = sql.prepare<[string, string], { at: number | null }>('SELECT max(at) AS at FROM nudges WHERE document = ? AND request = ?');
  const mine = sql.prepare<[string, number, number], NudgeRow>(
    `SELECT document AS documentId, request AS key, sender, receiver, at FROM nudges WHERE receiver = ? AND at >= ? ORDER BY at DESC LIMIT ?`,
  );
  const whole = sql.transaction((rows: readonly NudgeRow[], before: number) => {
    forget.run(before);
    for (const row of rows) put.run(row);
  });
  return {
    putNudges: (rows, before) => whole.immediate(rows, before),
    lastNudge: (documentId, key) => last.get(documentId, key)?.at ?? null,
    nudgesFor: (person, since, limit) => mine.all(person, since, limit),
  };
}
