/** Files of the server as they lie on the disk: plain, or encrypted under the key of the store. The rest of the program sees plain bytes. */

import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createSeal, newPartHead, PART_HEAD, partCipher, unseal } from './blob-cipher.ts';

/** Flushes a file or folder to the disk. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** How files lie on the disk. */
export interface BlobFiles {
  /** Plain bytes of a kept file from a place on. */
  read(path: string, from: number): Readable;
  /** Plain bytes a part holds; 0 where there is none. */
  partSize(file: string): Promise<number>;
  /** What plain bytes pass on their way to the end of a part, in order. */
  append(file: string): Promise<readonly (Transform | NodeJS.WritableStream)[]>;
  /** Digest of a part's plain bytes. */
  partDigest(file: string): Promise<string>;
  /** Makes a whole part the kept file; on disk when it returns. */
  keep(file: string, path: string): Promise<void>;
}

const sizeOf = async (file: string): Promise<number> => (await stat(file).catch(() => null))?.size ?? 0;

async function digest(...streams: readonly [Readable, ...Transform[]]): Promise<string> {
  const hash = createHash('sha256');
  await pipeline([...streams, hash]);
  return hash.digest('hex');
}

/** Files as they came. */
export const plainFiles: BlobFiles = {
  read: (path, from) => createReadStream(path, { start: from }),
  partSize: sizeOf,
  append: (file) => Promise.resolve([createWriteStream(file, { flags: 'a' })]),
  partDigest: (file) => digest(createReadStream(file)),
  async keep(file, path) {
    mkdirSync(dirname(path), { recursive: true });
    await rename(file, path);
    await syncPath(dirname(path));
  },
};

/** Files under a key. */
export function sealedFiles(key: Uint8Array): BlobFiles {
  const plain = async (file: string): Promise<readonly [Readable, Transform]> => [
    createReadStream(file, { start: PART_HEAD, highWaterMark: 256 * 1024 }),
    partCipher(key, await readHead(file), 0),
  ];
  const partSize = async (file: string): Promise<number> => Math.max(0, (await sizeOf(file)) - PART_HEAD);
  return {
    read: (path, from) => Readable.from(unseal(path, key, from), { objectMode: false }),
    partSize,
    async append(file) {
      if ((await sizeOf(file)) < PART_HEAD) await writeFile(file, newPartHead(), { mode: 0o600 });
      return [partCipher(key, await readHead(file), await partSize(file)), createWriteStream(file, { flags: 'a' })];
    },
    partDigest: async (file) => digest(...(await plain(file))),
    async keep(file, path) {
      await sealInto(key, await plain(file), path);
      await rm(file, { force: true });
    },
  };
}

async function readHead(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const head = Buffer.alloc(PART_HEAD);
    await handle.read(head, 0, PART_HEAD, 0);
    return head;
  } finally {
    await handle.close();
  }
}

/** Seals plain bytes into a file of this name: whole and on disk, or not there. */
export async function sealInto(key: Uint8Array, from: readonly [Readable, ...Transform[]], path: string): Promise<void> {
  const draft = `${path}.sealing`;
  if (!existsSync(dirname(path))) mkdirSync(dirname(path), { recursive: true });
  try {
    await pipeline([...from, createSeal(key), createWriteStream(draft, { mode: 0o600, flush: true })]);
    await rename(draft, path);
    await syncPath(dirname(path));
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
