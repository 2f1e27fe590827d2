/** Sessions in SQLite. */

import type { Sql } from './open.ts';
import type { EndReason, NewSession, SessionRow, SessionStorage } from './storage.ts';

interface Stored extends Omit<SessionRow, 'used' | 'command'> {
  readonly used: number;
  readonly command: number;
}

const COLUMNS = `id, token, next_token AS nextToken, person, certificate, device, started_at AS startedAt, seen_at AS seenAt, expires_at AS expiresAt,
  next_expires_at AS nextExpiresAt, generation, secret, used, ended, command`;
const SELECT = `SELECT ${COLUMNS} FROM sessions`;

const rowOf = (stored: Stored | undefined): SessionRow | null =>
  stored === undefined ? null : { ...stored, used: stored.used === 1, command: stored.command === 1 };

function createReads(sql: Sql): Pick<SessionStorage, 'session' | 'sessionById' | 'sessionsOf'> {
  const byToken = sql.prepare<[string, string], Stored>(`${SELECT} WHERE token = ? OR next_token = ?`);
  const byId = sql.prepare<[number], Stored>(`${SELECT} WHERE id = ?`);
  const ofPerson = sql.prepare<[string], Stored>(`${SELECT} WHERE person = ? ORDER BY id`);
  return {
    session: (token) => rowOf(byToken.get(token, token)),
    sessionById: (id) => rowOf(byId.get(id)),
    sessionsOf: (person) => ofPerson.all(person).flatMap((stored) => rowOf(stored) ?? []),
  };
}

function createAcknowledge(sql: Sql): SessionStorage['acknowledge'] {
  const use = sql.prepare<[number, number]>('UPDATE sessions SET used = 1, seen_at = ? WHERE id = ? AND used = 0');
  const keep = sql.prepare<[number, string, number, string, string]>(
    'UPDATE devices SET generation = ?, secret = ?, reopened = 0, seen_at = ? WHERE person = ? AND id = ?',
  );
  const login = sql.prepare<[string, number, string]>('INSERT OR REPLACE INTO logins (person, at, device, failed) VALUES (?, ?, ?, 0)');
  const whole = sql.transaction(({ id, generation, secret, person, device, command }: SessionRow, at: number) => {
    if (use.run(at, id).changes === 0) return;
    keep.run(generation, secret, at, person, device);
    if (!command) login.run(person, at, device);
  });
  return (session, at) => whole.immediate(session, at);
}

/** The session part of the SQLite storage. */
export function createSqliteSessions(sql: Sql): SessionStorage {
  const put = sql.prepare<[Omit<NewSession, 'command'> & { command: number }], Stored>(
    `INSERT INTO sessions (token, person, certificate, device, started_at, seen_at, expires_at, next_expires_at, generation, secret, used, command)
     VALUES (@token, @person, @certificate, @device, @startedAt, @startedAt, @expiresAt, 0, @generation, @secret, 0, @command) RETURNING ${COLUMNS}`,
  );
  const shift = sql.prepare<[number, string]>(
    'UPDATE sessions SET token = next_token, expires_at = next_expires_at, next_token = NULL WHERE id = ? AND next_token = ?',
  );
  const next = sql.prepare<[string, number, number]>('UPDATE sessions SET next_token = ?, next_expires_at = ? WHERE id = ?');
  const offer = sql.transaction((id: number, from: string, token: string, expiresAt: number) => {
    shift.run(id, from);
    next.run(token, expiresAt, id);
  });
  const see = sql.prepare<[number, number]>('UPDATE sessions SET seen_at = ? WHERE id = ?');
  const seeDevice = sql.prepare<[number, number]>('UPDATE devices SET seen_at = ? WHERE (person, id) = (SELECT person, device FROM sessions WHERE id = ?)');
  const seen = sql.transaction((id: number, at: number) => {
    see.run(at, id);
    seeDevice.run(at, id);
  });
  const end = sql.prepare<[EndReason, number]>('UPDATE sessions SET ended = ? WHERE id = ? AND ended IS NULL');
  const drop = sql.prepare<[number]>('DELETE FROM sessions WHERE max(expires_at, next_expires_at) < ?');
  return {
    ...createReads(sql),
    acknowledge: createAcknowledge(sql),
    putSession(session) {
      const row = rowOf(put.get({ ...session, command: session.command ? 1 : 0 }));
      if (row === null) throw new Error('session was not stored');
      return row;
    },
    offerToken: (id, from, token, expiresAt) => offer.immediate(id, from, token, expiresAt),
    seeSession: (id, at) => seen.immediate(id, at),
    endSession: (id, why) => void end.run(why, id),
    dropSessions: (before) => void drop.run(before),
  };
}
