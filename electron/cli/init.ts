/** `ongyeol init`: a real start. Root, agency authority, first administrator, the server's part, and the agency's first record. */

import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { X509Certificate } from 'node:crypto';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import { authorityFile } from '../backend/pki/authority-file.ts';
import { createRoot, toPem } from '../backend/pki/certificate.ts';
import { answer } from './answer.ts';
import { given, newPassphrase } from './ask.ts';
import { publishDirectory, startServer } from './demo/server-process.ts';
import { seedServer } from './demo/seed.ts';
import { YEARS, yearsFrom } from '../backend/pki/validity.ts';
import { checkNames, gradeOf, makeAgency, type AgencyNames } from './start/agency.ts';
import { made } from './start/words.ts';
import { makeFolder, mark, ROOT_KEY } from './start/place.ts';

const USAGE =
  'ongyeol init --data DIR --code 기관코드 --agency 기관이름 --head 기관장직위 [--head-grade 격] --name 관리자이름 [--port N] [--passphrase-file FILE] [--root-passphrase-file FILE] [--json]';

/** Port that `serve` takes afterwards, unless told. */
const PORT = 7610;

/** Options of `init`; `agency` has the same names. */
export interface StartOptions {
  readonly data?: string;
  readonly code?: string;
  readonly agency?: string;
  readonly head?: string;
  readonly 'head-grade'?: string;
  readonly name?: string;
  readonly port?: string;
  readonly 'passphrase-file'?: string;
  readonly 'root-passphrase-file'?: string;
  readonly json?: boolean;
}

interface Asked {
  readonly dataDir: string;
  readonly port: number;
  readonly names: AgencyNames;
  readonly administrator: string;
  readonly passphrase: string;
  readonly rootPassphrase: string;
}

/** What was said of the agency and its administrator, asked for where it was not. */
export async function askAgency(options: StartOptions, usage: string): Promise<Result<{ names: AgencyNames; administrator: string }>> {
  const code = await given(options.code, '기관코드(일곱 자리)');
  const name = await given(options.agency, '기관 이름');
  const head = await given(options.head, '기관장 직위(예: 행정안전부장관)');
  const administrator = await given(options.name, '첫 기관 관리자의 이름');
  if (code === null || name === null || head === null || administrator === null) return err('USAGE', `모자란 것이 있습니다. ${usage}`);
  const names = { code, name, head, headGrade: options['head-grade'] ?? gradeOf(head) };
  const checked = checkNames(names);
  return checked.ok ? ok({ names, administrator }) : checked;
}

async function ask(options: StartOptions): Promise<Result<Asked>> {
  const port = options.port === undefined ? PORT : Number(options.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return err('USAGE', `--port 는 0에서 65535 사이의 수입니다. ${USAGE}`);
  if (options.data === undefined) return err('USAGE', `새 폴더를 --data로 알려 주십시오. ${USAGE}`);
  const who = await askAgency(options, USAGE);
  if (!who.ok) return who;
  const passphrase = await newPassphrase(options['passphrase-file'], '관리자의 인증서 암호', '--passphrase-file');
  if (!passphrase.ok) return passphrase;
  const root = await newPassphrase(options['root-passphrase-file'], '최상위 인증기관 열쇠의 암호', '--root-passphrase-file');
  if (!root.ok) return root;
  if (root.value === passphrase.value)
    return err('PASSPHRASE_SAME', '최상위 인증기관 열쇠의 암호는 관리자의 인증서 암호와 달라야 합니다. 아무것도 만들지 않았습니다.');
  return ok({ dataDir: resolve(options.data), port, ...who.value, passphrase: passphrase.value, rootPassphrase: root.value });
}

/** What `init` made, for the terminal. */
interface Started {
  readonly administrator: string;
  readonly fingerprint: string;
}

async function fill(folder: string, asked: Asked, now: Date): Promise<Result<Started>> {
  const { names, administrator, passphrase } = asked;
  const root = createRoot(`온결 ${names.name}`, yearsFrom(now, YEARS.root));
  await seedServer(folder, root, yearsFrom(now, YEARS.log), { port: asked.port });
  const agency = await makeAgency({ root, names, administrator, passphrase, profiles: join(folder, 'profiles'), now });
  await writeFile(join(folder, 'root.pem'), toPem(root.certificate), { flush: true });
  await writeFile(join(folder, ROOT_KEY), await authorityFile(root, asked.rootPassphrase), { mode: 0o600, flush: true });
  root.privateKey.fill(0);
  const server = await startServer(folder, 0);
  if (!server.ok) return server;
  const published = await publishDirectory(server.value.url, agency);
  await server.value.stop();
  if (!published.ok) return published;
  await mark(folder, now);
  return ok({ administrator: agency.administrator, fingerprint: new X509Certificate(root.certificate).fingerprint256 });
}

function finish(done: Result<Started>, asked: Asked | null, json: boolean): number {
  if (!done.ok || asked === null) return answer('init', done, json, { words: () => '' });
  const told = { ...done.value, dataDir: asked.dataDir, agency: asked.names.name, name: asked.administrator };
  return answer('init', ok(told), json, { words: made });
}

/** Runs the command; 0 made, 2 nothing was made. */
export async function init(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const options = {
    ...{ data: text, code: text, agency: text, head: text, 'head-grade': text, name: text, port: text },
    ...{ 'passphrase-file': text, 'root-passphrase-file': text, json: { type: 'boolean' } as const },
  };
  let values: StartOptions;
  try {
    ({ values } = parseArgs({ args: [...args], options }));
  } catch {
    return finish(err('USAGE', `옵션을 알 수 없습니다. ${USAGE}`), null, args.includes('--json'));
  }
  const asked = await ask(values);
  if (!asked.ok) return finish(asked, null, values.json === true);
  const done = await makeFolder(asked.value.dataDir, (folder) => fill(folder, asked.value, new Date()));
  return finish(done, asked.value, values.json === true);
}
