/** `ongyeol export`: many papers of one person as capsules in one folder, as the app's 「묶음으로 내보내기」 does (EX1–EX4). */

import { webcrypto } from 'node:crypto';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { DownloadReason, Output } from '../../shared/api/contract.ts';
import { createWebCrypto } from '../../shared/crypto/web.ts';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import { DOWNLOAD_GROUNDS } from '../../shared/policy/download.ts';
import type { CheckResult } from '../../shared/verify/envelope.ts';
import { seoulDate } from '../../shared/writing/amount.ts';
import { createBackend, type Backend } from '../backend/backend.ts';
import { createPdf } from '../backend/pdf/pdf.ts';
import { folderAt, type Platform } from '../backend/platform.ts';
import { readProfile } from '../backend/profile/profile.ts';
import { answer } from './answer.ts';
import { passphrase } from './ask.ts';
import { DEFAULT_DATA } from './data-folder.ts';
import { lineOver } from './line-over.ts';
import { createProgress } from './progress-line.ts';

const USAGE = `ongyeol export --person 번호 --out FOLDER --server URL [--record-file 이름] [--from YYYY-MM-DD] [--to YYYY-MM-DD] [--ground ${DOWNLOAD_GROUNDS.join('|')}] [--why 글] [--data DIR] [--passphrase-file FILE] [--json]`;

/** How long the server may take to answer (ms). */
const PATIENCE_MS = 30_000;

const TEXTS = ['person', 'out', 'server', 'record-file', 'from', 'to', 'ground', 'why', 'data', 'passphrase-file'] as const;
type Options = { readonly [K in (typeof TEXTS)[number]]?: string };
type Done = Output<'export.many'>;
type Say = (done: number, all: number) => void;

function reasonOf({ ground, why }: Options): Result<DownloadReason, 'USAGE'> {
  if (ground === undefined) return ok(null);
  const known = DOWNLOAD_GROUNDS.find((one) => one === ground);
  return known === undefined ? err('USAGE', `모르는 사유입니다: ${ground}. ${USAGE}`) : ok({ ground: known, text: why ?? '' });
}

/** There is a folder and no dialog; a single file is never asked for. */
function platformInto(out: string): Platform {
  return { vault: null, notify: null, saveFile: async () => err('CANNOT', USAGE), openFolder: () => folderAt(out) };
}

/** Waits for the line, or for why there is none. */
async function online({ context: { sync } }: Backend): Promise<Result<null>> {
  await new Promise<void>((done) => {
    const timer = setTimeout(done, PATIENCE_MS);
    const look = (): void => {
      if (sync.status().connection !== 'online' && !lineOver(sync.reason())) return;
      clearTimeout(timer);
      stop();
      done();
    };
    const stop = sync.onChange(look);
    look();
  });
  if (sync.status().connection === 'online') return ok(null);
  return err('OFFLINE', `${sync.reason()?.message ?? '서버에 닿지 않습니다.'} 내보낸 것은 없습니다.`);
}

async function work(backend: Backend, options: Options, say: Say): Promise<Result<Done>> {
  const reason = reasonOf(options);
  if (!reason.ok) return reason;
  const line = await online(backend);
  if (!line.ok) return line;
  const listed = await backend.handlers['export.choice']({});
  if (!listed.ok) return listed;
  const { from = '', to = '9999', 'record-file': recordFile } = options;
  const chosen = listed.value.papers.filter((paper) => {
    const day = seoulDate(paper.at);
    return day >= from && day <= to && (recordFile === undefined || paper.recordFile === recordFile);
  });
  if (chosen.length === 0) return err('CANNOT', '그 기록물철이나 기간에 내보낼 수 있는 문서가 없습니다. 내보낸 것은 없습니다.');
  const stop = backend.onEvent((event, payload) => {
    if (event === 'export.progress' && 'there' in payload) say(payload.done, payload.all);
  });
  const done = await backend.handlers['export.many']({ documentIds: chosen.map(({ documentId }) => documentId), name: '묶음', reason: reason.value });
  stop();
  return done;
}

async function run(options: Options, say: Say): Promise<Result<Done>> {
  const { person, out, server } = options;
  if (person === undefined || out === undefined || server === undefined) return err('USAGE', `--person, --out, --server를 적으십시오. ${USAGE}`);
  const found = await readProfile(join(resolve(options.data ?? DEFAULT_DATA), 'profiles', person));
  if (!found.ok) return found;
  const secret = await passphrase(options['passphrase-file'], '인증서 암호', '--passphrase-file');
  if (!secret.ok) return secret;
  const pdf = createPdf();
  const made = await createBackend({
    ...{ found: found.value, passphrase: secret.value, serverUrl: server.replace(/\/+$/, ''), pdf, keyMinutes: 600 },
    ...{ platform: platformInto(resolve(out)), crypto: createWebCrypto(webcrypto.subtle), now: () => new Date() },
  });
  if (!made.ok) return made;
  try {
    made.value.start();
    return await work(made.value, options, say);
  } finally {
    await made.value.close();
    await pdf.close();
  }
}

function words({ path, written, there, failed, left, ended }: Done): string {
  const lines = [
    `${written}건을 썼습니다: ${path ?? ''}`,
    ...(there > 0 ? [`이미 있던 ${there}건은 그대로 두었습니다.`] : []),
    ...failed.map(({ title, why }) => `✗ ${title}: ${why}`),
    ...(ended === null ? [] : [ended]),
    ...(left > 0 ? [`${left}건이 남았습니다. 같은 폴더로 다시 하면 이어서 씁니다.`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** A paper that could not leave is a fault found. */
const checks = ({ failed, left, ended }: Done): CheckResult[] => [
  ...failed.map(({ title, why }): CheckResult => ({ code: 'NOT_EXPORTED', state: 'fault', title: '내보내지 못함', where: title, message: why })),
  ...(left > 0 ? [{ code: 'LEFT', state: 'fault', title: '남은 문서', where: '', message: ended ?? `${left}건이 남았습니다.` } as const] : []),
];

/** Runs the command; 0 all are there, 1 some could not leave or are left, 2 nothing was done. */
export async function exportPapers(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  const finish = (done: Result<Done>): number => answer('export', done, json, { words, checks });
  const options = { ...Object.fromEntries(TEXTS.map((name) => [name, { type: 'string' } as const])), json: { type: 'boolean' } as const };
  let values: Options;
  try {
    ({ values } = parseArgs({ args: [...args], options }) as { values: Options });
  } catch {
    return finish(err('USAGE', `옵션을 알 수 없습니다. ${USAGE}`));
  }
  const { say, end } = createProgress(json);
  const done = await run(values, (count, all) => say('내보내는 중', count, all));
  end();
  return finish(done);
}
