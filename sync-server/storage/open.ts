/** Opening the server's database file, and the closed list of ways a disk refuses. */

import Database from 'better-sqlite3';
import { toHex } from '../../shared/lib/bytes.ts';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import { diskCode, type DiskCode } from '../../shared/sync/disk.ts';
import { SERVER_SCHEMA, SERVER_STEPS } from './schema.ts';

/** Handle of the database. */
export type Sql = Database.Database;

const SENTENCES: Record<DiskCode, string> = {
  DISK_FULL: '디스크가 가득 차서 저장할 수 없습니다. 이미 저장된 것은 그대로입니다. 공간을 비우고 다시 시작하십시오.',
  READ_ONLY: '데이터 폴더에 쓸 수 없습니다(읽기 전용). 폴더의 권한을 확인하고 다시 시작하십시오.',
  CORRUPT: '데이터베이스 파일이 손상되었습니다. 파일을 지우지 말고 백업에서 복구하십시오.',
  IO_ERROR: '디스크가 쓰기나 읽기를 하지 못했습니다. 저장되었다고 알린 것은 그대로입니다. 디스크를 점검하고, 되풀이되면 다른 디스크에 백업을 복구하십시오.',
  LOCKED: '다른 프로그램이 데이터 폴더를 쓰고 있습니다. 먼저 실행된 서버를 끝내고 다시 시작하십시오.',
};

/** What SQLite cannot see: a page that is whole, and what stands in it is not what was written. */
export function corrupt(what: string): Error {
  return Object.assign(new Error(`${what} is not what was written`), { code: 'SQLITE_CORRUPT_CONTENT' });
}

/** The sentence of a disk code. */
export function diskSentence(code: DiskCode): string {
  return SENTENCES[code];
}

function prepare(sql: Sql): void {
  sql.pragma('journal_mode = WAL');
  sql.pragma('synchronous = FULL');
  sql.pragma('foreign_keys = ON');
  sql.pragma('wal_autocheckpoint = 4000');
  const version = Number(sql.pragma('user_version', { simple: true }));
  if (version > SERVER_SCHEMA) throw new Error(`server database has schema ${version}, expected ${SERVER_SCHEMA}`);
  SERVER_STEPS.slice(version).forEach((ddl, i) =>
    sql.transaction(() => {
      sql.exec(ddl);
      sql.pragma(`user_version = ${version + i + 1}`);
    })(),
  );
}

/** A handle on a database file; with a key its pages are encrypted (SQLCipher format). A key from a file or a passphrase is raw by now: it costs nothing here. */
export function openKeyed(file: string, key: Uint8Array | null, options: Database.Options = {}): Sql {
  const sql = new Database(file, options);
  if (key === null) return sql;
  sql.pragma("cipher = 'sqlcipher'");
  sql.pragma(`key = "x'${toHex(key)}'"`);
  return sql;
}

/** Opens (and makes) the database with every commit on disk before it is acknowledged. */
export function openSql(file: string, key: Uint8Array | null = null): Result<Sql, DiskCode> {
  let sql: Sql | null = null;
  try {
    sql = openKeyed(file, key, { timeout: 2000 });
    prepare(sql);
    return ok(sql);
  } catch (error) {
    sql?.close();
    const code = diskCode(error);
    if (code === null) throw error;
    return err(code, SENTENCES[code]);
  }
}
