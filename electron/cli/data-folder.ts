/** Data folders as the commands take them: where the server's part lies in one, and making a new one. */

import { access, chmod, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import { diskCode } from '../../shared/sync/disk.ts';
import { createRoot, toPem } from '../backend/pki/certificate.ts';
import { DEMO_FOLDER } from './demo/folder.ts';
import { readOrganisation } from './demo/organisation.ts';
import { seed, seedServer, seedValidity } from './demo/seed.ts';
import { makeWritable, takeBack, type FolderCode } from './start/writable.ts';

/** Folder of `app` and `serve` where none is named. */
export const DEFAULT_DATA = resolve(import.meta.dirname, '../../.data');

/** The server's part of a data folder. */
export interface ServerPlace {
  readonly data: string;
  readonly folder: string;
  readonly config: string;
}

/** Why there is no server in a folder. */
export type PlaceCode = 'NOT_A_SERVER' | 'READ_ONLY' | 'DISK_FULL' | 'IO_ERROR' | 'ORGANISATION_BROKEN';

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

async function isEmpty(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  return names.length === 0;
}

/** The folder with the database: `DIR/server` of a whole data folder, or `DIR` itself. */
async function serverPart(data: string): Promise<string | null> {
  for (const folder of [join(data, 'server'), data])
    if ((await exists(join(folder, 'config.json'))) || (await exists(join(folder, 'server.db')))) return folder;
  return null;
}

/** Finds the server of a data folder; null where there is none yet. */
export async function findServer(given: { data?: string | undefined; config?: string | undefined }): Promise<ServerPlace | null> {
  const config = given.config === undefined ? null : resolve(given.config);
  const data = resolve(given.data ?? (config === null ? DEFAULT_DATA : dirname(config)));
  const folder = await serverPart(data);
  if (config !== null) return { data, folder: folder ?? (given.data === undefined ? data : join(data, 'server')), config };
  return folder === null ? null : { data, folder, config: join(folder, 'config.json') };
}

/** A new root and log key. The root's key lies beside the server, not in it: it belongs on another machine. */
async function makeServer(data: string): Promise<void> {
  const validity = seedValidity();
  const root = createRoot('온결', validity);
  await seedServer(data, root, validity);
  await writeFile(join(data, 'root.pem'), toPem(root.certificate));
  await writeFile(join(data, 'root.key'), root.privateKey, { mode: 0o600, flush: true });
  await chmod(data, 0o700);
}

/** A server that was made just now. `rootKey` is its root's key file, null for the demo's; `undo` takes all of it away again. */
export interface NewServer extends ServerPlace {
  readonly rootKey: string | null;
  undo(): Promise<void>;
}

async function clear(data: string, made: readonly string[]): Promise<void> {
  for (const name of await readdir(data)) await rm(join(data, name), { recursive: true, force: true });
  takeBack(made);
}

/** Makes a server in a new folder, whole or not at all; the default folder gets the demo organisation, as `app` makes it. */
export async function newServer(data: string, say: (line: string) => void): Promise<Result<NewServer, PlaceCode | FolderCode>> {
  try {
    if (!(await isEmpty(data)))
      return err('NOT_A_SERVER', `이 폴더에는 서버 자료가 없습니다(${data}). 아무것도 바꾸지 않았습니다. 빈 폴더나 서버 자료가 있는 폴더를 고르십시오.`);
  } catch (error) {
    return fromDisk(error, data);
  }
  const writable = makeWritable(data, '자료 폴더', '--data');
  if (!writable.ok) return writable;
  const undo = (): Promise<void> => clear(data, writable.value);
  const place = { data, folder: join(data, 'server'), config: join(data, 'server', 'config.json'), undo };
  try {
    if (data !== DEFAULT_DATA) {
      await makeServer(data);
      return ok({ ...place, rootKey: join(data, 'root.key') });
    }
    const agencies = await readOrganisation(join(DEMO_FOLDER, 'organisation.json'));
    if (!agencies.ok) return agencies;
    await seed(data, agencies.value, (done) => say(`시연 조직과 인증서: ${done}`));
    return ok({ ...place, rootKey: null });
  } catch (error) {
    await undo().catch(() => undefined);
    return fromDisk(error, data);
  }
}

function fromDisk(error: unknown, data: string): Result<never, PlaceCode> {
  const code = diskCode(error);
  if (code === 'DISK_FULL') return err('DISK_FULL', '디스크가 가득 차서 서버를 만들 수 없습니다. 공간을 비우고 빈 폴더에서 다시 하십시오.');
  if (code === 'IO_ERROR') return err('IO_ERROR', '디스크에 오류가 나서 서버를 만들 수 없습니다. 디스크를 점검하고 다른 디스크의 빈 폴더에서 다시 하십시오.');
  if (code === 'READ_ONLY')
    return err('READ_ONLY', `자료 폴더에 쓸 수 없습니다(${data}). 아무것도 바뀌지 않았습니다. 폴더의 권한을 확인하거나 다른 폴더를 고르십시오.`);
  throw error;
}
