/** Backup of a running server: one moment of the database, the attachments it names, its keys and configuration. */

import { createHash } from 'node:crypto';
import { access, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { err, ok, type Result } from '../shared/lib/result.ts';
import { diskCode } from '../shared/sync/disk.ts';
import { digestFile, FILES, syncPath, writeManifest, type BackupBody, type BackupFile } from './backup-files.ts';
import { sealedFiles, type BlobFiles } from './blob-files.ts';
import { configSchema, readConfigFile } from './config.ts';
import { makeFolders, removeEmpty } from './folders.ts';
import { createLogSigner, createMerkleLog, defaultOrigin } from './log.ts';
import { diskSentence, openKeyed, type Sql } from './storage/open.ts';
import { openStore, type StoreKeyCode } from './storage/store-key.ts';
import { SERVER_SCHEMA } from './storage/schema.ts';

/** What is backed up, and where to. */
export interface BackupInput {
  readonly dataDir: string;
  readonly config: string;
  readonly out: string;
  readonly clock: () => Date;
}

/** Why there is no backup. */
export type BackupCode =
  | StoreKeyCode
  | 'CONFIG'
  | 'OUT_EXISTS'
  | 'NO_DATABASE'
  | 'SCHEMA_UNKNOWN'
  | 'DISK_FULL'
  | 'READ_ONLY'
  | 'CORRUPT'
  | 'LOCKED'
  | 'IO_ERROR';

/** What was backed up. */
export interface BackupReport {
  readonly out: string;
  readonly entries: number;
  readonly blobs: number;
  readonly bytes: number;
  /** Attachments the server itself lacks or holds damaged; all else is in the backup. */
  readonly missing: readonly string[];
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** An encrypted one is written anew under the same key, in one read; SQLite's page copy knows no keys. */
async function copyMoment(source: Sql, to: string, key: Uint8Array | null): Promise<void> {
  if (key !== null) {
    source.prepare('VACUUM INTO ?').run(to);
    return;
  }
  source.exec('BEGIN');
  source.prepare('SELECT count(*) FROM documents').get();
  await source.backup(to);
  source.exec('COMMIT');
}

/** Copies one moment: the open read keeps the snapshot still while the server goes on writing. */
async function copyDatabase(from: string, to: string, key: Uint8Array | null): Promise<Result<null, BackupCode>> {
  const source = openKeyed(from, key, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    const version = Number(source.pragma('user_version', { simple: true }));
    if (version < 1 || version > SERVER_SCHEMA)
      return err('SCHEMA_UNKNOWN', '이 프로그램이 모르는 판의 서버 자료입니다. 서버와 같은 판의 프로그램으로 백업하십시오.');
    await copyMoment(source, to, key);
  } finally {
    source.close();
  }
  const copy = openKeyed(to, key);
  copy.pragma('secure_delete = ON');
  copy.exec('DELETE FROM sessions');
  copy.pragma('journal_mode = DELETE');
  copy.close();
  await syncPath(to);
  return ok(null);
}

/** What the copied moment holds. */
function readMoment(file: string, key: Uint8Array | null): { leaves: Uint8Array[]; blobs: string[] } {
  const sql = openKeyed(file, key, { readonly: true });
  const leaves = sql.prepare<[], { leaf: Buffer }>('SELECT leaf FROM entries ORDER BY idx').all();
  const blobs = sql.prepare<[], { sha256: string }>('SELECT sha256 FROM blobs ORDER BY sha256').all();
  sql.close();
  return { leaves: leaves.map((row) => new Uint8Array(row.leaf)), blobs: blobs.map((row) => row.sha256) };
}

/** Configuration and the files it names, under names of the backup's own. */
async function copyConfig(config: string, to: string): Promise<BackupFile[]> {
  const parsed = configSchema.parse(JSON.parse(await readFile(config, 'utf8')));
  const { tls, encryption, ...rest } = parsed;
  const named = new Map([
    ['root.der', parsed.rootCertificate],
    ['log.der', parsed.logCertificate],
    ['log.key', parsed.logKey],
    ...(tls === undefined ? [] : ([['tls.key', tls.key] as const, ['tls.crt', tls.certificate] as const] as const)),
  ]);
  const files: BackupFile[] = [];
  for (const [name, path] of named) files.push({ path: `config/${name}`, ...(await digestFile(resolve(dirname(config), path), join(to, 'config', name))) });
  // The key itself stays where the operator keeps it: a backup with its key in it would be a plain one.
  const locked =
    encryption === undefined ? {} : { encryption: 'keyFile' in encryption ? { keyFile: resolve(dirname(config), encryption.keyFile) } : encryption };
  const own = { ...rest, ...locked, rootCertificate: 'root.der', logCertificate: 'log.der', logKey: 'log.key' };
  const whole = tls === undefined ? own : { ...own, tls: { key: 'tls.key', certificate: 'tls.crt' } };
  await writeFile(join(to, FILES.config), JSON.stringify(whole), { mode: 0o600, flush: true });
  return [...files, { path: FILES.config, ...(await digestFile(join(to, FILES.config), null)) }];
}

async function digestOf(files: BlobFiles, path: string): Promise<string | null> {
  const hash = createHash('sha256');
  return pipeline(files.read(path, 0), hash).then(
    () => hash.digest('hex'),
    () => null,
  );
}

async function copyBlobs(dataDir: string, blobs: readonly string[], to: string, sealed: BlobFiles | null): Promise<{ files: BackupFile[]; missing: string[] }> {
  const files: BackupFile[] = [];
  const missing: string[] = [];
  for (const sha256 of blobs) {
    const path = `blobs/${sha256.slice(0, 2)}/${sha256}`;
    const copied = (await exists(join(dataDir, path))) ? await digestFile(join(dataDir, path), join(to, path)) : null;
    const told = sealed === null || copied === null ? copied?.sha256 : await digestOf(sealed, join(to, path));
    if (copied !== null && told === sha256) {
      files.push({ path, ...copied });
      continue;
    }
    missing.push(sha256);
    await rm(join(to, path), { force: true });
  }
  return { files, missing };
}

async function copyAll(input: BackupInput, part: string): Promise<Result<BackupReport, BackupCode>> {
  const config = readConfigFile(input.config);
  if (!config.ok) return config;
  const keys = openStore(input.dataDir, config.value.secret);
  if (!keys.ok) return keys;
  const key = keys.value?.database ?? null;
  const copied = await copyDatabase(join(input.dataDir, FILES.database), join(part, FILES.database), key);
  if (!copied.ok) return copied;
  const moment = readMoment(join(part, FILES.database), key);
  const { files, missing } = await copyBlobs(input.dataDir, moment.blobs, part, keys.value === null ? null : sealedFiles(keys.value.files));
  const mark = key === null ? [] : [{ path: FILES.mark, ...(await digestFile(join(input.dataDir, FILES.mark), join(part, FILES.mark))) }];
  const database = { path: FILES.database, ...(await digestFile(join(part, FILES.database), null)) };
  const all = [database, ...mark, ...(await copyConfig(input.config, part)), ...files];
  const { logKey, origin } = config.value;
  const log = createMerkleLog(moment.leaves, createLogSigner(logKey, origin ?? defaultOrigin(logKey.certificate)));
  const body: BackupBody = { v: 1, at: input.clock().toISOString(), entries: log.size(), checkpoint: log.checkpoint(), files: all, missing };
  await writeFile(join(part, FILES.manifest), writeManifest(body, logKey.pkcs8), { flush: true });
  await rename(part, input.out);
  await syncPath(dirname(input.out));
  return ok({ out: input.out, entries: body.entries, blobs: files.length, bytes: all.reduce((sum, file) => sum + file.size, 0), missing });
}

/** Makes a backup folder; whole or not at all. The server goes on meanwhile. */
export async function backUp(input: BackupInput): Promise<Result<BackupReport, BackupCode>> {
  const part = `${input.out}.part`;
  if ((await exists(input.out)) || (await exists(part)))
    return err('OUT_EXISTS', `이미 있는 곳에는 백업하지 않습니다(${input.out}). 아무것도 바꾸지 않았습니다. 새 이름을 고르십시오.`);
  if (!(await exists(join(input.dataDir, FILES.database))))
    return err('NO_DATABASE', `이 폴더에는 서버의 데이터베이스가 없습니다(${input.dataDir}). --data로 서버의 자료 폴더를 알려 주십시오.`);
  let made: readonly string[] = [];
  try {
    made = makeFolders(part);
    return await copyAll(input, part);
  } catch (error) {
    const code = diskCode(error);
    if (code === null) throw error;
    const why = code === 'READ_ONLY' ? `백업할 곳에 쓸 수 없습니다(${input.out}). 다른 곳을 고르십시오.` : diskSentence(code);
    return err(code, `백업하지 못했습니다. 서버의 자료는 그대로입니다. ${why}`);
  } finally {
    await rm(part, { recursive: true, force: true });
    removeEmpty(made.filter((path) => path !== part));
  }
}
