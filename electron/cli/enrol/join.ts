/** `ongyeol join`: an invited person makes their key on this PC, or brings a certificate they have, and asks for its certificate; then takes it. */

import { webcrypto, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createWebCrypto } from '../../../shared/crypto/web.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { parsePins } from '../../../shared/sync/pin.ts';
import { readCode } from '../../backend/enrolment/files.ts';
import type { Invitation } from '../../backend/enrolment/files.ts';
import { makeRequest, openInvitation, profileFor, takeCertificate, waitingFor, type RequestInput } from '../../backend/enrolment/join.ts';
import { readWaiting } from '../../backend/enrolment/waiting.ts';
import { OPEN_LOCK, tryLock } from '../../backend/profile/process-lock.ts';
import { setPins } from '../../backend/profile/pins.ts';
import { makeTokenKey, openToken } from '../../backend/keys/token/token.ts';
import { readExisting, type Existing } from '../../backend/pki/existing/existing.ts';
import { answer, refuse } from '../answer.ts';
import { given, newPassphrase, passphrase } from '../ask.ts';
import { makeWritable } from '../start/writable.ts';
import { writeNew } from './write-new.ts';
import { joined, requested, type Joined, type Requested } from './words.ts';

const USAGE =
  'ongyeol join INVITATION --data DIR --out REQUEST [--code 초대코드] [--p12 FILE [--p12-password-file FILE] | --token MODULE.so [--token-label 이름] [--pin-file FILE]] [--passphrase-file FILE] | ongyeol join CERTIFICATE --data DIR [--pin 서버지문] [--passphrase-file FILE] [--json]';

interface Options {
  readonly data?: string;
  readonly out?: string;
  readonly code?: string;
  readonly p12?: string;
  readonly 'p12-password-file'?: string;
  readonly token?: string;
  readonly 'token-label'?: string;
  readonly 'pin-file'?: string;
  readonly 'passphrase-file'?: string;
  readonly pin?: string;
  readonly json?: boolean;
}

const OWN = '내 인증서 암호';

/** The certificate the person has, out of its file. */
async function existingOf(options: Options, { person }: Invitation, now: Date): Promise<Result<Existing | null>> {
  if (options.p12 === undefined) return ok(null);
  const file = await readFile(resolve(options.p12)).catch(() => null);
  if (file === null) return err('P12_BROKEN', `인증서 파일을 읽을 수 없습니다(${options.p12}). 아무것도 만들지 않았습니다.`);
  const password = await passphrase(options['p12-password-file'], '인증서 파일(.p12)의 암호', '--p12-password-file');
  return password.ok ? readExisting(new Uint8Array(file), password.value, person.name, now) : password;
}

type TokenKey = NonNullable<RequestInput['token']>;

const TOKEN_WARNING = `열쇠를 토큰 안에서 만듭니다. 꺼내거나 복사할 수 없습니다.
토큰을 잃거나 PIN이 잠기면 그 열쇠는 되살릴 수 없고 새로 초대받아야 합니다. 이 PC의 글은 인증서 암호로 열립니다.
`;

/** Makes the key in the token the person named. What cannot be had again is said before. */
async function tokenOf(options: Options, { person }: Invitation): Promise<Result<TokenKey | null>> {
  const { token: module, 'token-label': label = null } = options;
  if (module === undefined) return ok(null);
  process.stderr.write(TOKEN_WARNING);
  const pin = await passphrase(options['pin-file'], '토큰의 PIN', '--pin-file');
  if (!pin.ok) return pin;
  const ref = await makeTokenKey({ module: resolve(module), label, pin: pin.value, name: `ongyeol ${person.id}` });
  if (!ref.ok) return ref;
  const open = await openToken(ref.value, pin.value);
  return open.ok ? ok({ ref: ref.value, open: open.value }) : open;
}

/** A request that was made before is given again: no second key is made in the token for it. */
async function make(data: string, input: RequestInput, options: Options): Promise<Result<string>> {
  const waits = (await readWaiting(data, input.invitation.id)) !== null;
  const token = waits ? ok(null) : await tokenOf(options, input.invitation);
  if (!token.ok) return token;
  const made = await makeRequest(data, { ...input, token: token.value });
  token.value?.open.close();
  return made;
}

