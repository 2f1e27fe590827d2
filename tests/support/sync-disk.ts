/** Disks that refuse, by real means: a small file system of its own that fills up, a limit on file sizes, failing fsync, overwritten pages. */

import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, openSync, closeSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { ServerProcess } from './sync-process.ts';

const works = (command: string, ...args: string[]): boolean => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** Whether a process may have a file system of its own here. */
export const MAY_MOUNT = process.platform === 'linux' && works('unshare', '-rm', 'sh', '-c', 'mount -t tmpfs -o size=64k tmpfs /tmp');

/** Whether a running process can be given limits here. */
export const MAY_LIMIT = process.platform === 'linux' && works('prlimit', '--version');

/** The C compiler there is; the small one is among the packages the tests ask for. */
const COMPILER = process.platform === 'linux' ? (['tcc', 'cc'].find((name) => works(name, name === 'tcc' ? '-v' : '--version')) ?? null) : null;

/** Whether a library can be made and put before a process's own here. */
export const MAY_PRELOAD = COMPILER !== null;

/** A command in front of the server that mounts a small file system over its data folder and copies what was there onto it. */
export function onSmallDisk(dataDir: string, seed: string, megabytes: number): string[] {
  const script = `mount -t tmpfs -o size=${megabytes}m tmpfs '${dataDir}' && cp -a '${seed}/.' '${dataDir}' && exec "$0" "$@"`;
  return ['unshare', '-rm', 'sh', '-c', script];
}

/** A file as a process sees it that has a file system of its own. */
export function seenBy({ process: { pid } }: ServerProcess, path: string): string {
  return `/proc/${pid}/root${path}`;
}

/** Fills the disk up to its last byte; the name can be removed to make room again. */
export function fill(file: string): void {
  const handle = openSync(file, 'w');
  try {
    for (let size = 1 << 20; size > 0;) {
      try {
        writeSync(handle, new Uint8Array(size));
      } catch {
        size >>= 1;
      }
    }
  } finally {
    closeSync(handle);
  }
}

/** Sets how large files of this process may grow: every write beyond fails with EFBIG, which is an I/O error to a database. */
export function limitFiles({ process: { pid } }: ServerProcess, bytes: number | 'unlimited'): void {
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`]);
}

/** Needs no header of the C library, which the small compiler comes without. */
const SHIM = `
extern char *getenv(const char *);
extern int access(const char *, int);
extern int *__errno_location(void);
extern long syscall(long, ...);
extern long lseek(int, long, int);
#if defined(__x86_64__)
enum { WRITE = 1, PWRITE = 18, FSYNC = 74, FDATASYNC = 75, EIO = 5, ENOSPC = 28 };
#elif defined(__aarch64__)
enum { WRITE = 64, PWRITE = 68, FSYNC = 82, FDATASYNC = 83, EIO = 5, ENOSPC = 28 };
#endif
static int on(const char *name) { const char *flag = getenv(name); return flag && access(flag, 0) == 0; }
static int fail(int code) { *__errno_location() = code; return -1; }
static int full(int fd) { return on("FULL_DISK") && lseek(fd, 0, 1) >= 0; }
int fsync(int fd) { return on("FAIL_FSYNC") ? fail(EIO) : (int)syscall(FSYNC, fd); }
int fdatasync(int fd) { return on("FAIL_FSYNC") ? fail(EIO) : (int)syscall(FDATASYNC, fd); }
long write(int fd, const void *data, unsigned long size) { return full(fd) ? fail(ENOSPC) : syscall(WRITE, fd, data, size); }
long pwrite(int fd, const void *data, unsigned long size, long at) { return full(fd) ? fail(ENOSPC) : syscall(PWRITE, fd, data, size, at); }
long pwrite64(int fd, const void *data, unsigned long size, long at) { return pwrite(fd, data, size, at); }
`;

function preload(folder: string, variable: string, flag: string): string[] {
  writeFileSync(join(folder, 'shim.c'), SHIM);
  execFileSync(COMPILER ?? 'cc', ['-shared', '-fPIC', '-nostdlib', '-o', join(folder, 'shim.so'), join(folder, 'shim.c')]);
  return ['env', `LD_PRELOAD=${join(folder, 'shim.so')}`, `${variable}=${flag}`];
}

/** A command in front of the server under which every fsync fails while the flag file exists. */
export function withFailingSync(folder: string, flag: string): string[] {
  return preload(folder, 'FAIL_FSYNC', flag);
}

/** A command in front of the server under which no file takes a byte while the flag file exists, as on a full disk. */
export function withFullDisk(folder: string, flag: string): string[] {
  return preload(folder, 'FULL_DISK', flag);
}

/** What is overwritten: whole pages, whole pages but those that hold rows of others too, or only the bytes, so that SQLite sees nothing. */
export type Damage = 'pages' | 'overflow pages' | 'bytes';

const ROWS = 0x0d;

/** Damages a closed database wherever the bytes stand in it; says in how many places. */
export function overwrite(file: string, bytes: Uint8Array, damage: Damage): number {
  const content = readFileSync(file);
  const size = content.readUInt16BE(16) === 1 ? 65_536 : content.readUInt16BE(16);
  let places = 0;
  for (let at = content.indexOf(bytes); at !== -1; at = content.indexOf(bytes, at + 1)) {
    const page = Math.floor(at / size) * size;
    if (damage === 'overflow pages' && content[page] === ROWS) continue;
    if (damage === 'bytes') content.fill(0x5a, at, at + bytes.length);
    else content.fill(0x5a, page, page + size);
    places += 1;
  }
  writeFileSync(file, content);
  return places;
}

/** A copy of the database of a living or dead server, with everything that was committed, opened to be read. */
export function openCopy(from: string, folder: string): Database.Database {
  for (const name of ['server.db', 'server.db-wal']) {
    rmSync(join(folder, name), { force: true });
    if (existsSync(join(from, name))) copyFileSync(join(from, name), join(folder, name));
  }
  return new Database(join(folder, 'server.db'));
}
