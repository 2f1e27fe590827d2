/** Making folders, and taking back those that were made for nothing. */

import { existsSync, mkdirSync, rmdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** Where the system denies that a folder can be made at all (as in /proc) it says ENOENT: to whoever asked that is a place nothing can be written to. */
function makeOne(path: string, mode: number): void {
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw Object.assign(new Error('no folder can be made here'), { code: 'EROFS' });
    throw error;
  }
}

/** Makes a folder and what is missing above it, one by one: a recursive mkdir never ends in such a place. Gives back what it made, topmost first. */
export function makeFolders(folder: string, mode = 0o700): string[] {
  const missing: string[] = [];
  for (let path = folder; !existsSync(path) && dirname(path) !== path; path = dirname(path)) missing.unshift(path);
  const made: string[] = [];
  try {
    for (const path of missing) {
      makeOne(path, mode);
      made.push(path);
    }
  } catch (error) {
    removeEmpty(made);
    throw error;
  }
  return made;
}

/** Takes back folders that were made, where nothing is in them. */
export function removeEmpty(made: readonly string[]): void {
  for (const path of made.toReversed()) {
    try {
      rmdirSync(path);
    } catch {
      return; // something is in it, or it is gone
    }
  }
}