async function request(text: string, data: string, options: Options): Promise<Result<Requested>> {
  const { out } = options;
  if (out === undefined) return err('USAGE', `신청서를 쓸 파일을 --out으로 알려 주십시오. ${USAGE}`);
  const typed = await given(options.code, '초대 코드(관리자에게 따로 들은 것)');
  const code = typed === null ? null : readCode(typed);
  if (code === null) return err('CODE_WRONG', '초대 코드는 다섯 자씩 네 묶음입니다. 아무것도 만들지 않았습니다. 관리자에게 확인하십시오.');
  const now = new Date();
  const invitation = openInvitation(text, code, now);
  if (!invitation.ok) return invitation;
  const profile = await profileFor(data, invitation.value);
  if (!profile.ok) return profile;
  const existing = await existingOf(options, invitation.value, now);
  if (!existing.ok) return existing;
  const secret = await (profile.value === null ? newPassphrase : passphrase)(options['passphrase-file'], OWN, '--passphrase-file');
  if (!secret.ok) return secret;
  const writable = makeWritable(data, '자료 폴더', '--data');
  if (!writable.ok) return writable;
  const made = await make(data, { invitation: invitation.value, code, passphrase: secret.value, existing: existing.value, now }, options);
  if (!made.ok) return made;
  const written = await writeNew(resolve(out), made.value);
  if (!written.ok) return written;
  const { person, root } = invitation.value;
  const fingerprint = new X509Certificate(Buffer.from(root, 'base64')).fingerprint256;
  const facts = existing.value?.facts ?? null;
  const brought = facts === null ? null : { name: facts.commonName, issuer: facts.issuer, until: facts.notAfter.toISOString() };
  return ok({
    name: person.name,
    agency: person.agency.name,
    file: resolve(out),
    data,
    fingerprint,
    existing: brought,
    replaces: profile.value !== null,
    token: options.token !== undefined,
  });
}

const OPEN = err('PROFILE_OPEN', '이 프로필이 열려 있습니다. 인증서를 바꾸지 않았습니다. 프로그램에서 이 프로필의 창을 모두 닫고 다시 하십시오.');

/** Takes the certificate; in place of an older one only while no program has the profile open (EN11). */
async function take(text: string, data: string, options: Options): Promise<Result<Joined>> {
  const found = await waitingFor(data, text);
  const folder = found.ok && found.value.profile !== null ? resolve(data, 'profiles', found.value.profile.personId) : null;
  if (folder === null) return takeNow(text, data, options);
  const lock = tryLock(folder, OPEN_LOCK);
  if (lock === null) return OPEN;
  try {
    return await takeNow(text, data, options);
  } finally {
    lock.release();
  }
}

async function takeNow(text: string, data: string, options: Options): Promise<Result<Joined>> {
  const found = await waitingFor(data, text);
  if (!found.ok) return found.code === 'NOT_JOINING' ? { ...found, message: `${found.message} 다른 폴더에서 신청했으면 --data로 그 폴더를 줍니다.` } : found;
  const replaces = found.value.profile !== null;
  const pins = options.pin === undefined ? ok(null) : parsePins(options.pin);
  if (!pins.ok) return pins;
  const secret = replaces || found.value.administers || pins.value !== null ? await passphrase(options['passphrase-file'], OWN, '--passphrase-file') : ok('');
  if (!secret.ok) return secret;
  const taken = await takeCertificate(data, text, { crypto: createWebCrypto(webcrypto.subtle), now: new Date(), passphrase: secret.value });
  if (!taken.ok) return taken;
  const { name, personId: person } = taken.value;
  const folder = resolve(data, 'profiles', person);
  const pinned = pins.value === null ? ok(null) : await setPins(folder, secret.value, [...pins.value], { now: () => new Date(), vault: null });
  return pinned.ok
    ? ok({ name, person, data, replaces, administers: found.value.administers })
    : err(pinned.code, `인증서는 넣었지만 서버 열쇠는 정하지 못했습니다. ${pinned.message} profile pin으로 정하십시오.`);
}

/** Runs the command; 0 done, 2 nothing was changed. */
export async function join(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const files = { p12: text, 'p12-password-file': text, token: text, 'token-label': text, 'pin-file': text, 'passphrase-file': text };
  const options = { data: text, out: text, code: text, pin: text, ...files, json: { type: 'boolean' } as const };
  const wrong = (sentence: string): number => refuse('join', err('USAGE', `${sentence} ${USAGE}`), args.includes('--json'));
  let asked: { readonly values: Options; readonly positionals: readonly string[] };
  try {
    asked = parseArgs({ args: [...args], allowPositionals: true, options });
  } catch {
    return wrong('옵션을 알 수 없습니다.');
  }
  const [from] = asked.positionals;
  const { values } = asked;
  if (values.p12 !== undefined && values.token !== undefined) return wrong('--p12와 --token은 함께 쓸 수 없습니다.');
  if (from === undefined || asked.positionals.length > 1 || values.data === undefined) return wrong('초대장이나 발급된 인증서 하나와 --data가 있어야 합니다.');
  const file = await readFile(resolve(from), 'utf8').catch(() => null);
  if (file === null) return wrong(`파일을 읽을 수 없습니다(${from}).`);
  const data = resolve(values.data);
  const json = values.json === true;
  if (file.startsWith('{"format":"ongyeol-certificate"')) return answer('join', await take(file, data, values), json, { words: joined });
  return answer('join', await request(file, data, values), json, { words: requested });
}
