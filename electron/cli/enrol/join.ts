/** `ongyeol join`: an invited person makes their key on this PC and asks for its certificate; then takes the certificate. */

import { webcrypto, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createWebCrypto } from '../../../shared/crypto/web.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { readCode } from '../../backend/enrolment/files.ts';
import { makeRequest, openInvitation, takeCertificate } from '../../backend/enrolment/join.ts';
import { given, newPassphrase } from '../ask.ts';
import { makeWritable } from '../start/writable.ts';
import { tell } from './desk.ts';
import { writeNew } from './write-new.ts';
import { joined, requested, type Joined, type Requested } from './words.ts';

const USAGE = 'ongyeol join INVITATION --data DIR --out REQUEST [--code 초대코드] [--passphrase-file FILE] | ongyeol join CERTIFICATE --data DIR [--json]';

interface Options {
  readonly data?: string;
  readonly out?: string;
  readonly code?: string;
  readonly 'passphrase-file'?: string;
  readonly json?: boolean;
}

async function request(text: string, data: string, options: Options): Promise<Result<Requested>> {
  const { out } = options;
  if (out === undefined) return err('USAGE', `신청서를 쓸 파일을 --out으로 알려 주십시오. ${USAGE}`);
  const typed = await given(options.code, '초대 코드(관리자에게 따로 들은 것)');
  const code = typed === null ? null : readCode(typed);
  if (code === null) return err('CODE_WRONG', '초대 코드는 다섯 자씩 네 묶음입니다. 아무것도 만들지 않았습니다. 관리자에게 확인하십시오.');
  const invitation = openInvitation(text, code, new Date());
  if (!invitation.ok) return invitation;
  const passphrase = await newPassphrase(options['passphrase-file'], '내 인증서 암호', '--passphrase-file');
  if (!passphrase.ok) return passphrase;
  const writable = makeWritable(data, '자료 폴더', '--data');
  if (!writable.ok) return writable;
  const made = await makeRequest(data, invitation.value, code, passphrase.value, new Date());
  if (!made.ok) return made;
  const written = await writeNew(resolve(out), made.value);
  if (!written.ok) return written;
  const { person, root } = invitation.value;
  const fingerprint = new X509Certificate(Buffer.from(root, 'base64')).fingerprint256;
  return ok({ name: person.name, agency: person.agency.name, file: resolve(out), data, fingerprint });
}

async function take(text: string, data: string): Promise<Result<Joined>> {
  const taken = await takeCertificate(data, text, { crypto: createWebCrypto(webcrypto.subtle), now: new Date() });
  return taken.ok ? ok({ name: taken.value.name, person: taken.value.personId, data }) : taken;
}

/** Runs the command; 0 done, 2 nothing was changed. */
export async function join(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const options = { data: text, out: text, code: text, 'passphrase-file': text, json: { type: 'boolean' } as const };
  const refuse = (sentence: string): number => tell('join', err('USAGE', `${sentence} ${USAGE}`), args.includes('--json'), () => '');
  let asked: { readonly values: Options; readonly positionals: readonly string[] };
  try {
    asked = parseArgs({ args: [...args], allowPositionals: true, options });
  } catch {
    return refuse('옵션을 알 수 없습니다.');
  }
  const [from] = asked.positionals;
  const { values } = asked;
  if (from === undefined || asked.positionals.length > 1 || values.data === undefined) return refuse('초대장이나 발급된 인증서 하나와 --data가 있어야 합니다.');
  const file = await readFile(resolve(from), 'utf8').catch(() => null);
  if (file === null) return refuse(`파일을 읽을 수 없습니다(${from}).`);
  const data = resolve(values.data);
  const json = values.json === true;
  if (file.startsWith('{"format":"ongyeol-certificate"')) return tell('join', await take(file, data), json, joined);
  return tell('join', await request(file, data, values), json, requested);
}
