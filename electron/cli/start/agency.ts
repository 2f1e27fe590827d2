/** A new agency: its certificate authority, its first administrator, its first record in the directory. */

import { sha256Hex } from '../../../shared/crypto/crypto.ts';
import { toBase64 } from '../../../shared/lib/bytes.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { Administrator, AgencyRecord } from '../../../shared/org/directory.ts';
import { ADMINISTRATOR, signDirectory } from '../../backend/directory/sign.ts';
import { createSigner } from '../../backend/keys/signer.ts';
import { createAgencyCa, type Authority } from '../../backend/pki/certificate.ts';
import { YEARS, yearsFrom } from '../../backend/pki/validity.ts';
import { makeAdministrator } from './administrator.ts';
import type { Seeded } from '../demo/seed.ts';

/** What must be said of a new agency. */
export interface AgencyNames {
  /** Seven digits (행정표준코드). */
  readonly code: string;
  readonly name: string;
  /** 발신명의, such as 행정안전부장관. */
  readonly head: string;
  readonly headGrade: string;
}

/** Grades of an agency head, as 발신명의 are ordered by them (규칙 §5②). */
export const GRADES = ['헌법기관', '부총리', '장관', '장관급', '차관', '차관급'] as const;

/** Grade of a head where none was said: 장관, and 차관급 for heads of 청, 처 and others. */
export function gradeOf(head: string): string {
  return head.endsWith('장관') ? '장관' : '차관급';
}

/** Checks what was said of an agency. */
export function checkNames({ code, name, head, headGrade }: AgencyNames): Result<null, 'NAMES'> {
  if (!/^\d{7}$/.test(code)) return err('NAMES', `기관코드는 숫자 일곱 자리입니다: ${code}. 아무것도 만들지 않았습니다.`);
  if (name.length > 60 || head.length > 60) return err('NAMES', '기관 이름과 기관장 직위는 60자를 넘을 수 없습니다. 아무것도 만들지 않았습니다.');
  if (!GRADES.some((grade) => grade === headGrade))
    return err('NAMES', `기관장의 격은 다음 가운데 하나입니다: ${GRADES.join(', ')}. 아무것도 만들지 않았습니다.`);
  return ok(null);
}

/** Post of the head within the agency: 행정안전부장관 is the 장관 of 행정안전부, 감사원장 is just that. */
function headPost({ name, head }: AgencyNames): string {
  const rest = head.startsWith(name) ? head.slice(name.length).trim() : '';
  return rest.length > 1 ? rest : head;
}

/** The record an agency begins with: its head's post and its administrator; the rest comes by 조직도 가져오기. */
function firstRecord(names: AgencyNames, administrator: Administrator): AgencyRecord {
  const { code, name, head, headGrade } = names;
  const empty = { order: null, address: { zip: '', road: '' }, home: '', units: [], delegation: [], people: [], recordFiles: [], seal: null };
  return { code, name, head, headGrade, leadership: [headPost(names)], ...empty, administrators: [administrator] };
}

/** What a new agency is made from; `profiles` is the folder the administrator's profile is put into. */
export interface NewAgency {
  readonly root: Authority;
  readonly names: AgencyNames;
  readonly administrator: string;
  readonly passphrase: string;
  readonly profiles: string;
  readonly now: Date;
}

/** A made agency: where its administrator's profile is, and what the server must be told. */
export interface MadeAgency extends Seeded {
  readonly administrator: string;
  readonly folder: string;
}

/** Makes the agency's authority and administrator on this disk, and signs its first record. Keys are overwritten afterwards. */
export async function makeAgency(input: NewAgency): Promise<MadeAgency> {
  const { root, names, now, administrator, passphrase, profiles } = input;
  const ca = createAgencyCa(root, names, yearsFrom(now, YEARS.agency));
  const id = `${names.code}-admin`;
  const made = await makeAdministrator({ ca, root: root.certificate, agency: names, id, name: administrator, passphrase, profiles, now });
  const certificate = sha256Hex(made.certificate);
  const actor = { person: id, agency: names.code, unit: null, position: ADMINISTRATOR, certificate };
  const signer = createSigner({ privateKey: made.privateKey, minutes: 1, now: () => now });
  const agency = firstRecord(names, { id, name: administrator, certificate });
  const signed = await signDirectory({ actor, signer, at: now, rev: 0 }, 'directory.put', { agency });
  ca.privateKey.fill(0);
  if (!signed.ok) throw new Error('a fresh key is never locked');
  return { administrator: id, folder: made.folder, directory: [signed.value], certificates: [toBase64(ca.certificate), toBase64(made.certificate)] };
}
