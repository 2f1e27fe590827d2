/** `ongyeol revoke`: the administrator ends a person's or another administrator's certificates, and writes the agency's revocation list from the directory log. */

import { X509Certificate } from 'node:crypto';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { equalBytes } from '../../../shared/lib/bytes.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { adminCertificates, withoutAdministrators } from '../../../shared/org/administrators.ts';
import { endedCertificates } from '../../../shared/org/ended.ts';
import { parseCertificate } from '../../../shared/verify/pki.ts';
import { toPem } from '../../backend/pki/certificate.ts';
import { crlPem, makeCrl, type Revoked } from '../../backend/pki/crl.ts';
import { answer, refuse } from '../answer.ts';
import { DESK_ARGUMENTS, atDesk, ownRecord, type Desk, type DeskOptions } from './desk.ts';
import { writeNew } from './write-new.ts';

const USAGE =
  'ongyeol revoke [--person 번호] [--admin 번호|지문] [--crl FILE.pem] --data DIR [--server URL] [--as 번호] [--passphrase-file FILE] [--authority-passphrase-file FILE] [--json]';

/** Days after which a newer list is to be fetched. */
const LIST_DAYS = 30;

interface Options extends DeskOptions {
  readonly person?: string;
  readonly admin?: string;
  readonly crl?: string;
  readonly json?: boolean;
}

/** What is on a list. `earlier`: issued with a key the authority had before this one; `left`: ended too, but under another authority's name. */
interface Listed {
  readonly revoked: readonly Revoked[];
  readonly earlier: number;
  readonly left: number;
}

/** What was done. `listed` is the number of certificates on the list, null where none was written. */
interface Report {
  readonly name: string | null;
  readonly administrator: string | null;
  readonly file: string | null;
  readonly listed: number | null;
  readonly earlier: number;
  readonly left: number;
}

async function end(desk: Desk, person: string): Promise<Result<string>> {
  const record = ownRecord(desk);
  if (!record.ok) return record;
  const known = record.value.people.find(({ id }) => id === person);
  if (known === undefined) return err('PERSON_UNKNOWN', `이 기관 조직도에 없는 사람입니다(${person}). 아무것도 바꾸지 않았습니다.`);
  if (known.certificates.length === 0) return ok(known.name);
  const people = record.value.people.map((one) => (one.id === person ? { ...one, certificates: [] } : one));
  const published = await desk.publish({ ...record.value, people }, []);
  return published.ok ? ok(known.name) : published;
}

const NO_ADMIN = err(
  'ADMIN_UNKNOWN',
  '그런 관리자 인증서가 없거나 이미 폐지되었습니다. 아무것도 바꾸지 않았습니다. 조직도를 바꾼 적 없는 인증서는 지문(SHA-256, 16진수 64자)으로 알려 주십시오.',
);
const OWN = err(
  'OWN_CERTIFICATE',
  '지금 쓰는 관리자 인증서입니다. 아무것도 바꾸지 않았습니다. 먼저 renew로 새 인증서를 만들면(기관 인증기관 열쇠의 암호가 있어야 합니다) 예전 것을 폐지할 수 있습니다.',
);

/** Ends an administrator's certificates: all that signed the directory under a number, or the one of a fingerprint; never the one in use. */
export async function endAdmin(desk: Desk, wanted: string, der: readonly Uint8Array[] = []): Promise<Result<string>> {
  const record = ownRecord(desk);
  if (!record.ok) return record;
  const digest = wanted.replaceAll(':', '').toLowerCase();
  const { code, endedAdmins = [] } = record.value;
  const named = /^[0-9a-f]{64}$/.test(digest) ? [digest] : adminCertificates(desk.entries(), code, wanted);
  const others = named.filter((one) => one !== desk.own && !endedAdmins.includes(one));
  if (others.length === 0) return named.includes(desk.own) ? OWN : NO_ADMIN;
  const published = await desk.publish(withoutAdministrators(record.value, others), der);
  return published.ok ? ok(`기관 관리자 ${wanted}`) : published;
}

/**
 * Every certificate the directory ended and whose time is not over. A list speaks for an issuer by its name (RFC 5280 §5), whatever key that had: what
 * was ended before the authority was made anew stays on it.
 */
