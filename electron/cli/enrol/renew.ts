/** `ongyeol renew`: the administrator's own certificate, made anew with the agency's key. The old one ends at once where the server is reached. */

import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { renewWith } from '../../backend/enrolment/renew.ts';
import { sha256Hex } from '../../../shared/crypto/crypto.ts';
import { fromBase64 } from '../../../shared/lib/bytes.ts';
import { withAdministrator, withoutAdministrators } from '../../../shared/org/administrators.ts';
import { readProfile } from '../../backend/profile/profile.ts';
import { answer, refuse } from '../answer.ts';
import { passphrase } from '../ask.ts';
import { DESK_ARGUMENTS, atServerOf, findAdministrator, openAgencyKey, openDesk, ownRecord, type Desk, type DeskOptions } from './desk.ts';

const USAGE = 'ongyeol renew --data DIR [--server URL] [--passphrase-file FILE] [--authority-passphrase-file FILE] [--as 번호] [--json]';

interface Options extends DeskOptions {
  readonly json?: boolean;
}

interface Renewed {
  readonly name: string;
  readonly until: string;
  /** Fingerprint of the old certificate (SHA-256 hex), and why it is good still; null where it ended. */
  readonly old: string;
  readonly left: string | null;
}

/** The old certificate ended and the new one named in its place, signed under the new one. */
async function endOld(desk: Desk, old: string, der: Uint8Array): Promise<Result<null>> {
  const record = ownRecord(desk);
  if (!record.ok) return record;
  return desk.publish(withAdministrator(withoutAdministrators(record.value, [old]), { ...desk.administrator, certificate: desk.own }), [der]);
}

async function run(options: Options): Promise<Result<Renewed>> {
  const found = await findAdministrator(options);
  if (!found.ok) return found;
  const { folder, profile } = found.value;
  const own = await passphrase(options['passphrase-file'], '기관 관리자의 인증서 암호', '--passphrase-file');
  if (!own.ok) return own;
  const authority = await openAgencyKey(folder, own.value, options['authority-passphrase-file']);
  if (!authority.ok) return authority;
  const done = await renewWith(authority.value, { folder, passphrase: own.value, now: new Date(), vault: null });
  if (!done.ok) return done;
  const renewed = await readProfile(folder);
  if (!renewed.ok) return renewed;
  const der = fromBase64(profile.certificate) ?? new Uint8Array(0);
  const old = sha256Hex(der);
  const secrets = { own: own.value, authority: authority.value };
  const ended = await atServerOf(options, (url) => openDesk(renewed.value, secrets, url, (desk) => endOld(desk, old, der)));
  return ok({ name: profile.name, until: done.value.until, old, left: ended.ok ? null : ended.message });
}

/** Runs the command; 0 renewed, 2 nothing was changed. */
export async function renew(args: readonly string[]): Promise<number> {
  const options = { ...DESK_ARGUMENTS, json: { type: 'boolean' } as const };
  let values: Options;
  try {
    ({ values } = parseArgs({ args: [...args], options }));
  } catch {
    return refuse('renew', err('USAGE', `옵션을 알 수 없습니다. ${USAGE}`), args.includes('--json'));
  }
  return answer('renew', await run(values), values.json === true, {
    words: ({ name, until, old, left }) =>
      `${name} 관리자의 인증서를 새로 만들었습니다. ${until.slice(0, 10)}까지 씁니다.\n열려 있는 화면은 닫았다 다시 여십시오. ${
        left === null ? '예전 인증서는 지금 끝났습니다.' : `예전 인증서는 아직 쓸 수 있습니다: ${left}\n서버에 닿으면 revoke --admin ${old}로 폐지하십시오.`
      }\n`,
  });
}
