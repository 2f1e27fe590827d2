/** Writing a file for somebody else, never over another. */

import { writeFile } from 'node:fs/promises';
import { err, ok, type Result } from '../../../shared/lib/result.ts';

/** Writes a file that must not stand there yet. */
export async function writeNew(path: string, content: string | Uint8Array): Promise<Result<null, 'FILE_EXISTS' | 'FILE_UNWRITABLE'>> {
  try {
    await writeFile(path, content, { mode: 0o600, flag: 'wx', flush: true });
    return ok(null);
  } catch (error) {
    const there = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (there) return err('FILE_EXISTS', `같은 이름의 파일이 이미 있습니다(${path}). 그대로 두었습니다. 다른 이름을 주십시오.`);
    return err('FILE_UNWRITABLE', `파일을 쓸 수 없습니다(${path}). 폴더와 남은 공간을 확인하고 다시 하십시오.`);
  }
}
