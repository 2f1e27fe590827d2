/** `ongyeol profile`: a person's whole profile in one encrypted file, and back on another PC, where it waits as a further device. */

import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import { openDatabase } from '../backend/db/open.ts';
import { openKeyFile } from '../backend/keys/key-file.ts';
import { packProfile, restoreProfile } from '../backend/profile/copy.ts';
import { readKeyFile, readProfile } from '../backend/profile/profile.ts';
import { answer } from './answer.ts';
import { passphrase } from './ask.ts';
import { DEFAULT_DATA } from './data-folder.ts';
import { makeWritable, takeBack } from './start/writable.ts';

interface Done {
  readonly person: string;
  readonly name: string;
  readonly place: string;
}

const USAGE = 'ongyeol profile backup --person 번호 --out FILE [--data DIR] | profile restore FILE --data DIR [--passphrase-file FILE] [--json]';
const SENTENCES = {
  backup: ({ name, place }: Done) =>
    `${name}의 프로필 사본을 만들었습니다: ${place}\n인증서 암호 없이는 열리지 않습니다. 기관 인증기관 열쇠(authority.json)는 들어 있지 않습니다.\n`,
  restore: ({ name, place }: Done) =>
    `${name}의 프로필을 되돌렸습니다: ${place}\n서버에는 새 기기로 들어가며, 쓰던 기기나 기관 관리자가 승인할 때까지 기다립니다.\n`,
} as const;

type Act = keyof typeof SENTENCES;

async function backup(data: string, person: string, out: string, secret: string): Promise<Result<Done>> {
  const found = await readProfile(join(data, 'profiles', person));
  if (!found.ok) return found;
  const { folder, profile } = found.value;
  const keys = await readKeyFile(folder);
  if (!keys.ok) return keys;
  const secrets = await openKeyFile(keys.value, secret);
  if (!secrets.ok) return secrets;
  const db = openDatabase(join(folder, 'replica.db'), secrets.value.databaseKey);
  if (!db.ok) return db;
  const packed = await packProfile({ folder, profile, copyReplica: db.value.copyTo, passphrase: secret, now: new Date() }).finally(() => db.value.close());
  if (!packed.ok) return packed;
  try {
    await writeFile(out, packed.value, { flag: 'wx', mode: 0o600, flush: true });
  } catch {
    return err('SAVE_FAILED', `파일을 쓸 수 없습니다(${out}). 같은 이름의 파일이 있으면 그대로 두었습니다. 다른 이름을 고르십시오.`);
  }
  return ok({ person, name: profile.name, place: out });
}

async function restore(file: string, data: string, secret: string): Promise<Result<Done>> {
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return err('COPY_BROKEN', `파일을 읽을 수 없습니다(${file}). 아무것도 되돌리지 않았습니다.`);
  const made = makeWritable(data, '자료 폴더', '--data');
  if (!made.ok) return made;
  const done = await restoreProfile(data, new Uint8Array(bytes), secret);
  if (!done.ok) takeBack(made.value);
  return done.ok ? ok({ person: done.value.personId, name: done.value.name, place: data }) : done;
}

async function run(args: readonly string[]): Promise<{ act: Act; done: Result<Done> }> {
  const text = { type: 'string' } as const;
  const options = { data: text, person: text, out: text, 'passphrase-file': text, json: { type: 'boolean' } } as const;
  const usage = { act: 'backup' as const, done: err('USAGE', `옵션을 알 수 없습니다. ${USAGE}`) };
  let asked: { values: { data?: string; person?: string; out?: string; 'passphrase-file'?: string }; positionals: string[] };
  try {
    asked = parseArgs({ args: [...args], allowPositionals: true, options });
  } catch {
    return usage;
  }
  const { values, positionals } = asked;
  const [act, file] = positionals;
  const backing = act === 'backup' && values.person !== undefined && values.out !== undefined;
  if (!backing && (act !== 'restore' || file === undefined || values.data === undefined)) return usage;
  const secret = await passphrase(values['passphrase-file'], '인증서 암호', '--passphrase-file');
  const name: Act = backing ? 'backup' : 'restore';
  if (!secret.ok) return { act: name, done: secret };
  const data = resolve(values.data ?? DEFAULT_DATA);
  const done = backing ? backup(data, values.person ?? '', resolve(values.out ?? ''), secret.value) : restore(resolve(file ?? ''), data, secret.value);
  return { act: name, done: await done };
}

/** Runs the command; 0 done, 2 nothing changed. */
export async function profile(args: readonly string[]): Promise<number> {
  const { act, done } = await run(args);
  return answer(`profile ${act}`, done, args.includes('--json'), { words: SENTENCES[act] });
}
