/** `ongyeol profile`: a person's whole profile in one encrypted file, and back on another PC, where it waits as a further device. */

import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import { parsePins } from '../../shared/sync/pin.ts';
import { openDatabase } from '../backend/db/open.ts';
import { openKeyFile } from '../backend/keys/key-file.ts';
import { packProfile, restoreProfile } from '../backend/profile/copy.ts';
import { setPins } from '../backend/profile/pins.ts';
import { readKeyFile, readProfile } from '../backend/profile/profile.ts';
import { answer } from './answer.ts';
import { passphrase } from './ask.ts';
import { DEFAULT_DATA } from './data-folder.ts';
import { makeWritable, takeBack } from './start/writable.ts';

interface Done {
  readonly person: string;
  readonly name: string;
  readonly place: string;
  /** Keys of the server: those of now, and of before. */
  readonly pins?: { readonly now: readonly string[]; readonly before: readonly string[] };
}

const USAGE =
  'ongyeol profile backup --person 번호 --out FILE [--data DIR] | profile restore FILE --data DIR | profile pin --person 번호 (--pin 지문 | --none) [--data DIR] [--passphrase-file FILE] [--json]';
const SENTENCES = {
  backup: ({ name, place }: Done) =>
    `${name}의 프로필 사본을 만들었습니다: ${place}\n인증서 암호 없이는 열리지 않습니다. 기관 인증기관 열쇠(authority.json)는 들어 있지 않습니다.\n`,
  restore: ({ name, place }: Done) =>
    `${name}의 프로필을 되돌렸습니다: ${place}\n서버에는 새 기기로 들어가며, 쓰던 기기나 기관 관리자가 승인할 때까지 기다립니다.\n`,
  pin: ({ name, pins = { now: [], before: [] } }: Done) =>
    `${name}의 프로필이 받는 서버 열쇠(SHA-256)를 ${pins.now.length === 0 ? '지웠습니다' : '정했습니다'}.\n전: ${pins.before.join(', ') || '없음'}\n지금: ${pins.now.join(', ') || '없음'}\n`,
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

async function pin(data: string, person: string, text: string, secret: string): Promise<Result<Done>> {
  const pins = text === '' ? ok(new Set<string>()) : parsePins(text);
  if (!pins.ok) return pins;
  const found = await readProfile(join(data, 'profiles', person));
  if (!found.ok) return found;
  const { folder, profile } = found.value;
  const before = await setPins(folder, secret, [...pins.value], { now: () => new Date(), vault: null });
  return before.ok ? ok({ person, name: profile.name, place: data, pins: { now: [...pins.value], before: before.value } }) : before;
}

interface Values {
  readonly data?: string;
  readonly person?: string;
  readonly out?: string;
  readonly pin?: string;
  readonly none?: boolean;
  readonly 'passphrase-file'?: string;
}

/** What was asked for, once the passphrase is known; null where the options do not make a request. */
function workOf(act: string | undefined, file: string | undefined, values: Values): { act: Act; run: (secret: string) => Promise<Result<Done>> } | null {
  const { person, out, none = false } = values;
  const data = resolve(values.data ?? DEFAULT_DATA);
  if (act === 'backup' && person !== undefined && out !== undefined) return { act, run: (secret) => backup(data, person, resolve(out), secret) };
  if (act === 'restore' && file !== undefined && values.data !== undefined) return { act, run: (secret) => restore(resolve(file), data, secret) };
  if (act === 'pin' && person !== undefined && none === (values.pin === undefined))
    return { act, run: (secret) => pin(data, person, values.pin ?? '', secret) };
  return null;
}

async function run(args: readonly string[]): Promise<{ act: Act; done: Result<Done> }> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = { data: text, person: text, out: text, pin: text, none: flag, 'passphrase-file': text, json: flag } as const;
  const usage = { act: 'backup' as const, done: err('USAGE', `옵션을 알 수 없습니다. ${USAGE}`) };
  let asked: { values: Values; positionals: string[] };
  try {
    asked = parseArgs({ args: [...args], allowPositionals: true, options });
  } catch {
    return usage;
  }
  const [act, file] = asked.positionals;
  const work = workOf(act, file, asked.values);
  if (work === null) return usage;
  const secret = await passphrase(asked.values['passphrase-file'], '인증서 암호', '--passphrase-file');
  return { act: work.act, done: secret.ok ? await work.run(secret.value) : secret };
}

/** Runs the command; 0 done, 2 nothing changed. */
export async function profile(args: readonly string[]): Promise<number> {
  const { act, done } = await run(args);
  return answer(`profile ${act}`, done, args.includes('--json'), { words: SENTENCES[act] });
}
