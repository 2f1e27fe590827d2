/** Closed list of ways a disk refuses, from the error codes of SQLite and of the file system. */

/** Ways a disk refuses. */
export type DiskCode = 'DISK_FULL' | 'READ_ONLY' | 'CORRUPT' | 'LOCKED';

/** The disk code of a thrown error, or null where it is something else (a bug). */
export function diskCode(error: unknown): DiskCode | null {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (/^(SQLITE_FULL|ENOSPC|EDQUOT|SQLITE_IOERR)/.test(code)) return 'DISK_FULL';
  if (/^(SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_PERM|EROFS|EACCES|EPERM|ENOTDIR|EEXIST)/.test(code)) return 'READ_ONLY';
  if (/^(SQLITE_CORRUPT|SQLITE_NOTADB)/.test(code)) return 'CORRUPT';
  if (/^(SQLITE_BUSY|SQLITE_LOCKED)/.test(code)) return 'LOCKED';
  return null;
}
