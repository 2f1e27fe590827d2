/**
 * The log as files (C2SP tlog-tiles): what the server holds written out so that others' tools read it with nothing of ours. Entries go out in
 * bundles too; only the operator, who can read them anyhow, makes these files (`docs/decisions/014-tiles.md`).
 */

import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { sha256Hex } from '../shared/crypto/crypto.ts';
import { err, ok, type Result } from '../shared/lib/result.ts';
import { canonicalBytes } from '../shared/trail/canonical.ts';
import { entryBundle, TILE_WIDTH, tilePath, tilesOf } from '../shared/trail/tiles.ts';
import { verifierKey } from '../shared/verify/checkpoint.ts';
import type { ConfigFile } from './config.ts';
import { createLogSigner, createMerkleLog, defaultOrigin, type MerkleLog } from './log.ts';
import { openStore, type StoreKeyCode } from './storage/store-key.ts';
import { openSqliteStorage } from './storage/sqlite.ts';
import type { Storage } from './storage/storage.ts';

/** Which log, and the folder that is made. */
export interface LogFilesInput {
  readonly dataDir: string;
  readonly config: ConfigFile;
  readonly out: string;
}

/** What was written. `unbundled`: entries too long for a bundle (C2SP counts their length in two bytes); their hashes are there. */
export interface LogFilesReport {
  readonly out: string;
  readonly entries: number;
  readonly files: number;
  readonly key: string;
  readonly unbundled: readonly number[];
}

/** Why nothing was written. */
export type LogFilesCode = StoreKeyCode | 'NO_DATABASE' | 'OUT_EXISTS' | 'DISK';

async function put(out: string, path: string, bytes: Uint8Array | string): Promise<void> {
  await mkdir(dirname(join(out, path)), { recursive: true });
  await writeFile(join(out, path), bytes, { flush: true });
}

async function writeTiles(log: MerkleLog, out: string): Promise<number> {
  let files = 0;
  for (const tile of tilesOf(log.size())) {
    const bytes = log.tile(tile);
    if (bytes === null) throw new Error('tile of the log is missing');
    await put(out, tilePath(tile.level, tile.index, tile.width), bytes);
    files += 1;
  }
  return files;
}

async function writeBundles(storage: Storage, size: number, out: string): Promise<{ files: number; unbundled: number[] }> {
  const unbundled: number[] = [];
  let files = 0;
  for (let from = 0; from < size; from += TILE_WIDTH) {
    const width = Math.min(TILE_WIDTH, size - from);
    const entries = storage.entriesFrom(from, width).map(({ entry }) => canonicalBytes(entry));
    const bundle = entryBundle(entries);
    if (bundle === null) {
      entries.forEach((bytes, i) => void (entryBundle([bytes]) === null && unbundled.push(from + i)));
      continue;
    }
    await put(out, tilePath('entries', from / TILE_WIDTH, width), bundle);
    files += 1;
  }
  return { files, unbundled };
}

async function writeAll(storage: Storage, { config, out }: LogFilesInput): Promise<LogFilesReport> {
  const { logKey } = config;
  const signer = createLogSigner(logKey, config.origin ?? defaultOrigin(logKey.certificate));
  const log = createMerkleLog(storage.leaves(), signer);
  const spki = new Uint8Array(new X509Certificate(logKey.certificate).publicKey.export({ type: 'spki', format: 'der' }));
  const key = verifierKey(signer.origin, spki);
  const tiles = await writeTiles(log, out);
  const { files, unbundled } = await writeBundles(storage, log.size(), out);
  await put(out, 'log.vkey', `${key}\n`);
  await put(out, `certificate-${sha256Hex(logKey.certificate).slice(0, 16)}.der`, logKey.certificate);
  await put(out, 'checkpoint', log.checkpoint());
  return { out, entries: log.size(), files: tiles + files + 3, key, unbundled };
}

/** Writes the log of a server's folder into a new folder, also while it serves. */
export async function writeLogFiles(input: LogFilesInput): Promise<Result<LogFilesReport, LogFilesCode>> {
  const { dataDir, config, out } = input;
  if (existsSync(out)) return err('OUT_EXISTS', `이미 있는 곳에는 쓰지 않습니다(${out}). 아무것도 바꾸지 않았습니다. 새 이름을 고르십시오.`);
  if (!existsSync(join(dataDir, 'server.db')))
    return err('NO_DATABASE', `이 폴더에는 서버 자료가 없습니다(${dataDir}). --data로 서버의 자료 폴더를 알려 주십시오.`);
  const keys = openStore(dataDir, config.secret);
  if (!keys.ok) return keys;
  const storage = openSqliteStorage(join(dataDir, 'server.db'), keys.value?.database ?? null);
  if (!storage.ok) return err('DISK', storage.message);
  try {
    return ok(await writeAll(storage.value, input));
  } finally {
    storage.value.close();
  }
}
