/**
 * `ongyeol recover`: an agency that no administrator can come into any more gets one anew (EN18). With the root's key under a new issuing authority, so
 * that whoever has a copy of the one before administers nothing with it; with a copy of the issuing key alone under that one.
 */

import { mkdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { sha256Hex } from '../../../shared/crypto/crypto.ts';
import { fromBase64 } from '../../../shared/lib/bytes.ts';
import { err, ok, type Err, type Result } from '../../../shared/lib/result.ts';
import { administratorsEver, withAdministrator, withoutAdministrators } from '../../../shared/org/administrators.ts';
import type { AgencyRecord } from '../../../shared/org/directory.ts';
import { parseCertificate } from '../../../shared/verify/pki.ts';
import { administratorId } from '../../backend/enrolment/administrator.ts';
import { openAuthority } from '../../backend/pki/authority-file.ts';
import { createAgencyCa, type Authority } from '../../backend/pki/certificate.ts';
import { fromPem } from '../../../shared/verify/pem.ts';
import { YEARS, yearsFrom } from '../../backend/pki/validity.ts';
import { readProfile, type FoundProfile } from '../../backend/profile/profile.ts';
import { answer, refuse } from '../answer.ts';
import { given, newPassphrase, passphrase } from '../ask.ts';
import { makeAdministrator } from '../start/administrator.ts';
import { makeWritable } from '../start/writable.ts';
import { administratorsIn, atServerOf, openDesk, ownRecord, type Desk } from './desk.ts';
import { recovered, type Recovered } from './recover-words.ts';

const USAGE =
  'ongyeol recover --data DIR --name 이름 (--root-key FILE [--code 기관코드 --agency 기관이름] | --authority FILE [--trust ROOT.pem]) [--server URL] [--passphrase-file FILE] [--root-passphrase-file FILE | --authority-passphrase-file FILE] [--json]';

const TEXT = { type: 'string' } as const;
const OPTIONS = {
  ...{ data: TEXT, name: TEXT, server: TEXT, code: TEXT, agency: TEXT, trust: TEXT, authority: TEXT, 'root-key': TEXT, 'passphrase-file': TEXT },
  ...{ 'root-passphrase-file': TEXT, 'authority-passphrase-file': TEXT, json: { type: 'boolean' } as const },
} as const;

type Options = Partial<Record<Exclude<keyof typeof OPTIONS, 'json'>, string>>;

/** The authority the new administrator comes from. `root` is the root's certificate (DER); `fresh`: it is a new one, made with the root's key. */
interface Source {
  readonly ca: Authority;
  readonly root: Uint8Array;
  readonly agency: { readonly code: string; readonly name: string };
  readonly fresh: boolean;
}

const NO_AGENCY = err(
  'AGENCY_UNKNOWN',
  `어느 기관인지 알 수 없습니다. 아무것도 만들지 않았습니다. --code와 --agency로 기관코드와 이름을 알려 주십시오. ${USAGE}`,
);
const NO_ROOT = err('TRUST_MISSING', '최상위 인증서를 찾지 못했습니다. 아무것도 만들지 않았습니다. --trust로 root.pem을 알려 주십시오.');
const WRONG_KEY = err(
  'AUTHORITY_BROKEN',
  '그 열쇠로 할 수 있는 일이 아닙니다. 아무것도 만들지 않았습니다. --root-key에는 최상위, --authority에는 기관 인증기관의 열쇠를 주십시오.',
);
const OVER = err('AUTHORITY_OVER', '기관 인증기관의 유효기간이 끝났습니다. 아무것도 만들지 않았습니다. --root-key로 최상위 열쇠를 주십시오.');

async function keyOf(file: string, option: string, what: string, secretFile: string | undefined, secretOption: string): Promise<Result<Authority>> {
  const text = await readFile(resolve(file), 'utf8').catch(() => null);
  if (text === null)
    return err('AUTHORITY_MISSING', `열쇠 파일을 읽을 수 없습니다(${file}). 아무것도 만들지 않았습니다. 보관한 곳에서 가져와 ${option}로 알려 주십시오.`);
  const secret = await passphrase(secretFile, `${what}의 암호`, secretOption);
  return secret.ok ? openAuthority(text, secret.value) : secret;
}

/** A new issuing authority of the agency, made with the root's key. */
async function fromRoot(options: Options, file: string, before: readonly FoundProfile[], now: Date): Promise<Result<Source>> {
  const known = before[0]?.profile.agency;
  const [code, name] = [options.code ?? known?.code, options.agency?.normalize('NFC') ?? known?.name];
  if (code === undefined || name === undefined || !/^\d{7}$/.test(code)) return NO_AGENCY;
  const root = await keyOf(file, '--root-key', '최상위 인증기관 열쇠', options['root-passphrase-file'], '--root-passphrase-file');
  if (!root.ok) return root;
  if (root.value.subject.kind !== 'root') return WRONG_KEY;
  const ca = createAgencyCa(root.value, { code, name }, yearsFrom(now, YEARS.agency));
  root.value.privateKey.fill(0);
  return ok({ ca, root: root.value.certificate, agency: { code, name }, fresh: true });
}

/** The agency's issuing authority out of a copy of its file. */
async function fromCopy(options: Options, file: string, before: readonly FoundProfile[], now: Date): Promise<Result<Source>> {
  const pem = await readFile(resolve(options.trust ?? join(options.data ?? '', 'root.pem')), 'utf8').catch(() => '');
  const root = fromPem(pem)[0] ?? fromBase64(before[0]?.profile.root ?? '');
  if (root === null || root.length === 0) return NO_ROOT;
  const ca = await keyOf(file, '--authority', '기관 인증기관 열쇠', options['authority-passphrase-file'], '--authority-passphrase-file');
  if (!ca.ok) return ca;
  const { kind, agencyCode: code, organisation: name } = ca.value.subject;
  if (kind !== 'agency' || code === undefined) return WRONG_KEY;
  const parsed = parseCertificate(ca.value.certificate);
  return parsed.ok && parsed.value.notAfter > now.getTime() ? ok({ ca: ca.value, root, agency: { code, name }, fresh: false }) : OVER;
}

/** The agency's authorities this replica has seen, besides the new one. */
function authoritiesBefore({ certificates }: Desk, { ca, agency }: Source): string[] {
  const own = sha256Hex(ca.certificate);
  return [...certificates()].flatMap(([digest, der]) => {
    const parsed = parseCertificate(der);
    return parsed.ok && parsed.value.kind === 'agency' && parsed.value.agencyCode === agency.code && digest !== own ? digest : [];
  });
}

/** One signed entry: the new administrator named, every one before ended, with a new authority the ones before too. */
async function takeOver(desk: Desk, source: Source): Promise<Result<number>> {
  const record = ownRecord(desk);
  if (!record.ok) return record;
  const before = administratorsEver(desk.entries(), source.agency.code).filter(({ certificate, ended }) => ended === null && certificate !== desk.own);
  const ended = before.map(({ certificate }) => certificate);
  const { endedAuthorities = [] } = record.value;
  const authorities = source.fresh ? { endedAuthorities: [...new Set([...endedAuthorities, ...authoritiesBefore(desk, source)])] } : {};
  const next: AgencyRecord = withAdministrator(withoutAdministrators({ ...record.value, ...authorities }, ended), {
    ...desk.administrator,
    certificate: desk.own,
  });
  const published = await desk.publish(next, []);
  return published.ok ? ok(ended.length) : published;
}

/** Administrators of the folder that ended go beside the profiles: no command or screen offers them, and nothing of theirs is lost. */
async function setAside(data: string, before: readonly FoundProfile[], agency: string): Promise<number> {
  const place = join(data, 'ended');
  const own = before.filter(({ profile }) => profile.agency.code === agency);
  if (own.length > 0) await mkdir(place, { recursive: true, mode: 0o700 });
  for (const { folder, profile } of own) await rename(folder, join(place, profile.personId)).catch(() => undefined);
  return own.length;
}

/** Folders that were made for nothing go again; one that holds anything stays. */
async function leaveNoEmpty(data: string): Promise<void> {
  for (const folder of [join(data, 'profiles'), data]) await rmdir(folder).catch(() => undefined);
}

/** What was made goes again, unless the server may have taken it: then it may be the only administrator there is. */
async function notDone(folder: string, data: string, failed: Err<string>): Promise<Err<string>> {
  if (failed.code !== 'PUBLISH_UNSURE') {
    await rm(folder, { recursive: true, force: true });
    await leaveNoEmpty(data);
    return failed;
  }
  const next = `app --data ${data}`;
  return err(
    failed.code,
    `${failed.message} 새 관리자의 프로필은 그대로 두었습니다(${folder}). ${next}로 그 관리자가 되는지 보고, 되지 않으면 recover를 다시 하십시오.`,
  );
}

async function recoverIn(data: string, options: Options, source: Source, name: string, before: readonly FoundProfile[]): Promise<Result<Recovered>> {
  const secret = await newPassphrase(options['passphrase-file'], '새 관리자의 인증서 암호', '--passphrase-file');
  if (!secret.ok) return secret;
  const { ca, root, agency, fresh } = source;
  const id = administratorId(agency.code);
  const made = await makeAdministrator({ ca, root, agency, id, name, passphrase: secret.value, profiles: join(data, 'profiles'), now: new Date() });
  made.privateKey.fill(0);
  const found = await readProfile(made.folder);
  const secrets = { own: secret.value, authority: ca };
  const done = found.ok ? await atServerOf({ ...options, data }, (url) => openDesk(found.value, secrets, url, (desk) => takeOver(desk, source))) : found;
  if (!done.ok) return notDone(made.folder, data, done);
  const aside = await setAside(data, before, agency.code);
  return ok({ name, aside, id, agency: agency.name, data, folder: made.folder, ended: done.value, fresh, server: options.server ?? null });
}

async function run(options: Options): Promise<Result<Recovered>> {
  const { data, authority, 'root-key': rootKey } = options;
  if (data === undefined || (authority === undefined) === (rootKey === undefined))
    return err('USAGE', `--data와 --root-key나 --authority 하나가 있어야 합니다. ${USAGE}`);
  const name = await given(options.name, '새 기관 관리자의 이름');
  if (name === null || name.length > 60) return err('USAGE', `관리자의 이름(60자까지)이 있어야 합니다. ${USAGE}`);
  const dataDir = resolve(data);
  const before = await administratorsIn(dataDir);
  const now = new Date();
  const source = rootKey === undefined ? await fromCopy(options, authority ?? '', before, now) : await fromRoot(options, rootKey, before, now);
  if (!source.ok) return source;
  const writable = makeWritable(dataDir, '자료 폴더', '--data');
  return writable.ok ? recoverIn(dataDir, options, source.value, name, before) : writable;
}

/** Runs the command; 0 the new administrator is in, 2 nothing was changed, or nobody here knows (PUBLISH_UNSURE). */
export async function recover(args: readonly string[]): Promise<number> {
  let asked: Options & { readonly json?: boolean };
  try {
    ({ values: asked } = parseArgs({ args: [...args], options: OPTIONS }));
  } catch {
    return refuse('recover', err('USAGE', `옵션을 알 수 없습니다. ${USAGE}`), args.includes('--json'));
  }
  const { json, ...options } = asked;
  return answer('recover', await run(options), json === true, { words: recovered });
}
