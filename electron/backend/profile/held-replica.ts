/** The replica of an open profile, and the word to other processes that the profile is open. */

import { join } from 'node:path';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { ReplicaDb } from '../db/sql.ts';
import { openWhole } from '../trail/tail.ts';
import { OPEN_LOCK, shareLock } from './process-lock.ts';

const CHANGING = err('PROFILE_BUSY', '다른 명령이 이 프로필의 인증서를 바꾸고 있습니다. 열지 않았고 자료는 그대로입니다. 끝난 뒤 다시 여십시오.');

/** Opens the replica of a profile's folder; until it is closed nobody changes the profile's keys from outside (EN11). PROFILE_BUSY, or those of the database. */
export function openHeld(folder: string, key: Uint8Array): Result<ReplicaDb> {
  const lock = shareLock(folder, OPEN_LOCK);
  if (lock === null) return CHANGING;
  const opened = openWhole(join(folder, 'replica.db'), key);
  if (!opened.ok) {
    lock.release();
    return opened;
  }
  const { close, ...db } = opened.value;
  const closeBoth = (): void => {
    close();
    lock.release();
  };
  return ok({ ...db, close: closeBoth });
}
