/** `ongyeol outbox`: signed acts that wait for the server, out to a file for another PC and in from one, as the app's 「보낼 서명」 does. */

import { webcrypto } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { OutboxRow } from '../../shared/api/views.ts';
import { createWebCrypto } from '../../shared/crypto/web.ts';
import { OUTBOX_BYTES } from '../../shared/exchange/outbox/outbox-file.ts';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import type { CheckResult } from '../../shared/verify/envelope.ts';
import { createBackend, type Backend } from '../backend/backend.ts';
import { createPdf } from '../backend/pdf/pdf.ts';
import { writeAfter, type Platform } from '../backend/platform.ts';
import { readProfile } from '../backend/profile/profile.ts';
import { answer, refuse } from './answer.ts';
import { passphrase } from './ask.ts';
import { DEFAULT_DATA } from './data-folder.ts';
import { lineOver } from './line-over.ts';

const USAGE =
  'ongyeol outbox list --person 번호 | outbox export --person 번호 --out FILE.ongyeol-outbox | outbox import FILE --person 번호 [--server URL] [--data DIR] [--passphrase-file FILE] [--json]';

/** How long the server may take with what was taken in (ms). */
const PATIENCE_MS = 30_000;

interface Options {
  readonly data?: string;
  readonly person?: string;
  readonly out?: string;
  readonly server?: string | undefined;
  readonly 'passphrase-file'?: string;
}

/** What came of it. `rows` are the acts that wait and those the server would not take. */
interface Report {
  readonly sentence: string;
  readonly file: string | null;
  readonly added: number;
  readonly rows: readonly OutboxRow[];
}

/** Where the one file goes that this command writes; one that is there stays. */
function platformTo(out: string): Platform {
  return {
    vault: null,
    notify: null,
    async saveFile(_name, bytes, before) {
      const there = await access(out).then(
        () => true,
        () => false,
      );
      if (there) return err('SAVE_FAILED', `이미 있는 파일에는 쓰지 않습니다(${out}). 아무것도 바꾸지 않았습니다. 다른 이름을 고르십시오.`);
      return writeAfter(out, bytes, before);
    },
  };
}

/** Does the work over the person's profile, with a line to the server where one is named; closes everything. */
async function withProfile(options: Options, work: (backend: Backend) => Promise<Result<Report>>): Promise<Result<Report>> {
  const found = await readProfile(join(resolve(options.data ?? DEFAULT_DATA), 'profiles', options.person ?? ''));
  if (!found.ok) return found;
  const secret = await passphrase(options['passphrase-file'], '인증서 암호', '--passphrase-file');
  if (!secret.ok) return secret;
  const pdf = createPdf();
  const made = await createBackend({
    ...{ found: found.value, passphrase: secret.value, serverUrl: options.server?.replace(/\/+$/, '') ?? null, pdf, keyMinutes: 10 },
    ...{ platform: platformTo(resolve(options.out ?? '')), crypto: createWebCrypto(webcrypto.subtle), now: () => new Date() },
  });
  if (!made.ok) return made;
  try {
    if (options.server !== undefined) made.value.start();
    return await work(made.value);
  } finally {
    await made.value.close();
    await pdf.close();
  }
}

async function rowsOf(backend: Backend): Promise<readonly OutboxRow[]> {
  const listed = await backend.handlers['outbox.list']({});
  return listed.ok ? listed.value.rows : [];
}

const waits = (rows: readonly OutboxRow[]): number => rows.filter(({ state }) => state === 'waiting').length;

async function list(backend: Backend): Promise<Result<Report>> {
  const rows = await rowsOf(backend);
  return ok({ sentence: `보낼 서명 ${waits(rows)}건, 서버가 받지 않은 서명 ${rows.length - waits(rows)}건.`, file: null, added: 0, rows });
}

