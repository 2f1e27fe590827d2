/** The platform of the web host: no dialogs, so files go to one folder, never over another file. */

import { access, mkdir } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { folderAt, safeFileName, writeAfter, type Platform } from '../backend/platform.ts';
import { err } from '../../shared/lib/result.ts';

async function freePath(folder: string, name: string): Promise<string> {
  const { name: stem, ext } = parse(name);
  for (let n = 1; ; n++) {
    const path = join(folder, n === 1 ? name : `${stem} (${n})${ext}`);
    const taken = await access(path).then(
      () => true,
      () => false,
    );
    if (!taken) return path;
  }
}

/** Saves into `folder`, which is made when first needed. */
export function createWebPlatform({ folder }: { folder: string }): Platform {
  // One after the other, so that two files of one name do not meet between the look and the write.
  let last: Promise<unknown> = Promise.resolve();
  return {
    vault: null,
    notify: null,
    openFolder: (name) => folderAt(join(folder, safeFileName(name))),
    saveFile: (name, bytes, before) => {
      const save = async () => {
        try {
          await mkdir(folder, { recursive: true });
        } catch {
          return err('SAVE_FAILED', `${folder} 폴더를 만들지 못했습니다.`);
        }
        return writeAfter(await freePath(folder, safeFileName(name)), bytes, before);
      };
      const saved = last.then(save);
      last = saved;
      return saved;
    },
  };
}
