/** Sign-ins of devices, and nonces that were used up, in SQLite. */

import type { Sql } from './open.ts';
import type { SignInStorage } from './storage.ts';

/** The sign-in part of the SQLite storage. */
export function createSqliteSignIns(sql: Sql): SignInStorage {
  const one = sql.prepare<[string, string], { until: number }>('SELECT until FROM sign_ins WHERE person = ? AND device = ?');
  const put = sql.prepare<[string, string, number]>('INSERT OR REPLACE INTO sign_ins (person, device, until) VALUES (?, ?, ?)');
  const forget = sql.prepare<[number]>('DELETE FROM sign_in_nonces WHERE until < ?');
  const use = sql.prepare<[string, number]>('INSERT OR IGNORE INTO sign_in_nonces (nonce, until) VALUES (?, ?)');
  return {
    signIn: (person, device) => one.get(person, device)?.until ?? null,
    putSignIn: (person, device, until) => void put.run(person, device, until),
    useNonce(nonce, now, until) {
      forget.run(now);
      return use.run(nonce, until).changes === 1;
    },
  };
}
