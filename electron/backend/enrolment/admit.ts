/** Admitting somebody who was invited: their key is certified, entered in the directory, and given back in a file. One code for screen and command. */

import { isAdministratorId } from '../../../shared/org/administrators.ts';
import { fromBase64, toBase64 } from '../../../shared/lib/bytes.ts';
import type { CryptoProvider } from '../../../shared/crypto/crypto.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { AgencyRecord, Directory } from '../../../shared/org/directory.ts';
import type { Authority } from '../pki/certificate.ts';
import type { CertificateFacts } from '../pki/existing/facts.ts';
import { YEARS, yearsFrom } from '../pki/validity.ts';
import { fileText, versionOf } from './files.ts';
import { administratorInvitee } from './administrator.ts';
import { sealHandover } from './handover.ts';
import { certify, checkRequest, inviteeOf, recordWith, type Checked } from './invite.ts';
import { atRegister, keepInvitation, readRegister, type InvitationRow } from './register.ts';

/** What admitting works with. `publish` signs the record and gives the server the certificate it is the first to name. */
export interface Admitting {
  readonly folder: string;
  readonly authority: Authority;
  /** Directory and own record as they are once the register is free: somebody else's admission may just have changed them. */
  readonly current: () => Result<{ readonly directory: Directory; readonly record: AgencyRecord }>;
  readonly crypto: CryptoProvider;
  readonly now: Date;
  /** Roots (DER) a certificate the person has already may come from. */
  readonly trusted: readonly Uint8Array[];
  readonly publish: (record: AgencyRecord, certificate: Uint8Array) => Promise<Result<null>>;
}

/** A certified person, and the text of the file they need. */
export interface AdmittedPerson {
  readonly name: string;
  readonly person: string;
  /** Whether a certificate the person had until now ended with this. */
  readonly replaces: boolean;
  /** The certificate the person had already, where they ask for its key. */
  readonly existing: CertificateFacts | null;
  readonly text: string;
}

/** The register says what was issued before anything is published: cut short, it goes on with the same certificate. One admission at a time. */
export function admitRequest(admitting: Admitting, request: string): Promise<Result<AdmittedPerson>> {
  return atRegister(admitting.folder, () => admitNow(admitting, request));
}

const UNFINISHED = '초대 대장에는 「올리지 못함」으로 적어 두었습니다. 같은 신청서로 다시 승인하면 같은 인증서로 이어서 끝냅니다.';

/** The row once the directory has the certificate. */
const taken = (row: InvitationRow, now: Date): InvitationRow => ({
  ...row,
  issued: row.issued === null ? null : { ...row.issued, publishedAt: now.toISOString() },
});

async function admitNow(admitting: Admitting, request: string): Promise<Result<AdmittedPerson>> {
  const { folder, authority, crypto, now, trusted } = admitting;
  const current = admitting.current();
  if (!current.ok) return current;
  const { directory, record } = current.value;
  const rows = await readRegister(folder);
  if (!rows.ok) return rows;
  const checked = await checkRequest(request, rows.value, authority, { crypto, now, trusted });
  if (!checked.ok) return checked;
  const { person } = checked.value.row;
  const still = stillInvited(directory, record, checked.value);
  if (!still.ok) return still;
  const row = certify(authority, checked.value, yearsFrom(now, YEARS.person), now);
  const kept = await keepInvitation(folder, row);
  if (!kept.ok) return kept;
  const certificate = fromBase64(row.issued.certificate);
  if (certificate === null) return err('REGISTER_BROKEN', '초대 대장에 적힌 인증서를 읽을 수 없습니다. 보관해 둔 사본으로 되돌리십시오.');
  const next = recordWith(record, row, certificate);
  const published = next === null ? ok(null) : await admitting.publish(next, certificate);
  if (!published.ok) return err(published.code, `${published.message} ${UNFINISHED}`);
  const finished = row.issued.publishedAt === null ? await keepInvitation(folder, taken(row, now)) : ok(null);
  if (!finished.ok) return finished;
  const text = certificateText(authority, row, row.issued.certificate, checked.value.handover);
  const replaces = next !== null && endsOne(record, next, person.id);
  return ok({ name: person.name, person: person.id, replaces, existing: checked.value.existing, text });
}

/** Whether a certificate of the person stands in the record before and not in the one after. */
function endsOne(before: AgencyRecord, after: AgencyRecord, person: string): boolean {
  const certificates = ({ people }: AgencyRecord): readonly string[] => people.find(({ id }) => id === person)?.certificates ?? [];
  return certificates(before).some((digest) => !certificates(after).includes(digest));
}

/** Whether whom the invitation names may still have what it promised: the directory may have moved since. */
function stillInvited(directory: Directory, record: AgencyRecord, { row: { person, replaces, issued } }: Checked): Result<unknown> {
  const { id, name, unit, position } = person;
  if (isAdministratorId(id)) return issued === null ? administratorInvitee(record, { person: id, name }) : ok(null);
  return inviteeOf(directory, record, { person: id, name, unit: unit?.code ?? null, position, replaces: replaces || issued !== null });
}

/** The file that goes back; an administrator's carries the agency's issuing key, sealed to their PC. */
function certificateText(authority: Authority, { id: invitation, person }: InvitationRow, certificate: string, to: string | null): string {
  const sealed = to === null || !isAdministratorId(person.id) ? null : sealHandover(authority.privateKey, { invitation, certificate, to });
  const issued = { invitation, certificate, issuer: toBase64(authority.certificate), ...(sealed === null ? {} : { authority: sealed }) };
  return fileText('certificate', JSON.stringify(issued), null, { v: versionOf(issued) });
}
