/** Restoring a backup into a new folder: everything is checked before anything is written. */

import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { z } from 'zod';
import type { CryptoProvider } from '../shared/crypto/crypto.ts';
import { err, ok, type Result } from '../shared/lib/result.ts';
import { diskCode } from '../shared/sync/disk.ts';
import { digestFile, FILES, keyFits, readManifest, syncPath, type BackupBody } from './backup-files.ts';
import { configSchema, readSecret } from './config.ts';
import { databaseFault } from './check-database.ts';
import { makeFolders, removeEmpty } from './folders.ts';
import { newMark, writeMark } from './restored.ts';
import { diskSentence } from './storage/open.ts';
import { openKey } from './sealed-key.ts';
import { openStore, type StoreKeyCode } from './storage/store-key.ts';

/** What is restored, and where to: `into` is the server's folder to be. */
export interface RestoreInput {
  readonly from: string;
  readonly into: string;
  /** Where the key of an encrypted backup lies now; '' for where its configuration says. */
  readonly keyFile?: string;
  readonly clock: () => Date;
  readonly crypto: CryptoProvider;
}

/** Why nothing was restored. All but the disk's own name the file or the entry. */
export type RestoreCode =
  | StoreKeyCode
  | 'CONFIG'
  | 'NOT_A_BACKUP'
  | 'MANIFEST_DAMAGED'
  | 'FILE_MISSING'
  | 'FILE_DAMAGED'
  | 'FILE_FOREIGN'
  | 'LOG_DAMAGED'
  | 'NOT_EMPTY'
  | 'DISK_FULL'
  | 'READ_ONLY'
  | 'CORRUPT'
  | 'LOCKED'
  | 'IO_ERROR';

/** What was restored. */
export interface RestoreReport {
  readonly into: string;
  readonly at: string;
  readonly entries: number;
  readonly blobs: number;
  readonly missing: readonly string[];
}

const NOTHING = '아무것도 복원하지 않았습니다. 다른 백업을 쓰십시오.';

/** All files below a folder, by their path in it. */
async function listFiles(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found.filter((item) => !item.isDirectory()).map((item) => relative(folder, join(item.parentPath, item.name)).replaceAll('\\', '/'));
}

async function checkFiles(from: string, body: BackupBody): Promise<Result<null, RestoreCode>> {
  const there = new Set(await listFiles(from));
  for (const file of body.files) {
    if (!there.has(file.path)) return err('FILE_MISSING', `백업에 파일이 빠졌습니다: ${file.path}. ${NOTHING}`);
    const { size, sha256 } = await digestFile(join(from, file.path), null);
    if (size !== file.size || sha256 !== file.sha256) return err('FILE_DAMAGED', `백업의 파일이 손상되었습니다: ${file.path}. ${NOTHING}`);
    there.delete(file.path);
  }
  there.delete(FILES.manifest);
  const [foreign] = there;
  return foreign === undefined ? ok(null) : err('FILE_FOREIGN', `백업에 없던 파일이 섞여 있습니다: ${foreign}. ${NOTHING}`);
}

const configOf = async (from: string): Promise<z.infer<typeof configSchema>> =>
  configSchema.parse(JSON.parse(await readFile(join(from, FILES.config), 'utf8')));

/** Keys of a backup: of its database (null for a plain one), and the log's own, which is sealed where the store is encrypted. */
interface BackupKeys {
  readonly database: Uint8Array | null;
  readonly log: Uint8Array;
}

async function keysOf(from: string, keyFile: string, logKey: Uint8Array): Promise<Result<BackupKeys, RestoreCode>> {
  const { encryption } = await configOf(from);
  try {
    const secret = readSecret(join(from, FILES.config), keyFile === '' ? encryption : { keyFile });
    if (!secret.ok) return secret;
    const keys = openStore(from, secret.value);
    if (!keys.ok) return keys;
    const log = openKey(logKey, secret.value);
    return log.ok ? ok({ database: keys.value?.database ?? null, log: log.value }) : log;
  } catch {
    return err('CONFIG', '백업의 열쇠 파일을 읽을 수 없습니다. 아무것도 복원하지 않았습니다. --key-file로 열쇠 파일을 알려 주십시오.');
  }
}

