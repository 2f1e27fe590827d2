/** `ongyeol encrypt`: makes a plain server folder an encrypted one, with a key file outside it or a passphrase asked for at each start. */

import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import { answer } from './answer.ts';
import { newPassphrase } from './ask.ts';
import { DEFAULT_DATA, findServer } from './data-folder.ts';
import { runServerTool } from './server-tool.ts';

interface Report {
  readonly folder: string;
  readonly plain: string;
  readonly files: number;
}

const USAGE = 'ongyeol encrypt (--key-file FILE | --passphrase [--passphrase-file FILE]) [--data DIR] [--config FILE] [--json]';

function sentences({ folder, plain, files }: Report, keyFile: string | null): string {
  return `${[
    `암호화했습니다: ${folder} (데이터베이스와 파일 ${files}개)`,
    keyFile === null
      ? '암호를 잊으면 자료를 되살릴 수 없습니다. 서버를 시작할 때마다 암호를 묻습니다.'
      : `열쇠: ${keyFile}. 잃으면 자료를 되살릴 수 없습니다. 자료와 다른 곳에 사본을 두십시오.`,
    `암호화하지 않은 예전 자료가 남아 있습니다: ${plain}. 서버가 시작되는지 확인한 뒤 지우십시오. 앞서 만든 백업도 암호화되어 있지 않습니다.`,
  ].join('\n')}\n`;
}

const finish = (done: Result<Report>, keyFile: string | null, json: boolean): number =>
  answer('encrypt', done, json, { words: (report) => sentences(report, keyFile) });

/** A new key where the file is not there yet; one that is there is used as it is. */
async function makeKey(file: string): Promise<Result<'made' | 'there'>> {
  try {
    await writeFile(file, `${randomBytes(32).toString('hex')}\n`, { flag: 'wx', mode: 0o400, flush: true });
    return ok('made');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return ok('there');
    return err('KEY_FILE', `열쇠 파일을 만들 수 없습니다(${file}). 아무것도 바꾸지 않았습니다. 다른 곳을 고르십시오.`);
  }
}

/** Encrypts under the file's key. A key made here that came to lock nothing goes again: it would be taken for the one that does. */
async function underKey(file: string, folder: string, args: readonly string[]): Promise<Result<Report>> {
  const key = await makeKey(file);
  if (!key.ok) return key;
  const done = await runServerTool<Report>('encrypt', args);
  const locksNothing = !done.ok && (done.code === 'ALREADY_ENCRYPTED' || !existsSync(join(folder, 'storage.json')));
  if (locksNothing && key.value === 'made') await rm(file, { force: true });
  return done;
}

/** A key in the folder it locks goes along with every copy of it. */
function besideItsData(keyFile: string, folders: readonly string[]): Result<never> | null {
  const within = folders.some((folder) => !/^\.\.(?:[/\\]|$)/.test(relative(folder, keyFile)) && !isAbsolute(relative(folder, keyFile)));
  if (!within) return null;
  return err('KEY_INSIDE', `열쇠 파일을 자료 폴더 안에 두면 자료와 함께 복사됩니다(${keyFile}). 아무것도 바꾸지 않았습니다. 자료 폴더 밖의 곳을 적으십시오.`);
}

/** Runs the command; 0 encrypted, 2 nothing changed. */
export async function encrypt(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  let values: { data?: string; config?: string; 'key-file'?: string; passphrase?: boolean; 'passphrase-file'?: string };
  try {
    const options = { data: text, config: text, 'key-file': text, passphrase: flag, 'passphrase-file': text, json: flag };
    ({ values } = parseArgs({ args: [...args], options }));
  } catch {
    return finish(err('USAGE', `옵션을 알 수 없습니다. ${USAGE}`), null, json);
  }
  const keyFile = values['key-file'] === undefined ? null : resolve(values['key-file']);
  if ((keyFile === null) !== (values.passphrase === true)) return finish(err('USAGE', `열쇠 파일과 암호 가운데 하나를 고르십시오. ${USAGE}`), null, json);
  const place = await findServer(values);
  if (place === null)
    return finish(err('NO_DATABASE', `이 폴더에는 서버 자료가 없습니다(${resolve(values.data ?? DEFAULT_DATA)}). 아무것도 바꾸지 않았습니다.`), null, json);
  const told = ['--data', place.folder, '--config', place.config];
  if (keyFile !== null) {
    const inside = besideItsData(keyFile, [resolve(values.data ?? DEFAULT_DATA), place.folder]);
    return finish(inside ?? (await underKey(keyFile, place.folder, [...told, '--key-file', keyFile])), keyFile, json);
  }
  const secret = await newPassphrase(values['passphrase-file'], '서버 자료의 암호', '--passphrase-file');
  if (!secret.ok) return finish(secret, null, json);
  return finish(await runServerTool<Report>('encrypt', told, { ONGYEOL_STORE_PASSPHRASE: secret.value }), null, json);
}
