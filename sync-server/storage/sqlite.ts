/** The embedded storage: one SQLite file in WAL mode, synchronous=FULL. */

import { ok, type Result } from '../../shared/lib/result.ts';
import type { DiskCode } from '../../shared/sync/disk.ts';
import { openSql } from './open.ts';
import { createSqliteBlobs } from './sqlite-blobs.ts';
import { createSqliteDesk } from './sqlite-desk.ts';
import { createSqliteDevices } from './sqlite-devices.ts';
import { createPlaces } from './sqlite-places.ts';
import { createSqliteRooms } from './sqlite-rooms.ts';
import { createSqliteSessions } from './sqlite-sessions.ts';
import { createSqliteTrail } from './sqlite-trail.ts';
import type { Storage } from './storage.ts';

/** Opens the storage in a file. */
export function openSqliteStorage(file: string): Result<Storage, DiskCode> {
  const opened = openSql(file);
  if (!opened.ok) return opened;
  const sql = opened.value;
  const places = createPlaces(sql);
  return ok({
    ...createSqliteRooms(sql, places),
    ...createSqliteTrail(sql, places.last),
    ...createSqliteDesk(sql),
    ...createSqliteBlobs(sql),
    ...createSqliteSessions(sql),
    ...createSqliteDevices(sql),
    close: () => void sql.close(),
  });
}