async function list(desk: Desk): Promise<Result<Listed>> {
  const record = ownRecord(desk);
  if (!record.ok) return record;
  const revoked: Revoked[] = [];
  let [earlier, left] = [0, 0];
  const own = parseCertificate(desk.authority.certificate);
  const issuer = new X509Certificate(desk.authority.certificate);
  for (const [digest, at] of endedCertificates(desk.entries(), record.value.code)) {
    const der = await desk.certificate(digest);
    if (!der.ok) return der;
    const parsed = parseCertificate(der.value);
    if (!own.ok || !parsed.ok || parsed.value.notAfter < desk.now.getTime()) continue;
    if (!equalBytes(parsed.value.issuer, own.value.subject)) {
      left += 1;
      continue;
    }
    if (!new X509Certificate(der.value).checkIssued(issuer)) earlier += 1;
    revoked.push({ serial: parsed.value.serial, at: new Date(at) });
  }
  return ok({ revoked, earlier, left });
}

async function writeList(desk: Desk, file: string): Promise<Result<Pick<Report, 'listed' | 'earlier' | 'left'>>> {
  const made = await list(desk);
  if (!made.ok) return made;
  const { revoked, earlier, left } = made.value;
  const { authority, now } = desk;
  const next = new Date(now.getTime() + LIST_DAYS * 86_400_000);
  // With the certificate of its signer, so that who has certificates of an earlier key of the authority finds that it is the same one.
  const text = `${crlPem(makeCrl(authority, revoked, { number: desk.directory().rev, now, next }))}${toPem(authority.certificate)}`;
  const written = await writeNew(file, text);
  return written.ok ? ok({ listed: revoked.length, earlier, left }) : written;
}

async function revokeAt(desk: Desk, { person, admin }: Options, file: string | null): Promise<Result<Report>> {
  const ended = person === undefined ? ok(null) : await end(desk, person);
  if (!ended.ok) return ended;
  const administrator = admin === undefined ? ok(null) : await endAdmin(desk, admin);
  if (!administrator.ok) return administrator;
  const listed = file === null ? ok({ listed: null, earlier: 0, left: 0 }) : await writeList(desk, file);
  return listed.ok ? ok({ name: ended.value, administrator: administrator.value, file, ...listed.value }) : listed;
}

/** What other programs need to know of a list that names certificates of an earlier key, and what is not on it. */
function listWords({ earlier, left }: Report): string {
  const before =
    earlier === 0
      ? ''
      : `그 가운데 ${earlier}건은 이 기관의 예전 인증기관 열쇠로 발급한 것입니다. 같은 이름의 새 열쇠로 서명한 목록이라, 그것까지 보려면 확인하는 프로그램이 이를 받아야 합니다(openssl verify는 -extended_crl).\n`;
  return left === 0 ? before : `${before}다른 이름의 인증기관이 발급한 ${left}건은 폐지되었지만 이 목록에 담을 수 없습니다. 조직도 기록에는 남아 있습니다.\n`;
}

function words(report: Report): string {
  const { name, administrator, file, listed } = report;
  const ended =
    name === null
      ? ''
      : `${name}의 인증서를 폐지했습니다. 이제 로그인과 서명에 쓸 수 없습니다. 이미 한 서명은 그대로 유효합니다. 다시 쓰려면 새로 초대하십시오.\n`;
  const written = file === null ? '' : `폐지 목록을 썼습니다(${listed}건, ${LIST_DAYS}일 안에 새로 만드십시오): ${file}\n${listWords(report)}`;
  const closed =
    administrator === null
      ? ''
      : `${administrator}의 인증서를 폐지했습니다. 열려 있던 로그인은 닫혔고 조직도를 더 바꿀 수 없습니다. 이미 서명한 변경은 그대로입니다.\n`;
  return `${ended}${closed}${written}`;
}

/** Runs the command; 0 done, 2 could not. */
export async function revoke(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const options = {
    ...DESK_ARGUMENTS,
    person: text,
    admin: text,
    crl: text,
    json: { type: 'boolean' } as const,
  };
  const wrong = (sentence: string): number => refuse('revoke', err('USAGE', `${sentence} ${USAGE}`), args.includes('--json'));
  let values: Options;
  try {
    ({ values } = parseArgs({ args: [...args], options }));
  } catch {
    return wrong('옵션을 알 수 없습니다.');
  }
  const { person, admin, crl } = values;
  if (person === undefined && admin === undefined && crl === undefined) return wrong('--person, --admin이나 --crl이 있어야 합니다.');
  const file = crl === undefined ? null : resolve(crl);
  return answer('revoke', await atDesk(values, (desk) => revokeAt(desk, values, file)), values.json === true, { words });
}
