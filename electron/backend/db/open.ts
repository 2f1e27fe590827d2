/** The local database: encrypted from its first byte (SQLCipher format, raw key), WAL, every commit on disk. */

import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { toHex } from '../../../shared/lib/bytes.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { diskCode, type DiskCode } from '../../../shared/sync/disk.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS, type Migration } from './migrations/index.ts';
import type { ReplicaDb, SqlValue, WritableDB } from './sql.ts';

/** Why a database did not open. A damaged first page and a wrong key look alike to the cipher: both are WRONG_KEY. */
export type OpenCode = DiskCode | 'WRONG_KEY' | 'NEWER_SCHEMA' | 'RUNTIME_TOO_OLD';

const SENTENCES: Record<OpenCode, string> = {
  DISK_FULL: '디스크가 가득 차서 저장할 수 없습니다. 이미 저장된 문서는 그대로입니다. 공간을 비우고 다시 시도하십시오.',
  READ_ONLY: '데이터 폴더에 쓸 수 없습니다. 저장된 문서는 그대로입니다. 폴더의 권한을 확인하십시오.',
  CORRUPT: '데이터베이스 파일이 손상되었습니다. 파일을 지우지 말고 관리자에게 알리십시오.',
  IO_ERROR: '디스크가 쓰기나 읽기를 하지 못했습니다. 이미 저장된 문서는 그대로입니다. 디스크를 점검하고, 되풀이되면 관리자에게 알리십시오.',
  LOCKED: '이 데이터 폴더를 다른 창이 쓰고 있습니다. 먼저 연 창을 닫고 다시 시도하십시오.',
  WRONG_KEY: '암호가 맞지 않거나 파일이 손상되어 열 수 없습니다. 아무것도 바뀌지 않았습니다.',
  NEWER_SCHEMA: '더 새로운 프로그램이 만든 데이터입니다. 아무것도 바꾸지 않았습니다. 프로그램을 새 판으로 바꾸십시오.',
  RUNTIME_TOO_OLD: '이 프로그램에는 Node 24 이상이 필요합니다. Node를 새 판으로 바꾼 뒤 다시 시작하십시오.',
};

const NAPI_NEEDED = 10;
const KEY_BYTES = 32;

/** The sentence of a code. */
export function openSentence(code: OpenCode): string {
  return SENTENCES[code];
}

function unlock(file: string, key: Uint8Array): Database.Database {
  mkdirSync(dirname(file), { recursive: true });
  const sql = new Database(file, { timeout: 2000 });
  try {
    sql.pragma("cipher = 'sqlcipher'");
    sql.pragma(`key = "x'${toHex(key)}'"`);
    sql.pragma('journal_mode = WAL');
    sql.pragma('synchronous = FULL');
    sql.pragma('foreign_keys = ON');
    sql.pragma('secure_delete = ON');
    return sql;
  } catch (error) {
    sql.close();
    throw error;
  }
}

function createDb(sql: Database.Database): ReplicaDb {
  const kept = new Map<string, Database.Statement<SqlValue[]>>();
  const statement = (text: string): Database.Statement<SqlValue[]> => {
    const known = kept.get(text) ?? sql.prepare<SqlValue[]>(text);
    kept.set(text, known);
    return known;
  };
  const db = {
    get: (text: string, ...values: SqlValue[]) => statement(text).get(...values),
    all: (text: string, ...values: SqlValue[]) => statement(text).all(...values),
    run: (text: string, ...values: SqlValue[]) => {
      const done = statement(text).run(...values);
      return { changes: done.changes, id: Number(done.lastInsertRowid) };
    },
  } as unknown as WritableDB;
  return {
    read: db,
    write: (work) => sql.transaction(() => work(db)).immediate(),
    copyTo: (file) => void sql.prepare('VACUUM INTO ?').run(file),
    close: () => void sql.close(),
  };
}

/** Opens (and makes) the database under a 32-byte key. Whatever can be expected comes back as a value. */
export function openDatabase(file: string, key: Uint8Array, migrations: readonly Migration[] = MIGRATIONS): Result<ReplicaDb, OpenCode> {
  const fail = (code: OpenCode): Result<never, OpenCode> => err(code, SENTENCES[code]);
  if (Number(process.versions['napi'] ?? 0) < NAPI_NEEDED) return fail('RUNTIME_TOO_OLD');
  if (key.length !== KEY_BYTES) throw new RangeError('database key must be 32 bytes');
  let sql: Database.Database | null = null;
  try {
    sql = unlock(file, key);
    if (migrate(sql, migrations)) return ok(createDb(sql));
    sql.close();
    return fail('NEWER_SCHEMA');
  } catch (error) {
    sql?.close();
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'SQLITE_NOTADB') return fail('WRONG_KEY');
    const code = diskCode(error);
    if (code === null) throw error;
    return fail(code);
  }
}
