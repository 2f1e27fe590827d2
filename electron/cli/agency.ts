/** `ongyeol agency`: one more agency on a server that was begun with `init`. Needs the root's key; its administrator gets a folder of their own. */

import { X509Certificate } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import { openAuthority } from '../backend/pki/authority-file.ts';
import { toPem } from '../backend/pki/certificate.ts';
import { answer, refuse } from './answer.ts';
import { newPassphrase, passphrase } from './ask.ts';
import { DEFAULT_DATA } from './data-folder.ts';
import { publishDirectory, startServer } from './demo/server-process.ts';
import type { Seeded } from './demo/seed.ts';
import { askAgency, type StartOptions } from './init.ts';
import { makeAgency, type AgencyNames } from './start/agency.ts';
import { isReal, makeFolder, mark, readRootKey } from './start/place.ts';
import { madeAgency } from './start/words.ts';

const USAGE =
  'ongyeol agency --out FOLDER --code 기관코드 --agency 기관이름 --head 기관장직위 --name 관리자이름 [--data DIR | --server URL] [--root-key FILE] [--passphrase-file FILE] [--root-passphrase-file FILE] [--json]';

interface Options extends StartOptions {
  readonly out?: string;
  readonly server?: string;
  readonly 'root-key'?: string;
}

interface Asked {
  readonly out: string;
  readonly names: AgencyNames;
  readonly administrator: string;
  readonly passphrase: string;
  readonly rootPassphrase: string;
  readonly rootKey: string;
  /** Address of a running server, or the data folder whose server is started for it. */
  readonly server: { readonly url: string } | { readonly dataDir: string };
}

async function ask(options: Options): Promise<Result<Asked>> {
  if (options.out === undefined) return err('USAGE', `새 기관 관리자에게 건넬 새 폴더를 --out으로 알려 주십시오. ${USAGE}`);
  const dataDir = resolve(options.data ?? DEFAULT_DATA);
  if (options.server === undefined && !(await isReal(dataDir)))
    return err('NOT_A_SERVER', `ongyeol init으로 만든 폴더가 아닙니다(${dataDir}). --data나 --server로 서버를 알려 주십시오.`);
  const rootKey = await readRootKey(dataDir, options['root-key']);
  if (!rootKey.ok) return rootKey;
  const who = await askAgency(options, USAGE);
  if (!who.ok) return who;
  const rootPassphrase = await passphrase(options['root-passphrase-file'], '최상위 인증기관 열쇠의 암호', '--root-passphrase-file');
  if (!rootPassphrase.ok) return rootPassphrase;
  const own = await newPassphrase(options['passphrase-file'], '새 기관 관리자의 인증서 암호', '--passphrase-file');
  if (!own.ok) return own;
  const server = options.server === undefined ? { dataDir } : { url: options.server.replace(/\/+$/, '') };
  return ok({ out: resolve(options.out), ...who.value, passphrase: own.value, rootPassphrase: rootPassphrase.value, rootKey: rootKey.value, server });
}

async function publish(server: Asked['server'], seeded: Seeded): Promise<Result<null>> {
  if ('url' in server) return publishDirectory(server.url, seeded);
  const started = await startServer(server.dataDir, 0);
  if (!started.ok) return err(started.code, `${started.message} 서버가 돌고 있으면 --server로 그 주소를 알려 주십시오.`);
  const published = await publishDirectory(started.value.url, seeded);
  await started.value.stop();
  return published;
}

async function fill(folder: string, asked: Asked, now: Date): Promise<Result<{ administrator: string; fingerprint: string }>> {
  const root = await openAuthority(asked.rootKey, asked.rootPassphrase);
  if (!root.ok) return root;
  if (root.value.subject.kind !== 'root') return err('AUTHORITY_BROKEN', '최상위 인증기관의 열쇠가 아닙니다. 아무것도 만들지 않았습니다.');
  const { names, administrator, passphrase: own } = asked;
  const agency = await makeAgency({ root: root.value, names, administrator, passphrase: own, profiles: join(folder, 'profiles'), now });
  root.value.privateKey.fill(0);
  await writeFile(join(folder, 'root.pem'), toPem(root.value.certificate), { flush: true });
  await mark(folder, now);
  const published = await publish(asked.server, agency);
  if (!published.ok) return published;
  return ok({ administrator: agency.administrator, fingerprint: new X509Certificate(root.value.certificate).fingerprint256 });
}

/** Runs the command; 0 made and published, 2 nothing was made. */
export async function agency(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const options = {
    ...{ data: text, out: text, server: text, 'root-key': text, code: text, agency: text, head: text, 'head-grade': text, name: text },
    ...{ 'passphrase-file': text, 'root-passphrase-file': text, json: { type: 'boolean' } as const },
  };
  const json = args.includes('--json');
  let values: Options;
  try {
    ({ values } = parseArgs({ args: [...args], options }));
  } catch {
    return refuse('agency', err('USAGE', `옵션을 알 수 없습니다. ${USAGE}`), json);
  }
  const asked = await ask(values);
  if (!asked.ok) return refuse('agency', asked, json);
  const done = await makeFolder(asked.value.out, (folder) => fill(folder, asked.value, new Date()));
  if (!done.ok) return refuse('agency', done, json);
  const { out, names, administrator } = asked.value;
  const told = { ...done.value, dataDir: out, agency: names.name, name: administrator };
  return answer('agency', ok(told), json, { words: madeAgency });
}
