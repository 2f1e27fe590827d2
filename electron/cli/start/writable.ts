/** Whether a folder can be worked in, asked before anything is begun. */

import { existsSync, mkdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { diskCode } from '../../../shared/sync/disk.ts';

/** Why a folder cannot be used. */
export type FolderCode = 'FOLDER_UNUSABLE' | 'DISK_FULL';

/** Less than this much room is no room to work in. */
const PROBE_BYTES = 1 << 20;

/**
 * Makes a folder step by step: a recursive mkdir never ends where the system denies that a folder can be made (as in /proc). What it made, topmost
 * first. Throws what the system says, and leaves nothing then.
 */
export function makeSteps(folder: string, mode = 0o777): string[] {
  const missing: string[] = [];
  for (let path = folder; !existsSync(path) && dirname(path) !== path; path = dirname(path)) missing.unshift(path);
  const made: string[] = [];
  try {
    for (const path of missing) {
      mkdirSync(path, { mode });
      made.push(path);
    }
    return made;
  } catch (error) {
    takeBack(made);
    throw error;
  }
}

/** Takes back folders that were made for nothing, as far as nothing is in them. */
export function takeBack(made: readonly string[]): void {
  for (const path of made.toReversed()) {
    try {
      rmdirSync(path);
    } catch {
      return; // something is in it, or it is gone
    }
  }
}

/**
 * Makes the folder where it is missing and tries to write in it. `what` names it in the sentence (결과 폴더, 자료 폴더), `option` is how another
 * one is chosen. Gives back the folders it made, topmost first. Codes: FOLDER_UNUSABLE, DISK_FULL.
 */
export function makeWritable(folder: string, what: string, option: string): Result<readonly string[], FolderCode> {
  try {
    const made = makeSteps(folder);
    const probe = join(folder, `.${process.pid}.part`);
    try {
      writeFileSync(probe, Buffer.alloc(PROBE_BYTES), { flush: true });
    } finally {
      rmSync(probe, { force: true });
    }
    return ok(made);
  } catch (error) {
    if (diskCode(error) === 'DISK_FULL') return err('DISK_FULL', `디스크가 가득 차서 ${what}에 쓸 수 없습니다(${folder}). 공간을 비우고 다시 하십시오.`);
    return err('FOLDER_UNUSABLE', `${what}에 쓸 수 없습니다(${folder}). 아무것도 시작하지 않았습니다. ${option} 뒤에 다른 폴더를 적으십시오.`);
  }
}
