/** Admitting somebody who was invited: their key is certified, entered in the directory, and given back in a file. One code for screen and command. */

import { fromBase64, toBase64 } from '../../../shared/lib/bytes.ts';
import type { CryptoProvider } from '../../../shared/crypto/crypto.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { AgencyRecord, Directory } from '../../../shared/org/directory.ts';
import type { Authority } from '../pki/certificate.ts';
import type { CertificateFacts } from '../pki/existing/facts.ts';
import { YEARS, yearsFrom } from '../pki/validity.ts';
import { fileText } from './files.ts';
import { certify, checkRequest, inviteeOf, recordWith } from './invite.ts';
import { atRegister, keepInvitation, readRegister } from './register.ts';

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
  readonly replaces: boolean;
  /** The certificate the person had already, where they ask for its key. */
  readonly existing: CertificateFacts | null;
  readonly text: string;
}

/** The register says what was issued before anything is published: cut short, it goes on with the same certificate. One admission at a time. */
export function admitRequest(admitting: Admitting, request: string): Promise<Result<AdmittedPerson>> {
  return atRegister(admitting.folder, () => admitNow(admitting, request));
}

async function admitNow(admitting: Admitting, request: string): Promise<Result<AdmittedPerson>> {
  const { folder, authority, crypto, now, trusted } = admitting;
  const current = admitting.current();
  if (!current.ok) return current;
  const { directory, record } = current.value;
  const rows = await readRegister(folder);
  if (!rows.ok) return rows;
  const checked = await checkRequest(request, rows.value, authority, { crypto, now, trusted });
  if (!checked.ok) return checked;
  const { person, replaces, issued } = checked.value.row;
  const wanted = { person: person.id, name: person.name, unit: person.unit?.code ?? null, position: person.position };
  const still = inviteeOf(directory, record, { ...wanted, replaces: replaces || issued !== null });
  if (!still.ok) return still;
  const row = certify(authority, checked.value, yearsFrom(now, YEARS.person), now);
  const kept = await keepInvitation(folder, row);
  if (!kept.ok) return kept;
  const certificate = fromBase64(row.issued.certificate);
  if (certificate === null) return err('REGISTER_BROKEN', '초대 대장에 적힌 인증서를 읽을 수 없습니다. 보관해 둔 사본으로 되돌리십시오.');
  const next = recordWith(record, row, certificate);
  const published = next === null ? ok(null) : await admitting.publish(next, certificate);
  if (!published.ok) return published;
  const body = JSON.stringify({ invitation: row.id, certificate: row.issued.certificate, issuer: toBase64(authority.certificate) });
  return ok({ name: person.name, person: person.id, replaces, existing: checked.value.existing, text: fileText('certificate', body, null) });
}
