/** 기관 관리자 at the screen: who they are, inviting one more, ending one (EN16, EN17). */

import type { Input, Output } from '../../../shared/api/contract.ts';
import type { AdministratorView } from '../../../shared/api/directory-view.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { administratorsEver, withoutAdministrators, type HeldAdministrator } from '../../../shared/org/administrators.ts';
import type { BackendContext } from '../context.ts';
import { administratorInvitee } from '../enrolment/administrator.ts';
import { administeredRecord } from './administrator.ts';
import { saveInvitation } from './certificates.ts';
import { publishRecord } from './publish.ts';
import { ADMINISTRATOR } from './sign.ts';
import { byTime, certificateOf } from './states.ts';

const everOf = ({ sync }: BackendContext, agency: string): readonly HeldAdministrator[] =>
  administratorsEver(
    sync.directoryEntries().map(({ entry }) => entry),
    agency,
  );

async function viewOf(context: BackendContext, { id, name, certificate: digest, since, ended }: HeldAdministrator): Promise<AdministratorView> {
  const certificate = await certificateOf(context, digest);
  const time = (ms: number | undefined): string | null => (ms === undefined ? null : new Date(ms).toISOString());
  return {
    ...{ id, certificate: digest, since, ended, own: digest === context.actor.certificate },
    name: name ?? certificate?.commonName ?? ADMINISTRATOR,
    state: ended === null ? byTime(certificate, context.now()) : 'revoked',
    from: time(certificate?.notBefore),
    until: time(certificate?.notAfter),
  };
}

/** Administrators of an agency, those in office first, then those that ended, the latest first. */
export async function administratorsOf(context: BackendContext, agency: string): Promise<Result<Output<'directory.administrators'>>> {
  const all = await Promise.all(everOf(context, agency).map((one) => viewOf(context, one)));
  const ended = all.filter((one) => one.ended !== null).toSorted((a, b) => (b.ended ?? '').localeCompare(a.ended ?? ''));
  return ok({ administrators: [...all.filter((one) => one.ended === null), ...ended] });
}

/** Invites one more administrator of the own agency. Nobody is told the code but who reads this answer. */
export async function inviteAdministrator(
  context: BackendContext,
  { name, days, passphrase }: Input<'directory.inviteAdministrator'>,
): Promise<Result<Output<'directory.inviteAdministrator'>>> {
  const record = administeredRecord(context);
  if (!record.ok) return record;
  const invitee = administratorInvitee(record.value, { person: null, name: name.trim().normalize('NFC') });
  if (!invitee.ok) return invitee;
  const authority = await context.keyring.authority(passphrase);
  if (!authority.ok) return authority;
  return saveInvitation(context, { record: record.value, authority: authority.value, person: invitee.value, replaces: false, days });
}

const UNKNOWN = err('ADMIN_UNKNOWN', '그런 관리자 인증서가 없거나 이미 끝났습니다. 아무것도 바꾸지 않았습니다. 목록을 새로 보십시오.');
const OWN = err(
  'OWN_CERTIFICATE',
  '지금 쓰는 관리자 인증서입니다. 아무것도 바꾸지 않았습니다. 기관에 관리자가 하나는 남아야 하므로, 그만두려면 다른 관리자를 초대한 뒤 그 관리자가 끝내게 하십시오.',
);

/** Ends an administrator's certificate; never the one in use, so that the agency always keeps one (EN15). */
export async function endAdministrator(context: BackendContext, { certificate }: Input<'directory.endAdministrator'>): Promise<Result<{ sentence: string }>> {
  const record = administeredRecord(context);
  if (!record.ok) return record;
  if (certificate === context.actor.certificate) return OWN;
  const known = everOf(context, record.value.code).find((one) => one.certificate === certificate && one.ended === null);
  if (known === undefined) return UNKNOWN;
  const published = await publishRecord(context, withoutAdministrators(record.value, [certificate]), { rev: context.sync.directory().rev });
  if (!published.ok) return published;
  const { name } = await viewOf(context, known);
  return ok({ sentence: `${name}의 관리자 인증서를 끝냈습니다. 열려 있던 로그인은 닫혔고 조직도를 더 바꿀 수 없습니다. 이미 서명한 변경은 그대로입니다.` });
}
