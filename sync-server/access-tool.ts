/** Reading and checking the records of access beside a running server: who opened what, and whether the chain is whole. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '../shared/lib/result.ts';
import { checkAccess, type AccessCheck, type AccessRecord, type KnownHead } from '../shared/trail/access-record.ts';
import { openStore, type StoreKeyCode, type StoreSecret } from './storage/store-key.ts';
import { openSqliteStorage } from './storage/sqlite.ts';

/** What is asked. `document` and `person` narrow the list, '' for all; `known` is a head noted before, `N:HASH`, or ''. */
export interface AccessToolInput {
  readonly dataDir: string;
  readonly document: string;
  readonly person: string;
  readonly known: string;
  readonly secret?: StoreSecret | null;
}

/** The check over all records, and the newest of those asked for, oldest first. */
export interface AccessReport extends AccessCheck {
  readonly records: readonly AccessRecord[];
}

/** Why nothing was read. */
export type AccessToolCode = 'NO_DATABASE' | 'BAD_HEAD' | 'DISK' | StoreKeyCode;

const SHOWN = 500;

function knownHead(text: string): KnownHead | null | 'bad' {
  if (text === '') return null;
  const [, count, head] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  return count === undefined || head === undefined ? 'bad' : { count: Number(count), head };
}

/** Checks every record and lists those asked for. Nothing is changed. */
export function readAccess({ dataDir, document, person, known, secret = null }: AccessToolInput): Result<AccessReport, AccessToolCode> {
  const head = knownHead(known);
  if (head === 'bad') return err('BAD_HEAD', '앞서 적어 둔 지문은 건수:지문(예: 120:5f0c…, 64자)으로 적으십시오. 아무것도 읽지 않았습니다.');
  if (!existsSync(join(dataDir, 'server.db')))
    return err('NO_DATABASE', `이 폴더에는 서버 자료가 없습니다(${dataDir}). --data로 서버의 자료 폴더를 알려 주십시오.`);
  const keys = openStore(dataDir, secret);
  if (!keys.ok) return keys;
  const storage = openSqliteStorage(join(dataDir, 'server.db'), keys.value?.database ?? null);
  if (!storage.ok) return err('DISK', storage.message);
  try {
    const records: AccessRecord[] = [];
    for (const record of storage.value.accessFrom(0)) {
      if ((document !== '' && record.document !== document) || (person !== '' && record.person !== person)) continue;
      records.push(record);
      if (records.length > SHOWN) records.shift();
    }
    return ok({ ...checkAccess(storage.value.accessFrom(0), head), records });
  } finally {
    storage.value.close();
  }
}
