/** Closed list of ways a disk refuses, from the error codes of SQLite and of the file system, and what is said of the server's disk to those it serves. */

/** Ways a disk refuses. */
export type DiskCode = 'DISK_FULL' | 'READ_ONLY' | 'CORRUPT' | 'LOCKED' | 'IO_ERROR';

/** The disk code of a thrown error, or null where it is something else (a bug). */
export function diskCode(error: unknown): DiskCode | null {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  // Where shared memory cannot grow, the disk under it is full; every other error of reading or writing is the disk's own.
  if (/^(SQLITE_FULL|SQLITE_IOERR_SHMSIZE|ENOSPC|EDQUOT)/.test(code)) return 'DISK_FULL';
  if (/^(SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_PERM|EROFS|EACCES|EPERM|ENOTDIR|EEXIST)/.test(code)) return 'READ_ONLY';
  if (/^(SQLITE_CORRUPT|SQLITE_NOTADB)/.test(code)) return 'CORRUPT';
  if (/^(SQLITE_BUSY|SQLITE_LOCKED)/.test(code)) return 'LOCKED';
  return /^(SQLITE_IOERR|EIO$|EFBIG)/.test(code) ? 'IO_ERROR' : null;
}

const SERVER: Record<DiskCode, string> = {
  DISK_FULL: '서버의 디스크가 가득 차서 받지 못했습니다. 보낸 것은 이 PC에 남아 있고, 서버에 자리가 나면 이어서 보냅니다. 관리자에게 알리십시오.',
  READ_ONLY: '서버가 자기 폴더에 쓸 수 없어 받지 못했습니다. 보낸 것은 이 PC에 남아 있고, 고쳐지면 이어서 보냅니다. 관리자에게 알리십시오.',
  CORRUPT: '서버의 데이터베이스가 손상되어 받지 못했습니다. 보낸 것은 이 PC에 남아 있습니다. 관리자에게 알리십시오.',
  LOCKED: '서버의 데이터베이스를 다른 프로그램이 쓰고 있어 받지 못했습니다. 보낸 것은 이 PC에 남아 있고, 이어서 다시 보냅니다.',
  IO_ERROR: '서버의 디스크에 오류가 나서 받지 못했습니다. 보낸 것은 이 PC에 남아 있고, 고쳐지면 이어서 보냅니다. 관리자에게 알리십시오.',
};

/** What a person is told whose request the server's disk refused: it is not this computer's disk, and nothing is gone. */
export function serverDiskSentence(code: DiskCode): string {
  return SERVER[code];
}
