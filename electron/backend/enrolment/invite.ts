/** Inviting somebody and certifying the key they made: what the administrator's side decides. Pure of the wire. */

import { randomUUID } from 'node:crypto';
import { sha256Hex, type CryptoProvider } from '../../../shared/crypto/crypto.ts';
import { fromBase64, fromBase64Url, toBase64, utf8 } from '../../../shared/lib/bytes.ts';
import { hasUnseenSigns } from '../../../shared/lib/unseen.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { isAdministratorId, withAdministrator } from '../../../shared/org/administrators.ts';
import { findPerson } from '../../../shared/org/delegation.ts';
import type { AgencyRecord, Directory, Person } from '../../../shared/org/directory.ts';
import { issue, type Authority, type Validity } from '../pki/certificate.ts';
import { algOfSpki, existingFault, type ExistingCode } from '../pki/existing/existing.ts';
import type { CertificateFacts } from '../pki/existing/facts.ts';
import { checkIssuer } from '../pki/existing/issuer.ts';
import {
  codeOf,
  fileText,
  inviteeSchema,
  readFileText,
  requestSchema,
  type CertificateRequest,
  type Invitation,
  type Invitee,
  type ReadFile,
} from './files.ts';
import { sealableTo } from './handover.ts';
import { stateOf, type InvitationRow } from './register.ts';

/** Why somebody is not invited or not certified. */
export type EnrolmentCode =
  | 'PERSON_INVALID'
  | 'PERSON_ELSEWHERE'
  | 'POST_UNKNOWN'
  | 'HAS_CERTIFICATE'
  | 'ADMIN_EXISTS'
  | 'HANDOVER_MISSING'
  | 'HANDOVER_UNDUE'
  | 'INVITATION_UNKNOWN'
  | 'INVITATION_USED'
  | 'INVITATION_REVOKED'
  | 'INVITATION_EXPIRED'
  | 'CODE_WRONG'
  | 'KEY_UNPROVED'
  | 'ISSUER_UNTRUSTED'
  | ExistingCode;

/** Whom to invite. Name and post may be left out where the directory has the person. */
export interface Wanted {
  readonly person: string;
  readonly name: string | null;
  readonly unit: string | null;
  readonly position: string | null;
  readonly replaces: boolean;
}

const NOTHING = '아무것도 만들지 않았습니다.';

function holdsPost(record: AgencyRecord, unit: string | null, position: string): boolean {
  if (unit === null) return record.leadership.includes(position);
  return record.units.some(({ code, positions }) => code === unit && positions.includes(position));
}

/** Checks whom to invite against the directory of now. */
export function inviteeOf(directory: Directory, record: AgencyRecord, wanted: Wanted): Result<Invitee, EnrolmentCode> {
  const known = findPerson(directory, wanted.person);
  if (known !== undefined && known.agency !== record.code)
    return err('PERSON_ELSEWHERE', `${wanted.person}은(는) 다른 기관 사람의 번호입니다. ${NOTHING} 다른 번호를 쓰십시오.`);
  if (known !== undefined && known.certificates.length > 0 && !wanted.replaces)
    return err(
      'HAS_CERTIFICATE',
      `${known.name}에게는 이미 인증서가 있습니다. ${NOTHING} 새 인증서로 바꾸려면 --replace를 붙이십시오. 예전 인증서는 그때 끝납니다.`,
    );
  const name = wanted.name ?? known?.name ?? '';
  const position = wanted.position ?? known?.position ?? '';
  const unitCode = wanted.position === null ? (known?.unit ?? null) : wanted.unit;
  if (!holdsPost(record, unitCode, position))
    return err(
      'POST_UNKNOWN',
      `조직도에 없는 자리입니다: ${unitCode ?? '기관장단'} ${position === '' ? '(직위 없음)' : position}. ${NOTHING} 조직도를 먼저 올리십시오.`,
    );
  const unit = record.units.find(({ code }) => code === unitCode);
  const candidate = {
    id: wanted.person,
    name,
    agency: { code: record.code, name: record.name },
    unit: unit === undefined ? null : { code: unit.code, name: unit.name },
    position,
  };
  const checked = inviteeSchema.safeParse(candidate);
  return checked.success && !isAdministratorId(wanted.person) && !hasUnseenSigns(name)
    ? ok(checked.data)
    : err('PERSON_INVALID', `사람의 번호는 영문자·숫자·붙임표 40자까지(-admin으로 끝나지 않음), 이름은 보이지 않는 글자 없이 60자까지입니다. ${NOTHING}`);
}

