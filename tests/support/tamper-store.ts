/** Tampering with a server's folder by somebody who has the file in hand: seeded, so that a case can be made again (FS2–FS4). */

import Database from 'better-sqlite3';
import { digestOf, leafHash } from '../../shared/trail/hash.ts';
import type { Entry } from '../../shared/trail/entry.ts';
import type { Next } from './tamper.ts';

interface Row {
  readonly idx: number;
  readonly entry: string;
}

/** What was done: to which entry, and whether that very entry has to be named. */
export interface StoreTampering {
  readonly idx: number;
  readonly named: boolean;
}

const put = (sql: Database.Database, idx: number, entry: string): void =>
  void sql.prepare('UPDATE entries SET entry = ?, crc = NULL WHERE idx = ?').run(entry, idx);

/** An entry with leaf and index made to fit, as somebody who knows the format would. */
function remade(sql: Database.Database, idx: number, entry: Entry): void {
  const statement = entry.kind === 'statement' ? digestOf(entry.body.statement) : null;
  sql
    .prepare('UPDATE entries SET entry = ?, leaf = ?, statement = ?, crc = NULL WHERE idx = ?')
    .run(JSON.stringify(entry), Buffer.from(leafHash(entry), 'hex'), statement, idx);
}

type Kind = (sql: Database.Database, rows: readonly Row[], next: Next) => StoreTampering;

/** Kinds of tampering by name. */
export const STORE_TAMPERING: Readonly<Record<string, Kind>> = {
  'one letter changed'(sql, rows, next) {
    const { idx = 0, entry = '' } = rows[next(rows.length)] ?? {};
    const at = next(entry.length);
    const other = entry[at] === 'x' ? 'y' : 'x';
    put(sql, idx, `${entry.slice(0, at)}${other}${entry.slice(at + 1)}`);
    return { idx, named: true };
  },
  'entry dropped'(sql, rows, next) {
    const idx = rows[next(rows.length - 1)]?.idx ?? 0;
    sql.prepare('DELETE FROM entries WHERE idx = ?').run(idx);
    return { idx, named: true };
  },
  'entries swapped'(sql, rows, next) {
    const at = next(rows.length - 1);
    const [one, other] = [rows[at], rows[at + 1]];
    put(sql, one?.idx ?? 0, other?.entry ?? '');
    put(sql, other?.idx ?? 0, one?.entry ?? '');
    return { idx: one?.idx ?? 0, named: true };
  },
  'entry twice'(sql, rows, next) {
    const at = next(rows.length - 1);
    put(sql, rows[at + 1]?.idx ?? 0, rows[at]?.entry ?? '');
    return { idx: rows[at + 1]?.idx ?? 0, named: true };
  },
  'put back in time'(sql, rows, next) {
    const { idx = 0, entry = '' } = rows[next(rows.length)] ?? {};
    remade(sql, idx, { ...(JSON.parse(entry) as Entry), receivedAt: '2020-01-01T00:00:00.000Z' });
    return { idx, named: false };
  },
  'signed by another'(sql, rows, next) {
    const signed = rows.filter(({ entry }) => entry.includes('"kind":"statement"'));
    const at = next(signed.length);
    const entry = JSON.parse(signed[at]?.entry ?? '') as Extract<Entry, { kind: 'statement' }>;
    const other = JSON.parse(signed[(at + 1) % signed.length]?.entry ?? '') as Extract<Entry, { kind: 'statement' }>;
    remade(sql, signed[at]?.idx ?? 0, { ...entry, body: { ...entry.body, signature: other.body.signature } });
    return { idx: signed[at]?.idx ?? 0, named: true };
  },
  'tail cut'(sql, rows, next) {
    const idx = rows[rows.length - 1 - next(Math.min(4, rows.length - 1))]?.idx ?? 0;
    sql.prepare('DELETE FROM entries WHERE idx >= ?').run(idx);
    sql.exec('UPDATE documents SET count = (SELECT count(*) FROM entries e WHERE e.document_id = documents.document_id)');
    return { idx, named: false };
  },
};

/** Tampers with the database at a path; the triggers that would stop it are taken away first. */
export function tamperStore(path: string, kind: string, next: Next): StoreTampering {
  const sql = new Database(path);
  for (const { name } of sql.prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'trigger'").all()) sql.exec(`DROP TRIGGER ${name}`);
  const rows = sql.prepare<[], Row>('SELECT idx, entry FROM entries ORDER BY idx').all();
  const done = STORE_TAMPERING[kind]?.(sql, rows, next);
  sql.close();
  if (done === undefined) throw new Error(`unknown kind ${kind}`);
  return done;
}

/** Whether a place names the entry, or the one behind it where the entry itself is gone. */
export function namesEntry(where: string, { idx }: StoreTampering): boolean {
  return [idx + 1, idx + 2].some((n) => where.includes(`기록 ${n.toLocaleString('ko-KR')}번째`) || where.includes(`기록 ${n}번째`));
}
