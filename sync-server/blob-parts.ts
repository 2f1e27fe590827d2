/** Uploads in parts: what came stays on the disk, so that a cut line or a restart goes on where it was. */

import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { err, ok, type Result } from '../shared/lib/result.ts';
import { diskCode } from '../shared/sync/disk.ts';
import { syncPath, type BlobFiles } from './blob-files.ts';

/** Why a part was refused. */
export type PartCode = 'TOO_LARGE' | 'OFFSET' | 'BUSY' | 'DIGEST_MISMATCH' | 'DISK_FULL';

/** A part on its way: where it begins and how long the whole is. */
export interface Part {
  readonly offset: number;
  readonly total: number;
}

/** The parts of one folder. */
export interface Parts {
  /** Bytes held of this person's upload. */
  held(sha256: string, person: string): Promise<number>;
  /** Adds a part; `whole` once the last one came and the digest is right: the file has its name then. */
  add(sha256: string, person: string, part: Part, body: Readable): Promise<Result<{ offset: number; whole: boolean }, PartCode>>;
  drop(sha256: string, person: string): Promise<void>;
}

class TooLarge extends Error {}

/** Lets at most so many bytes pass. */
function createLimit(most: number): Transform {
  let size = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > most) done(new TooLarge('more than announced'));
      else done(null, chunk);
    },
  });
}

/** A refusal of the body or of the disk, in words; null for a line that was cut, of which everything that came is kept. */
function refusalOf(error: unknown): Result<never, PartCode> | null {
  if (error instanceof TooLarge) return err('TOO_LARGE', '알려 준 크기보다 긴 파일입니다. 올리지 않았습니다. 다시 올리십시오.');
  if (diskCode(error) !== null) return err('DISK_FULL', '서버의 디스크에 쓸 수 없습니다. 파일은 이 PC에 남아 있고, 서버가 나아지면 이어서 올립니다.');
  return null;
}

/** The last part came: right digest, and the file gets its name. */
async function finish(
  files: BlobFiles,
  file: string,
  path: string,
  { sha256, total }: { readonly sha256: string; readonly total: number },
): Promise<Result<{ offset: number; whole: boolean }, PartCode>> {
  if ((await files.partDigest(file)) !== sha256) {
    await rm(file, { force: true });
    return err('DIGEST_MISMATCH', '올린 파일이 알려 준 내용과 다릅니다. 받은 것을 버렸습니다. 다시 올리십시오.');
  }
  await files.keep(file, path);
  return ok({ offset: total, whole: true });
}

/** Parts in a folder; `pathOf` is where the whole file goes. */
export function createParts(folder: string, pathOf: (sha256: string) => string, files: BlobFiles): Parts {
  const busy = new Set<string>();
  const fileOf = (sha256: string, person: string): string => join(folder, `.${sha256}-${createHash('sha256').update(person).digest('hex').slice(0, 16)}.part`);

  async function receive(file: string, sha256: string, { offset, total }: Part, body: Readable): Promise<Result<{ offset: number; whole: boolean }, PartCode>> {
    const had = await files.partSize(file);
    if (had !== offset) return err('OFFSET', `여기까지 받았습니다: ${had}바이트. 그 뒤부터 이어서 올리십시오.`);
    try {
      await pipeline([body, createLimit(total - offset), ...(await files.append(file))]);
    } catch (error) {
      const refused = refusalOf(error);
      if (refused === null) return err('OFFSET', '올리던 중에 끊겼습니다. 받은 데부터 이어서 올리십시오.');
      if (error instanceof TooLarge) await rm(file, { force: true });
      return refused;
    }
    if (total > 0) await syncPath(file);
    const now = await files.partSize(file);
    return now === total ? finish(files, file, pathOf(sha256), { sha256, total }) : ok({ offset: now, whole: false });
  }

  return {
    held: (sha256, person) => files.partSize(fileOf(sha256, person)),
    async add(sha256, person, part, body) {
      const file = fileOf(sha256, person);
      if (busy.has(file)) return err('BUSY', '같은 파일을 이미 올리고 있습니다. 그것이 끝나면 이어집니다.');
      busy.add(file);
      try {
        return await receive(file, sha256, part, body);
      } finally {
        busy.delete(file);
      }
    },
    drop: (sha256, person) => rm(fileOf(sha256, person), { force: true }),
  };
}
