/** Where a real start is made: a new folder that appears whole or not at all, and the mark that tells it from the demo's. */

import { access, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { diskCode } from '../../../shared/sync/disk.ts';
import { makeSteps, takeBack } from './writable.ts';

/** File that marks a folder of a real start; everything else in it may change. */
const MARK = 'ongyeol.json';

/** Key of the root authority, to be carried elsewhere. */
export const ROOT_KEY = 'root-key.json';

/** Why a folder is not made. */
export type PlaceCode = 'NOT_EMPTY' | 'READ_ONLY' | 'DISK_FULL' | 'IO_ERROR';

/** Whether a data folder was begun with `init` and so has people of its own, not the demo's. */
export async function isReal(dataDir: string): Promise<boolean> {
  return access(join(dataDir, MARK)).then(
    () => true,
    () => false,
  );
}

/** Marks the folder. */
export async function mark(dataDir: string, madeAt: Date): Promise<void> {
  await writeFile(join(dataDir, MARK), `${JSON.stringify({ format: 'ongyeol-data', v: 1, madeAt: madeAt.toISOString() })}\n`, { flush: true });
}

async function isFree(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return true;
    throw error;
  }
}

const NOT_EMPTY = (folder: string) => err('NOT_EMPTY', `이미 자료가 있는 폴더입니다(${folder}). 아무것도 바꾸지 않았습니다. 새 폴더를 고르십시오.`);

function fromDisk(error: unknown, folder: string): Result<never, PlaceCode> {
  const code = diskCode(error);
  const nothing = '아무것도 남기지 않았습니다.';
  if (code === 'DISK_FULL') return err('DISK_FULL', `디스크가 가득 찼습니다. ${nothing} 공간을 비우고 다시 하십시오.`);
  if (code === 'READ_ONLY') return err('READ_ONLY', `여기에는 쓸 수 없습니다(${folder}). ${nothing} 다른 폴더를 고르십시오.`);
  if (code === 'IO_ERROR') return err('IO_ERROR', `디스크에 오류가 났습니다. ${nothing} 디스크를 점검하십시오.`);
  if (error instanceof Error && 'code' in error && (error.code === 'ENOTDIR' || error.code === 'EEXIST')) return NOT_EMPTY(folder);
  throw error;
}

/** Folders above the draft and the draft itself; a place where the system denies that any can be made is one nothing can be written to. */
function makeDraft(draft: string): string[] {
  try {
    return makeSteps(draft, 0o700);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw Object.assign(new Error('no folder can be made here'), { code: 'EROFS' });
    throw error;
  }
}

/** Lets `work` fill a folder beside the wanted one, and puts it in its place when all is done. A refusal of `work` leaves nothing behind. */
export async function makeFolder<T, C extends string>(folder: string, work: (draft: string) => Promise<Result<T, C>>): Promise<Result<T, C | PlaceCode>> {
  const draft = join(dirname(folder), `.${basename(folder)}.${process.pid}.part`);
  let steps: readonly string[] = [];
  try {
    if (!(await isFree(folder))) return NOT_EMPTY(folder);
    steps = makeDraft(draft);
    const made = await work(draft);
    if (!made.ok) return made;
    await rmdir(folder).catch(() => undefined);
    await rename(draft, folder);
    return made;
  } catch (error) {
    return fromDisk(error, folder);
  } finally {
    await rm(draft, { recursive: true, force: true }).catch(() => undefined);
    takeBack(steps.filter((path) => path !== draft));
  }
}

/** Text of the root's key file: beside the server as it was made, or where it was carried to. */
export async function readRootKey(dataDir: string, path: string | undefined): Promise<Result<string, 'ROOT_KEY_MISSING'>> {
  const file = path ?? join(dataDir, ROOT_KEY);
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null
    ? err('ROOT_KEY_MISSING', `최상위 인증기관 열쇠가 없습니다(${file}). 아무것도 만들지 않았습니다. 보관한 곳에서 가져와 --root-key로 알려 주십시오.`)
    : ok(text);
}
