/** Inviting a further administrator of the agency (EN16): a number of their own, the post 기관 관리자, and no place among the people. */

import { hasUnseenSigns } from '../../../shared/lib/unseen.ts';
import { randomInt } from 'node:crypto';
import { isAdministratorId } from '../../../shared/org/administrators.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { AgencyRecord } from '../../../shared/org/directory.ts';
import { ADMINISTRATOR } from '../directory/sign.ts';
import { inviteeSchema, type Invitee } from './files.ts';
import type { EnrolmentCode } from './invite.ts';

const LETTERS = '23456789abcdefghjkmnpqrstvwxyz';

/** A number for one more administrator of an agency: two who invite at the same moment, and a recovery that has seen no directory yet, take no number twice. */
export function administratorId(agency: string): string {
  const mark = Array.from({ length: 5 }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');
  return `${agency}-${mark}-admin`;
}

/** Whom to invite as administrator; their number where none is given. ADMIN_EXISTS for one who stands, PERSON_INVALID for odd names and numbers. */
export function administratorInvitee(
  record: AgencyRecord,
  { person, name }: { readonly person: string | null; readonly name: string },
): Result<Invitee, EnrolmentCode> {
  const id = person ?? administratorId(record.code);
  const checked = inviteeSchema.safeParse({ id, name, agency: { code: record.code, name: record.name }, unit: null, position: ADMINISTRATOR });
  if (!checked.success || !isAdministratorId(id) || hasUnseenSigns(name))
    return err(
      'PERSON_INVALID',
      '관리자의 번호는 -admin으로 끝나는 영문자·숫자·붙임표 40자까지, 이름은 보이지 않는 글자 없이 60자까지입니다. 아무것도 만들지 않았습니다.',
    );
  if (record.administrators?.some((one) => one.id === id) === true)
    return err('ADMIN_EXISTS', `그 번호의 관리자가 이미 있습니다(${id}). 아무것도 만들지 않았습니다. 번호를 비우고 새로 초대하십시오.`);
  return ok(checked.data);
}