/** A made invitation: its file, its code and the row of the register. */
export interface MadeInvitation {
  readonly row: InvitationRow;
  readonly file: string;
  readonly code: string;
}

/** Makes an invitation that is good for some days. */
export function makeInvitation(input: {
  readonly authority: Authority;
  readonly root: string;
  readonly person: Invitee;
  readonly replaces: boolean;
  readonly server: string | null;
  readonly days: number;
  readonly now: Date;
}): MadeInvitation {
  const { authority, root, person, replaces, server, days, now } = input;
  const id = randomUUID();
  const until = new Date(now.getTime() + days * 86_400_000).toISOString();
  const invitation: Invitation = { id, person, until, issuer: toBase64(authority.certificate), root, server };
  const code = codeOf(authority.privateKey, id);
  const row = { id, person, madeAt: now.toISOString(), until, replaces, revokedAt: null, issued: null };
  return { row, file: fileText('invitation', JSON.stringify(invitation), code), code };
}

const CLOSED = {
  used: ['INVITATION_USED', '이미 쓰인 초대입니다. 초대는 한 번만 쓸 수 있습니다. 아무것도 발급하지 않았습니다. 새로 초대하십시오.'],
  revoked: ['INVITATION_REVOKED', '거둔 초대입니다. 아무것도 발급하지 않았습니다. 필요하면 새로 초대하십시오.'],
  expired: ['INVITATION_EXPIRED', '기한이 지난 초대입니다. 아무것도 발급하지 않았습니다. 새로 초대하십시오.'],
} as const;

async function proved({ body, proof }: ReadFile<CertificateRequest>, spki: Uint8Array, crypto: CryptoProvider): Promise<boolean> {
  const signature = proof === null ? null : fromBase64Url(proof);
  const alg = algOfSpki(spki);
  return signature !== null && alg !== null && crypto.verify(alg, spki, signature, utf8(`ongyeol-request-v1\n${body}`));
}

/** A request that may be certified: its invitation's row, the key, the certificate another authority gave for it, and where the agency's key goes. */
export interface Checked {
  readonly row: InvitationRow;
  readonly spki: Uint8Array;
  readonly existing: CertificateFacts | null;
  readonly handover: string | null;
}

const UNPROVED = err('KEY_UNPROVED', '신청한 사람이 그 열쇠를 가졌음이 확인되지 않습니다. 아무것도 발급하지 않았습니다. 신청서를 다시 만들게 하십시오.');

const NO_HANDOVER = err(
  'HANDOVER_MISSING',
  '관리자 신청서인데 기관 인증기관 열쇠를 받을 곳이 적혀 있지 않습니다. 아무것도 발급하지 않았습니다. 신청서를 다시 만들게 하십시오.',
);

const UNDUE_HANDOVER = err(
  'HANDOVER_UNDUE',
  '관리자 초대가 아닌데 기관 인증기관 열쇠를 달라는 신청서입니다. 아무것도 발급하지 않았고 열쇠도 주지 않았습니다. 누가 만든 신청서인지 그 사람에게 확인하십시오.',
);

/** The issuing key goes to administrators alone, and only where it can be sealed to them: known before anything is issued. */
function handoverFault(person: string, handover: string | null): Result<never, EnrolmentCode> | null {
  if (!isAdministratorId(person)) return handover === null ? null : UNDUE_HANDOVER;
  return handover !== null && sealableTo(handover) ? null : NO_HANDOVER;
}

/** Whether the certificate in a request is of that key and person, good now, and from an authority that is trusted. */
async function checkExisting(
  { existing, spki }: CertificateRequest,
  person: string,
  trusted: readonly Uint8Array[],
  now: Date,
): Promise<Result<CertificateFacts | null, EnrolmentCode>> {
  if (existing === undefined) return ok(null);
  const [certificate, ...chain] = [existing.certificate, ...existing.chain].map((text) => fromBase64(text) ?? new Uint8Array(0));
  const facts = await checkIssuer(certificate ?? new Uint8Array(0), chain, trusted, now);
  if (!facts.ok) return facts;
  const own = facts.value.certificate.publicKey.export({ type: 'spki', format: 'der' });
  if (toBase64(new Uint8Array(own)) !== spki) return UNPROVED;
  return existingFault(facts.value, person, now) ?? facts;
}

