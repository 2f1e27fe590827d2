/** The embedded storage: one SQLite file in WAL mode, synchronous=FULL. */

import { err, ok, type Result } from '../../shared/lib/result.ts';
import { diskCode, type DiskCode } from '../../shared/sync/disk.ts';
import { diskSentence, openSql, type Sql } from './open.ts';
import { createSqliteAccess } from './sqlite-access.ts';
import { createSqliteBlobs } from './sqlite-blobs.ts';
import { createSqliteDesk } from './sqlite-desk.ts';
import { createSqliteDevices } from './sqlite-devices.ts';
import { createSqliteNudges } from './sqlite-nudges.ts';
import { createPlaces } from './sqlite-places.ts';
import { createSqliteRooms } from './sqlite-rooms.ts';
import { createSqliteSessions } from './sqlite-sessions.ts';
import { createSqliteSignIns } from './sqlite-sign-ins.ts';
import { createSqliteTrail } from './sqlite-trail.ts';
import { createSqliteWitnesses } from './sqlite-witnesses.ts';
import type { Storage } from './storage.ts';

function assemble(sql: Sql): Storage {
  const places = createPlaces(sql);
  return {
    ...createSqliteRooms(sql, places),
    ...createSqliteTrail(sql, places.last),
    ...createSqliteDesk(sql),
    ...createSqliteBlobs(sql),
    ...createSqliteSessions(sql),
    ...createSqliteDevices(sql),
    ...createSqliteSignIns(sql),
    ...createSqliteAccess(sql),
    ...createSqliteNudges(sql),
    ...createSqliteWitnesses(sql),
    close: () => void sql.close(),
  };
}

/** Opens the storage in a file, encrypted where there is a key; a page that cannot be read is named. */
export function openSqliteStorage(file: string, key: Uint8Array | null = null): Result<Storage, DiskCode> {
  const opened = openSql(file, key);
  if (!opened.ok) return opened;
  const sql = opened.value;
  try {
    return ok(assemble(sql));
  } catch (error) {
    sql.close();
    const code = diskCode(error);
    if (code === null) throw error;
    return err(code, diskSentence(code));
  }
}