async function exportTo(backend: Backend): Promise<Result<Report>> {
  const saved = await backend.handlers['outbox.export']({});
  if (!saved.ok) return saved;
  const rows = await rowsOf(backend);
  const sentence = `보낼 서명 ${waits(rows)}건을 내보냈습니다: ${saved.value.path ?? ''}\n서버에 닿는 PC에서 outbox import로 보냅니다. 이 PC의 보낼 서명은 그대로 있고, 두 번 닿아도 한 번만 처리됩니다.`;
  return ok({ sentence, file: saved.value.path, added: 0, rows });
}

/** Waits until the server answered everything, or for so long. */
async function settled(backend: Backend): Promise<void> {
  const { sync } = backend.context;
  await new Promise<void>((done) => {
    const timer = setTimeout(done, PATIENCE_MS);
    const look = (): void => {
      if (sync.status().outbox > 0 && !lineOver(sync.reason())) return;
      clearTimeout(timer);
      stop();
      done();
    };
    const stop = sync.onChange(look);
    look();
  });
}

async function importFrom(backend: Backend, file: string, online: boolean): Promise<Result<Report>> {
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null || bytes.length > OUTBOX_BYTES) return err('OUTBOX_FORMAT', `보낼 서명 파일을 읽을 수 없습니다(${file}). 아무것도 받지 않았습니다.`);
  const taken = await backend.handlers['outbox.import']({ bytes: new Uint8Array(bytes) });
  if (!taken.ok) return taken;
  if (online) await settled(backend);
  const rows = await rowsOf(backend);
  const left = waits(rows);
  const reason = backend.context.sync.reason();
  const why = online && lineOver(reason) ? `${reason?.message ?? ''}\n` : '';
  const sent = left === 0 ? '서버에 모두 보냈습니다.' : `${why}아직 보내지 못한 서명 ${left}건은 이 프로필에 남아 서버에 닿으면 나갑니다.`;
  return ok({ sentence: online ? `서명 ${taken.value.added}건을 받았습니다. ${sent}` : taken.value.sentence, file, added: taken.value.added, rows });
}

function words({ sentence, rows }: Report): string {
  const lines = rows.map(
    ({ at, title, what, who, state, sentence: why }) => `  ${at}  「${title}」 ${who} ${what}${state === 'refused' ? ` — 받지 않음: ${why}` : ''}`,
  );
  return `${[sentence, ...lines].join('\n')}\n`;
}

/** What the server would not take is a fault found. */
const checks = ({ rows }: Report): CheckResult[] =>
  rows
    .filter(({ state }) => state === 'refused')
    .map(({ title, what, sentence }) => ({ code: 'REFUSED', state: 'fault', title: what, where: title, message: sentence }));

async function run(options: Options, verbs: readonly string[]): Promise<Result<Report>> {
  const [act, file] = verbs;
  const usage = err('USAGE', `무엇을 할지와 --person을 적으십시오. ${USAGE}`);
  if (options.person === undefined || verbs.length > 2) return usage;
  if (act === 'list' && file === undefined) return withProfile({ ...options, server: undefined }, list);
  if (act === 'export' && file === undefined && options.out !== undefined) return withProfile({ ...options, server: undefined }, exportTo);
  if (act !== 'import' || file === undefined) return usage;
  return withProfile(options, (backend) => importFrom(backend, resolve(file), options.server !== undefined));
}

/** Runs the command; 0 done, 1 the server refused something, 2 nothing was done. */
export async function outbox(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  const text = { type: 'string' } as const;
  const options = { data: text, person: text, out: text, server: text, 'passphrase-file': text, json: { type: 'boolean' } } as const;
  let asked: { readonly values: Options; readonly positionals: readonly string[] };
  try {
    asked = parseArgs({ args: [...args], allowPositionals: true, options });
  } catch {
    return refuse('outbox', err('USAGE', `옵션을 알 수 없습니다. ${USAGE}`), json);
  }
  return answer('outbox', await run(asked.values, asked.positionals), json, { words, checks });
}
