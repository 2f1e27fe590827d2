/** Making a plain server folder an encrypted one: a new folder beside the old, whole before the two change places. */

import { createReadStream, existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { toHex } from '../shared/lib/bytes.ts';
import { err, ok, type Result } from '../shared/lib/result.ts';
import { diskCode, type DiskCode } from '../shared/sync/disk.ts';
import { sealInto, syncPath } from './blob-files.ts';
import { configSchema } from './config.ts';
import { isSealed, sealKeyFile } from './sealed-key.ts';
import { lockFolder } from './lock.ts';
import { diskSentence } from './storage/open.ts';
import { markStore, STORE_MARK, type StoreKeys, type StoreSecret } from './storage/store-key.ts';

/** Why nothing was encrypted. */
export type EncryptCode = DiskCode | 'NO_DATABASE' | 'ALREADY_ENCRYPTED' | 'IN_THE_WAY';

/** What is encrypted: `dataDir` is the folder with `server.db`, `keyFile` what the configuration will name, null for a passphrase. */
export interface EncryptInput {
  readonly dataDir: string;
  readonly config: string;
  readonly secret: StoreSecret;
  readonly keyFile: string | null;
}

/** What was encrypted, and where the plain folder lies now. */
export interface Encrypted {
  readonly folder: string;
  readonly plain: string;
  readonly files: number;
}

const NOTHING = '아무것도 바꾸지 않았습니다.';
/** Made anew in the new folder, or of this run alone. */
const LEFT_OUT = new Set(['server.db', 'server.db-wal', 'server.db-shm', 'server.lock', 'blobs', STORE_MARK]);

/** A copy of the database under the key: nothing of it is written in the clear anywhere else. */
async function sealDatabase(from: string, to: string, keys: StoreKeys): Promise<void> {
  const source = new Database(from, { fileMustExist: true, timeout: 2000 });
  await source.backup(to).finally(() => source.close());
  const copy = new Database(to);
  try {
    copy.pragma('journal_mode = DELETE');
    copy.pragma("cipher = 'sqlcipher'");
    copy.pragma(`rekey = "x'${toHex(keys.database)}'"`);
  } finally {
    copy.close();
  }
  await syncPath(to);
}

async function sealBlobs(from: string, to: string, keys: StoreKeys): Promise<number> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  if (!existsSync(from)) return 0;
  const found = await readdir(from, { recursive: true, withFileTypes: true });
  // Uploads that had not ended are begun anew by the PCs that hold the file.
  const whole = found.filter((item) => item.isFile() && /^[0-9a-f]{64}$/.test(item.name));
  for (const { parentPath, name } of whole) await sealInto(keys.files, [createReadStream(join(parentPath, name))], join(to, relative(from, parentPath), name));
  return whole.length;
}

async function writeConfig(from: string, to: string, keyFile: string | null): Promise<void> {
  const config = configSchema.parse(JSON.parse(await readFile(from, 'utf8')));
  const encryption = keyFile === null ? { passphrase: true } : { keyFile };
  await writeFile(to, `${JSON.stringify({ ...config, encryption }, null, 2)}\n`, { mode: 0o600, flush: true });
}

/** The log's key, where it lies in the folder; one that lies elsewhere is sealed at the next start. */
async function sealLogKey({ dataDir, config, secret }: EncryptInput, sealing: string): Promise<void> {
  const { logKey } = configSchema.parse(JSON.parse(await readFile(config, 'utf8')));
  const own = relative(dataDir, resolve(dirname(config), logKey));
  if (own.startsWith('..') || isAbsolute(own)) return;
  const plain = await readFile(join(sealing, own));
  if (!isSealed(plain)) sealKeyFile(join(sealing, own), plain, secret);
}

async function build(input: EncryptInput, sealing: string): Promise<number> {
  const { dataDir, config, secret, keyFile } = input;
  await mkdir(sealing, { mode: 0o700 });
  for (const name of await readdir(dataDir)) if (!LEFT_OUT.has(name)) await cp(join(dataDir, name), join(sealing, name), { recursive: true });
  const keys = markStore(sealing, secret);
  await sealDatabase(join(dataDir, 'server.db'), join(sealing, 'server.db'), keys);
  const files = await sealBlobs(join(dataDir, 'blobs'), join(sealing, 'blobs'), keys);
  const own = relative(dataDir, config);
  await sealLogKey(input, sealing);
  await writeConfig(config, own.startsWith('..') ? `${config}.sealing` : join(sealing, own), keyFile);
  await syncPath(sealing);
  return files;
}

/** Encrypts a folder whose server does not run. Cut short before the places change, the plain folder is as it was. */
export async function encryptStore(input: EncryptInput): Promise<Result<Encrypted, EncryptCode>> {
  const { dataDir, config } = input;
  const [sealing, plain] = [`${dataDir}.sealing`, `${dataDir}.plain`];
  if (!existsSync(join(dataDir, 'server.db'))) return err('NO_DATABASE', `이 폴더에는 서버 자료가 없습니다(${dataDir}). ${NOTHING}`);
  if (existsSync(join(dataDir, STORE_MARK))) return err('ALREADY_ENCRYPTED', `이미 암호화된 서버 자료입니다(${dataDir}). ${NOTHING}`);
  if (existsSync(plain)) return err('IN_THE_WAY', `앞서 바꾼 폴더가 남아 있습니다(${plain}). ${NOTHING} 그 폴더를 옮긴 뒤 다시 하십시오.`);
  try {
    const unlock = lockFolder(join(dataDir, 'server.lock'));
    let files: number;
    try {
      await rm(sealing, { recursive: true, force: true });
      files = await build(input, sealing);
    } finally {
      unlock();
    }
    await rename(dataDir, plain);
    await rename(sealing, dataDir);
    if (existsSync(`${config}.sealing`)) await rename(`${config}.sealing`, config);
    await syncPath(dirname(dataDir));
    return ok({ folder: dataDir, plain, files });
  } catch (error) {
    const code = diskCode(error);
    if (code === null) throw error;
    await rm(sealing, { recursive: true, force: true });
    return err(code, `암호화하지 못했습니다. 서버의 자료는 그대로입니다. ${diskSentence(code)}`);
  }
}
