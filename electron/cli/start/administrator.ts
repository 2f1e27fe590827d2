/** A new administrator's profile on this disk: key, certificate, and the agency's issuing key beside them. */

import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toBase64 } from '../../../shared/lib/bytes.ts';
import { parseCertificate } from '../../../shared/verify/pki.ts';
import { ADMINISTRATOR } from '../../backend/directory/sign.ts';
import { sealKeyFile } from '../../backend/keys/key-file.ts';
import { AUTHORITY_FILE, authorityFile } from '../../backend/pki/authority-file.ts';
import { issue, type Authority } from '../../backend/pki/certificate.ts';
import { generateKey } from '../../backend/pki/keys.ts';
import { YEARS, yearsFrom } from '../../backend/pki/validity.ts';
import { writeProfile, type Profile } from '../../backend/profile/profile.ts';

/** What an administrator is made from. `root` is the root's certificate (DER); `profiles` the folder the profile is put into. */
export interface NewAdministrator {
  readonly ca: Authority;
  readonly root: Uint8Array;
  readonly agency: { readonly code: string; readonly name: string };
  readonly id: string;
  readonly name: string;
  readonly passphrase: string;
  readonly profiles: string;
  readonly now: Date;
}

/** A made administrator. The private key (PKCS#8) is for the first signature alone. */
export interface MadeAdministrator {
  readonly folder: string;
  readonly certificate: Uint8Array;
  readonly privateKey: Uint8Array;
}

/** Makes key, certificate and profile. The authority's key is copied under the passphrase. */
export async function makeAdministrator({ ca, root, agency, id, name, passphrase, profiles, now }: NewAdministrator): Promise<MadeAdministrator> {
  const pair = generateKey('P-256');
  const subject = { kind: 'admin', commonName: name, organisation: agency.name, agencyCode: agency.code, position: ADMINISTRATOR, personId: id } as const;
  const validity = yearsFrom(now, YEARS.person);
  const above = parseCertificate(ca.certificate);
  const notAfter = new Date(Math.min(validity.notAfter.getTime(), above.ok ? above.value.notAfter : Infinity));
  const certificate = issue(ca, subject, pair.spki, { ...validity, notAfter });
  const profile: Profile = {
    ...{ v: 1, personId: id, name, agency: { code: agency.code, name: agency.name }, unit: null, position: ADMINISTRATOR },
    ...{ certificate: toBase64(certificate), issuer: toBase64(ca.certificate), root: toBase64(root), seal: null },
  };
  const folder = join(profiles, id);
  await writeProfile(folder, profile, await sealKeyFile({ privateKey: pair.privateKey, databaseKey: randomBytes(32), sealKey: null }, passphrase));
  await writeFile(join(folder, AUTHORITY_FILE), await authorityFile(ca, passphrase), { mode: 0o600, flush: true });
  return { folder, certificate, privateKey: pair.privateKey };
}