/** Checks a request. The same request may come again: what was issued for its key is then given once more. `trusted`: issuers of existing certificates (DER). */
export async function checkRequest(
  text: string,
  rows: readonly InvitationRow[],
  authority: Authority,
  { crypto, now, trusted }: { readonly crypto: CryptoProvider; readonly now: Date; readonly trusted: readonly Uint8Array[] },
): Promise<Result<Checked, EnrolmentCode | 'FILE_BROKEN'>> {
  const file = readFileText('request', text, requestSchema);
  if (!file.ok) return file;
  const { invitation, person, spki, handover = null } = file.value.value;
  const row = rows.find(({ id }) => id === invitation);
  if (row === undefined || row.person.id !== person)
    return err('INVITATION_UNKNOWN', '이 관리자가 보낸 초대가 아닙니다. 아무것도 발급하지 않았습니다. 초대 대장(--list)을 확인하십시오.');
  if (!file.value.fits(codeOf(authority.privateKey, row.id)))
    return err('CODE_WRONG', '초대 코드를 아는 사람이 만든 신청서가 아니거나 중간에 바뀌었습니다. 아무것도 발급하지 않았습니다.');
  const key = fromBase64(spki);
  if (key === null || !(await proved(file.value, key, crypto))) return UNPROVED;
  const undue = handoverFault(row.person.id, handover);
  if (undue !== null) return undue;
  const state = stateOf(row, now);
  if (state !== 'open' && row.issued?.spki !== spki) {
    const [code, message] = CLOSED[state === 'unfinished' ? 'used' : state];
    return err(code, message);
  }
  const existing = await checkExisting(file.value.value, row.person.name, trusted, now);
  return existing.ok ? ok({ row, spki: key, existing: existing.value, handover }) : existing;
}

/** Certifies the key of a checked request, not beyond its existing certificate; the row says so. What was issued before is given again. */
export function certify(
  authority: Authority,
  { row, spki, existing }: Checked,
  validity: Validity,
  now: Date,
): InvitationRow & { readonly issued: NonNullable<InvitationRow['issued']> } {
  if (row.issued !== null) return { ...row, issued: row.issued };
  const { id, name, agency, unit, position } = row.person;
  const post = { position, ...(unit === null ? {} : { unit: unit.name }) };
  const kind = isAdministratorId(id) ? 'admin' : 'person';
  const subject = { kind, commonName: name, organisation: agency.name, agencyCode: agency.code, personId: id, ...post } as const;
  const notAfter = new Date(Math.min(validity.notAfter.getTime(), existing?.notAfter.getTime() ?? Infinity));
  const certificate = toBase64(issue(authority, subject, spki, { ...validity, notAfter }));
  return { ...row, issued: { at: now.toISOString(), spki: toBase64(spki), certificate, publishedAt: null } };
}

/** The agency's record with the person and the certificate in it. A replacing one ends all before it; null where it stands there already. */
export function recordWith(record: AgencyRecord, { person, replaces }: InvitationRow, certificate: Uint8Array): AgencyRecord | null {
  const digest = sha256Hex(certificate);
  if (isAdministratorId(person.id)) {
    const named = record.administrators?.some((one) => one.certificate === digest) === true;
    return named ? null : withAdministrator(record, { id: person.id, name: person.name, certificate: digest });
  }
  const known = record.people.find(({ id }) => id === person.id);
  if (known?.certificates.includes(digest) === true) return null;
  const post = { name: person.name, agency: record.code, unit: person.unit?.code ?? null, position: person.position };
  const certificates = replaces || known === undefined ? [digest] : [...known.certificates, digest];
  const next: Person = { duties: [], ...known, id: person.id, ...post, certificates };
  const people = known === undefined ? [...record.people, next] : record.people.map((one) => (one.id === person.id ? next : one));
  return { ...record, people };
}
