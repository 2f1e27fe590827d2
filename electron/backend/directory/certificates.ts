/** Certificates of people, as an administrator ends them and invites somebody to a new one. */

import type { Input, Output } from '../../../shared/api/contract.ts';
import { toBase64, utf8 } from '../../../shared/lib/bytes.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { postWords } from '../../../shared/org/history.ts';
import type { AgencyRecord } from '../../../shared/org/directory.ts';
import type { BackendContext } from '../context.ts';
import type { Invitee } from '../enrolment/files.ts';
import { inviteeOf, makeInvitation } from '../enrolment/invite.ts';
import { atRegister, keepInvitation } from '../enrolment/register.ts';
import type { Authority } from '../pki/certificate.ts';
import { administeredRecord } from './administrator.ts';
import { publishRecord } from './publish.ts';

/** Ends every certificate of a person; post and name stay, signatures made before stay good (EN8). */
export async function revokePerson(context: BackendContext, person: string): Promise<Result<{ sentence: string }>> {
  const record = administeredRecord(context);
  if (!record.ok) return record;
  const known = record.value.people.find(({ id }) => id === person);
  if (known === undefined) return err('PERSON_UNKNOWN', `이 기관 조직도에 없는 사람입니다(${person}). 아무것도 바꾸지 않았습니다.`);
  if (known.certificates.length === 0) return ok({ sentence: `${known.name}에게는 지금 쓰는 인증서가 없어 바꾼 것이 없습니다.` });
  const people = record.value.people.map((one) => (one.id === person ? { ...one, certificates: [] } : one));
  const published = await publishRecord(context, { ...record.value, people }, { rev: context.sync.directory().rev });
  if (!published.ok) return published;
  return ok({
    sentence: `${known.name}의 인증서를 폐지했습니다. 이제 로그인과 서명에 쓸 수 없고, 이미 한 서명은 그대로 유효합니다. 다시 쓰려면 새로 초대하십시오.`,
  });
}

type Invite = Input<'directory.invite'>;

/** Makes an invitation file for somebody of the directory. Nobody is told the code but who reads this answer. */
export async function invitePerson(context: BackendContext, { person, replaces, days, passphrase }: Invite): Promise<Result<Output<'directory.invite'>>> {
  const record = administeredRecord(context);
  if (!record.ok) return record;
  const wanted = { person, name: null, unit: null, position: null, replaces };
  const invitee = inviteeOf(context.sync.directory(), record.value, wanted);
  if (!invitee.ok) return invitee;
  const authority = await context.keyring.authority(passphrase);
  if (!authority.ok) return authority;
  return saveInvitation(context, { record: record.value, authority: authority.value, person: invitee.value, replaces, days });
}

/** An invitation to be made. The authority's key is overwritten once it is. */
export interface Inviting {
  readonly record: AgencyRecord;
  readonly authority: Authority;
  readonly person: Invitee;
  readonly replaces: boolean;
  readonly days: number;
}

/** Makes the invitation, saves its file and enters it in the register. */
export async function saveInvitation(context: BackendContext, inviting: Inviting): Promise<Result<Output<'directory.invite'>>> {
  const { record, authority, person, replaces, days } = inviting;
  const [root] = context.anchors;
  const server = context.serverUrl;
  const made = makeInvitation({ authority, root: toBase64(root ?? new Uint8Array(0)), person, replaces, server, days, now: context.now() });
  authority.privateKey.fill(0);
  const { name, unit, position } = person;
  const saved = await context.platform.saveFile(`${name}.ongyeol-invitation`, utf8(made.file));
  if (!saved.ok) return saved;
  if (saved.value.path === null) return err('NOT_SAVED', '초대장을 저장하지 않아 초대하지 않았습니다. 저장할 곳을 골라 다시 하십시오.');
  const kept = await atRegister(context.folder, () => keepInvitation(context.folder, made.row));
  if (!kept.ok) return kept;
  const post = `${record.name} ${postWords(record, { unit: unit?.code ?? null, position })}`;
  return ok({ id: made.row.id, path: saved.value.path, code: made.code, name, post, until: made.row.until });
}
