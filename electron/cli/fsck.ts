/** `ongyeol fsck`: everything a server, or a person's PC, keeps is derived anew from the signed entries and compared (FS1–FS6). */

import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createThreadCrypto } from '../backend/pki/node-crypto.ts';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import type { CheckResult } from '../../shared/verify/envelope.ts';
import { koreanDateTime } from '../../shared/writing/amount.ts';
import { openDatabase } from '../backend/db/open.ts';
import { openKeyFile } from '../backend/keys/key-file.ts';
import { readKeyFile, readProfile } from '../backend/profile/profile.ts';
import { fsckReplica } from '../backend/trail/fsck.ts';
import { answer } from './answer.ts';
import { passphrase } from './ask.ts';
import { DEFAULT_DATA, findServer } from './data-folder.ts';
import { createProgress } from './progress-line.ts';
import { runServerTool } from './server-tool.ts';

interface Report {
  readonly entries: number;
  readonly documents: number;
  readonly root?: string;
  readonly clockBack?: readonly { readonly index: number; readonly at: string; readonly before: string }[];
  readonly checks: readonly CheckResult[];
}

interface Values {
  readonly data?: string;
  readonly config?: string;
  readonly person?: string;
  readonly checkpoint?: string;
  readonly 'passphrase-file'?: string;
}

const USAGE = 'ongyeol fsck [--data DIR] [--config FILE] [--checkpoint FILE] | fsck --person 번호 [--data DIR] [--passphrase-file FILE] [--json]';
const GLYPH = { ok: '✓', fault: '✗', skipped: '–' } as const;

function words({ entries, documents, root, clockBack = [], checks }: Report): string {
  const lines = checks.map(({ state, title, where, message }) => `${GLYPH[state]} ${title}${where === '' ? '' : ` · ${where}`}: ${message}`);
  const back = clockBack[0];
  if (back !== undefined)
    lines.push(
      `– 시계: 기록 ${back.index + 1}번째의 때(${koreanDateTime(back.at)})가 앞 기록(${koreanDateTime(back.before)})보다 이릅니다. 모두 ${clockBack.length}번, 서버 시계가 뒤로 갔습니다.`,
    );
  const first = checks.find(({ state }) => state === 'fault');
  const whole = `기록 ${entries}건, 문서 ${documents}건${root === undefined ? '' : `, 전체 지문 ${root}`}`;
  lines.push(
    first === undefined ? `이상 없음 (${whole})` : `첫 잘못: ${first.where} — ${first.message} (${first.code}) 자료를 지우지 말고 감사담당자에게 알리십시오.`,
  );
  return `${lines.join('\n')}\n`;
}

interface Step {
  readonly what: string;
  readonly done: number;
  readonly all: number;
}

function stepOf(line: string): Step | null {
  try {
    return JSON.parse(line) as Step;
  } catch {
    return null;
  }
}

async function checkServer(values: Values, say: (what: string, done: number, all: number) => void): Promise<Result<Report>> {
  const place = await findServer(values);
  if (place === null)
    return err('NO_DATABASE', `이 폴더에는 서버 자료가 없습니다(${resolve(values.data ?? DEFAULT_DATA)}). --data로 서버의 자료 폴더를 알려 주십시오.`);
  const note = values.checkpoint === undefined ? '' : resolve(values.checkpoint);
  const unread = await access(note === '' ? place.folder : note).then(
    () => false,
    () => true,
  );
  if (unread) return err('CHECKPOINT_UNREADABLE', `확인서 파일을 읽을 수 없습니다(${note}). 아무것도 검사하지 않았습니다.`);
  const args = ['--data', place.folder, '--config', place.config, ...(note === '' ? [] : ['--checkpoint', note])];
  return runServerTool<Report>('fsck', args, {}, (line) => {
    const step = stepOf(line);
    if (step !== null) say(`검사하는 중: ${step.what}`, step.done, step.all);
  });
}

async function checkPerson(values: Values, person: string, say: (what: string, done: number, all: number) => void): Promise<Result<Report>> {
  const found = await readProfile(join(resolve(values.data ?? DEFAULT_DATA), 'profiles', person));
  if (!found.ok) return found;
  const keys = await readKeyFile(found.value.folder);
  if (!keys.ok) return keys;
  const secret = await passphrase(values['passphrase-file'], '인증서 암호', '--passphrase-file');
  if (!secret.ok) return secret;
  const secrets = await openKeyFile(keys.value, secret.value);
  if (!secrets.ok) return secrets;
  const db = openDatabase(join(found.value.folder, 'replica.db'), secrets.value.databaseKey);
  if (!db.ok) return db;
  const root = new Uint8Array(Buffer.from(found.value.profile.root, 'base64'));
  try {
    return ok(
      await fsckReplica({
        db: db.value,
        root,
        crypto: createThreadCrypto(),
        progress: (what, done, all) => say(`검사하는 중: ${what}`, done, all),
      }),
    );
  } finally {
    db.value.close();
  }
}

/** Runs the command; 0 all as it must be, 1 a fault, 2 not checked. */
export async function fsck(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  const text = { type: 'string' } as const;
  let values: Values;
  try {
    const options = { data: text, config: text, person: text, checkpoint: text, 'passphrase-file': text, json: { type: 'boolean' } } as const;
    ({ values } = parseArgs({ args: [...args], options }));
  } catch {
    return answer<Report>('fsck', err('USAGE', `옵션을 알 수 없습니다. ${USAGE}`), json, { words });
  }
  const { say, end } = createProgress(json);
  const done = values.person === undefined ? await checkServer(values, say) : await checkPerson(values, values.person, say);
  end();
  return answer('fsck', done, json, { words, checks: ({ checks }) => checks });
}
