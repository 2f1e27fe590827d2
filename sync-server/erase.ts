/** Erasing a file by law (영 제40조의 폐기, 개인정보 보호법 제21조): the bytes go, digest, ground and every record of it stay. */

import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '../shared/lib/result.ts';
import { diskCode } from '../shared/sync/disk.ts';
import { openStore, type StoreKeyCode, type StoreSecret } from './storage/store-key.ts';
import { openSqliteStorage } from './storage/sqlite.ts';

/** Why nothing was erased. */
export type EraseCode = 'NO_DATABASE' | 'NOT_A_DIGEST' | 'GROUND_MISSING' | 'BLOB_UNKNOWN' | 'ALREADY_ERASED' | 'DISK' | StoreKeyCode;

/** What was erased: bytes gone, and how many documents name it. */
export interface Erased {
  readonly sha256: string;
  readonly size: number;
  readonly documents: number;
}

/** What to erase. `dataDir` is the folder with `server.db`; the server may go on meanwhile. `ground` is shown to whoever asks for the file. */
export interface EraseInput {
  readonly dataDir: string;
  readonly sha256: string;
  readonly ground: string;
  readonly secret?: StoreSecret | null;
  readonly clock: () => Date;
}

const nothing = '아무것도 지우지 않았습니다.';

function refusalOf({ dataDir, sha256, ground }: EraseInput): Result<never, EraseCode> | null {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return err('NOT_A_DIGEST', `파일의 내용 지문(SHA-256, 16진수 64자)을 적으십시오. ${nothing}`);
  if (ground === '' || ground.length > 500) return err('GROUND_MISSING', `지우는 근거를 500자 안으로 적으십시오. ${nothing}`);
  if (!existsSync(join(dataDir, 'server.db'))) return err('NO_DATABASE', `이 폴더에는 서버 자료가 없습니다(${dataDir}). ${nothing}`);
  return null;
}

/** Notes the erasure, then takes the bytes away; cut short between the two, the next run with the same digest takes them away. */
export function erase(input: EraseInput): Result<Erased, EraseCode> {
  const { dataDir, sha256 } = input;
  const ground = input.ground.trim();
  const refused = refusalOf({ ...input, ground });
  if (refused !== null) return refused;
  const keys = openStore(dataDir, input.secret ?? null);
  if (!keys.ok) return keys;
  const storage = openSqliteStorage(join(dataDir, 'server.db'), keys.value?.database ?? null);
  if (!storage.ok) return err('DISK', `${storage.message} ${nothing}`);
  try {
    const known = storage.value.blob(sha256);
    if (known === null) return err('BLOB_UNKNOWN', `서버에 없는 파일입니다. ${nothing}`);
    if (known.erased === null) {
      storage.value.eraseBlob(sha256, ground, input.clock().getTime());
      const about = { person: '', device: '', from: 'server', document: '', what: `erase ${sha256}` };
      storage.value.addAccess({ ...about, act: 'administered', why: ground }, input.clock().toISOString());
    }
    rmSync(join(dataDir, 'blobs', sha256.slice(0, 2), sha256), { force: true });
    if (known.erased !== null) return err('ALREADY_ERASED', `이미 지운 파일입니다(${known.erased.ground}).`);
    return ok({ sha256, size: known.size, documents: known.documents.length });
  } catch (error) {
    if (diskCode(error) === null) throw error;
    return err('DISK', '디스크가 받지 않아 지우지 못했습니다. 디스크를 점검하고 같은 명령을 다시 하십시오.');
  } finally {
    storage.value.close();
  }
}
