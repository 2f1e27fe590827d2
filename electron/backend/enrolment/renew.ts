/**
 * An administrator's own certificate, made anew: nobody else of the agency may issue, so nobody else could invite them. The agency's key is in their
 * hands as it is; the person's key is a new one, and papers, device and passphrase stay.
 */

import { join } from 'node:path';
import { equalBytes, fromBase64, toBase64 } from '../../../shared/lib/bytes.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { parseCertificate } from '../../../shared/verify/pki.ts';
import { ADMINISTRATOR } from '../directory/sign.ts';
import { sealKeyFile } from '../keys/key-file.ts';
import { openSecrets, wipe, type KeyCode } from '../keys/keyring.ts';
import { AUTHORITY_FILE, readAuthorityFile, type AuthorityCode } from '../pki/authority-file.ts';
import { issue, nameOf, type Authority, type Subject } from '../pki/certificate.ts';
import { generateKey } from '../pki/keys.ts';
import { YEARS, yearsFrom } from '../pki/validity.ts';
import type { Vault } from '../platform.ts';
import { readProfile, writeProfile, type Profile } from '../profile/profile.ts';

/** Why nothing was renewed. */
export type RenewCode = 'NOT_ADMIN' | 'KEY_IN_TOKEN' | 'AUTHORITY_OVER' | 'PROFILE_BROKEN' | KeyCode | AuthorityCode;

/** What renewing works with. `authority`: passphrase of the agency's key, where it is another one. */
export interface Renewing {
  readonly folder: string;
  readonly passphrase: string;
  readonly authority: string;
  readonly now: Date;
  readonly vault: Vault | null;
}

/** A renewed certificate: until when it is good (RFC 3339). */
export interface Renewed {
  readonly until: string;
}

const NOT_ADMIN = err(
  'NOT_ADMIN',
  '기관 관리자의 인증서만 스스로 새로 받을 수 있습니다. 아무것도 바꾸지 않았습니다. 다른 사람은 기관 관리자에게 초대장을 받아 바꾸십시오.',
);
const IN_TOKEN = err('KEY_IN_TOKEN', '토큰에 든 열쇠는 여기서 바꾸지 않습니다. 아무것도 바꾸지 않았습니다. 다른 관리자 프로필을 새로 만들어 쓰십시오.');
const OVER = err(
  'AUTHORITY_OVER',
  '기관 인증기관의 유효기간이 끝났거나 이 관리자를 발급한 인증기관이 아닙니다. 아무것도 바꾸지 않았습니다. 최상위 열쇠를 보관한 사람에게 알리십시오.',
);

/** Who the certificate names, where it is an administrator's of this product. */
function subjectOf({ certificate, name, agency, personId }: Profile): Subject | null {
  const parsed = parseCertificate(fromBase64(certificate) ?? new Uint8Array(0));
  if (!parsed.ok || parsed.value.kind !== 'admin') return null;
  const subject: Subject = { kind: 'admin', commonName: name, organisation: agency.name, agencyCode: agency.code, position: ADMINISTRATOR, personId };
  return equalBytes(nameOf(subject), parsed.value.subject) ? subject : null;
}

/** Not beyond the authority's own time; null where that is over, or where it is not the authority above the profile. */
function validityFor({ certificate }: Authority, profile: Profile, now: Date) {
  const parsed = parseCertificate(certificate);
  if (!parsed.ok || toBase64(certificate) !== profile.issuer || parsed.value.notAfter <= now.getTime()) return null;
  const wanted = yearsFrom(now, YEARS.person);
  return { ...wanted, notAfter: new Date(Math.min(wanted.notAfter.getTime(), parsed.value.notAfter)) };
}

/** Renews the certificate of a profile folder, with the agency's key under its passphrase. */
export async function renewAdministrator({ authority, ...given }: Renewing): Promise<Result<Renewed, RenewCode>> {
  const issuing = await readAuthorityFile(join(given.folder, AUTHORITY_FILE), authority);
  // Who has no such key is told first whether there could be one.
  if (!issuing.ok) return (await subjectIn(given.folder)) ?? issuing;
  const done = await renewWith(issuing.value, given);
  issuing.value.privateKey.fill(0);
  return done;
}

/** The refusal of a profile that is no administrator's, else null. */
async function subjectIn(folder: string): Promise<Result<never, RenewCode> | null> {
  const found = await readProfile(folder);
  if (!found.ok) return found;
  return subjectOf(found.value.profile) === null ? NOT_ADMIN : null;
}

/** Renews with the agency's key as it is open; keys first, so that cut short between the two files doing it again ends well. */
export async function renewWith(authority: Authority, { folder, passphrase, now, vault }: Omit<Renewing, 'authority'>): Promise<Result<Renewed, RenewCode>> {
  const found = await readProfile(folder);
  if (!found.ok) return found;
  const { profile } = found.value;
  const subject = subjectOf(profile);
  if (subject === null) return NOT_ADMIN;
  const validity = validityFor(authority, profile, now);
  if (validity === null) return OVER;
  const opened = await openSecrets(folder, passphrase, { now: () => now, vault });
  if (!opened.ok) return opened;
  const { secrets, bound } = opened.value;
  if (secrets.token !== undefined) {
    wipe(secrets);
    return IN_TOKEN;
  }
  const pair = generateKey('P-256');
  const certificate = toBase64(issue(authority, subject, pair.spki, validity));
  const keys = await sealKeyFile({ ...secrets, privateKey: pair.privateKey }, passphrase);
  wipe(secrets);
  pair.privateKey.fill(0);
  await writeProfile(folder, { ...profile, certificate }, keys, bound ? vault : null);
  return ok({ until: validity.notAfter.toISOString() });
}