/** Checks manifest, digests, key, database and log of a backup. */
async function checkBackup({ from, crypto, keyFile = '' }: RestoreInput): Promise<Result<BackupBody, RestoreCode>> {
  const text = await readFile(join(from, FILES.manifest), 'utf8').catch(() => null);
  if (text === null) return err('NOT_A_BACKUP', `백업 폴더가 아닙니다(${from}). ongyeol backup이 만든 폴더를 고르십시오.`);
  const manifest = readManifest(text);
  if (manifest === null) return err('MANIFEST_DAMAGED', `백업의 파일이 손상되었습니다: ${FILES.manifest}. ${NOTHING}`);
  const { body } = manifest;
  const own = async (path: string): Promise<Uint8Array> => new Uint8Array(await readFile(join(from, path)).catch(() => new Uint8Array(0)));
  const [certificate, key] = [await own(FILES.log), await own(FILES.key)];
  if (!manifest.signedBy(certificate, key)) return err('MANIFEST_DAMAGED', `백업의 파일이 손상되었습니다: ${FILES.manifest}. ${NOTHING}`);
  for (const needed of [FILES.database, FILES.config, FILES.log, FILES.key])
    if (!body.files.some((file) => file.path === needed)) return err('FILE_MISSING', `백업에 파일이 빠졌습니다: ${needed}. ${NOTHING}`);
  const files = await checkFiles(from, body);
  if (!files.ok) return files;
  const opened = await keysOf(from, keyFile, key);
  if (!opened.ok) return opened;
  if (!keyFits(opened.value.log, certificate)) return err('FILE_DAMAGED', `백업의 파일이 손상되었습니다: ${FILES.key}. ${NOTHING}`);
  const fault = await databaseFault(join(from, FILES.database), { ...body, certificate, crypto }, opened.value.database);
  return fault === null ? ok(body) : err('LOG_DAMAGED', `백업의 기록이 맞지 않습니다: ${fault}. ${NOTHING}`);
}

async function isEmpty(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  return names.length === 0;
}

/** Where a file of the backup lies in the server's folder. */
const placeOf = (path: string): string => (path.startsWith('config/') ? path.slice('config/'.length) : path);

async function copy({ from, into, clock, keyFile = '' }: RestoreInput, body: BackupBody): Promise<Result<RestoreReport, RestoreCode>> {
  const part = `${into}.part`;
  let made: readonly string[] = [];
  try {
    made = makeFolders(join(part, 'blobs'));
    for (const file of body.files) {
      const { sha256 } = await digestFile(join(from, file.path), join(part, placeOf(file.path)));
      if (sha256 !== file.sha256) return err('FILE_DAMAGED', `옮기는 사이에 파일이 바뀌었습니다: ${file.path}. ${NOTHING}`);
    }
    if (keyFile !== '')
      await writeFile(join(part, 'config.json'), JSON.stringify({ ...(await configOf(from)), encryption: { keyFile } }), { mode: 0o600, flush: true });
    writeMark(part, newMark(clock(), body.entries, null));
    await rm(into, { recursive: true, force: true });
    await rename(part, into);
    await syncPath(join(into, '..'));
  } finally {
    await rm(part, { recursive: true, force: true });
    removeEmpty(made.filter((path) => !path.startsWith(part)));
  }
  const blobs = body.files.filter((file) => file.path.startsWith('blobs/')).length;
  return ok({ into, at: body.at, entries: body.entries, blobs, missing: body.missing });
}

/** Restores a backup; the folder is whole or not there. */
export async function restore(input: RestoreInput): Promise<Result<RestoreReport, RestoreCode>> {
  try {
    if (!(await isEmpty(input.into)) || !(await isEmpty(`${input.into}.part`)))
      return err('NOT_EMPTY', `비어 있지 않은 폴더에는 복원하지 않습니다(${input.into}). 아무것도 바꾸지 않았습니다. 새 폴더를 고르십시오.`);
    const checked = await checkBackup(input);
    return checked.ok ? await copy(input, checked.value) : checked;
  } catch (error) {
    const code = diskCode(error);
    if (code === null) throw error;
    const why = code === 'READ_ONLY' ? `복원할 곳에 쓸 수 없습니다(${input.into}). 다른 폴더를 고르십시오.` : diskSentence(code);
    return err(code, `복원하지 못했습니다. 백업은 그대로입니다. ${why}`);
  }
}
