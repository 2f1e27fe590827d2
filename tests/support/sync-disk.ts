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

/** Whether a library can be made and put before a process's own here. */
export const MAY_PRELOAD = process.platform === 'linux' && works('cc', '--version');

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

const SHIM = `
#include <errno.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>
static int bad(void) { const char *flag = getenv("FAIL_FSYNC"); return flag != NULL && access(flag, F_OK) == 0; }
int fsync(int fd) { if (bad()) { errno = EIO; return -1; } return (int)syscall(SYS_fsync, fd); }
int fdatasync(int fd) { if (bad()) { errno = EIO; return -1; } return (int)syscall(SYS_fdatasync, fd); }
`;

/** A command in front of the server under which every fsync fails while the flag file exists. */
export function withFailingSync(folder: string, flag: string): string[] {
  writeFileSync(join(folder, 'shim.c'), SHIM);
  execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', join(folder, 'shim.so'), join(folder, 'shim.c')]);
  return ['env', `LD_PRELOAD=${join(folder, 'shim.so')}`, `FAIL_FSYNC=${flag}`];
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
