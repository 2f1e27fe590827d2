/**
 * Joining by invitation: the key is made on the person's own PC, or is the one of a certificate they have, and never leaves it; only its
 * public half is asked to be certified. Who has a profile already gets the new key into it; papers, drafts and device stay.
 */

import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex, type CryptoProvider } from '../../../shared/crypto/crypto.ts';
import { equalBytes, fromBase64, toBase64, toBase64Url, utf8 } from '../../../shared/lib/bytes.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { parseCertificate } from '../../../shared/verify/pki.ts';
import { trustedKey } from '../../../shared/verify/trail.ts';
import { isAdministratorId } from '../../../shared/org/administrators.ts';
import { openKeyFile, sealKeyFile, type Secrets } from '../keys/key-file.ts';
import { openSecrets, wipe, type KeyCode } from '../keys/keyring.ts';
import { createSigner, type OpenToken, type SignCode } from '../keys/signer.ts';
import type { TokenRef } from '../keys/token/ref.ts';
import type { Existing } from '../pki/existing/existing.ts';
import { generateKey } from '../pki/keys.ts';
import type { Vault } from '../platform.ts';
import { readKeyFile, readProfile, writeKeyFile, writeProfile, writeWhole, type Profile } from '../profile/profile.ts';
import { AUTHORITY_FILE, authorityFile } from '../pki/authority-file.ts';
import { fileText, invitationSchema, issuedSchema, MOST_CHAIN, readFileText, versionOf, type Invitation, type Issued } from './files.ts';
import { handoverKey, openHandover } from './handover.ts';
import { openWaiting, profileFolder, readWaiting, waitingFolder, waitingPhrase, type Waiting } from './waiting.ts';

/** Why somebody cannot join. */
export type JoinCode =
  | 'FILE_BROKEN'
  | 'CODE_WRONG'
  | 'INVITATION_EXPIRED'
  | 'PROFILE_EXISTS'
  | 'ALREADY_ASKED'
  | 'NOT_JOINING'
  | 'CERTIFICATE_FOREIGN'
  | 'HANDOVER_BROKEN'
  | 'SAVE_FAILED'
  | SignCode
  | KeyCode;

/** An invitation whose code is right. */
export function openInvitation(text: string, code: string, now: Date): Result<Invitation, JoinCode> {
  const file = readFileText('invitation', text, invitationSchema);
  if (!file.ok) return file;
  if (!file.value.fits(code))
    return err('CODE_WRONG', '초대 코드가 이 초대장과 맞지 않거나 초대장이 중간에 바뀌었습니다. 아무것도 만들지 않았습니다. 관리자에게 확인하십시오.');
  if (now.getTime() > Date.parse(file.value.value.until))
    return err('INVITATION_EXPIRED', '초대장의 기한이 지났습니다. 아무것도 만들지 않았습니다. 관리자에게 새로 초대해 달라고 하십시오.');
  return ok(file.value.value);
}

/** What a request is made from. `existing` null where a new key is to be made. */
export interface RequestInput {
  readonly invitation: Invitation;
  readonly code: string;
  /** Of the new profile, or the one that opens the profile there is. */
  readonly passphrase: string;
  readonly existing: Existing | null;
  /** A key made in a token, opened for this one signature; null where the key lies in the profile. */
  /** The key store of this machine, for a profile that is bound to it. */
  readonly vault?: Vault | null;
  readonly token?: { readonly ref: TokenRef; readonly open: OpenToken } | null;
  readonly now: Date;
}

/** The person's profile in this folder, where the invitation is for it: same person, agency and root. Null where there is none. */
export async function profileFor(dataDir: string, { person, root }: Invitation): Promise<Result<Profile | null, 'PROFILE_EXISTS'>> {
  const found = await readProfile(profileFolder(dataDir, person.id));
  if (!found.ok) return ok(null);
  const { profile } = found.value;
  if (profile.root === root && profile.agency.code === person.agency.code) return ok(profile);
  return err('PROFILE_EXISTS', `이 폴더에는 다른 기관의 ${profile.name} 프로필이 이미 있습니다. 그대로 두었습니다. 다른 폴더를 고르십시오.`);
}

interface Sealing {
  readonly phrase: string;
  readonly secrets: Secrets;
}

/** What the new key is kept with: a fresh database key, or the secrets of the profile there is. */
async function sealingOf(
  dataDir: string,
  { invitation, passphrase, now, token, vault = null }: RequestInput,
  privateKey: Uint8Array,
): Promise<Result<Sealing, JoinCode>> {
  const key = token == null ? { privateKey } : { privateKey: new Uint8Array(0), token: token.ref };
  const profile = await profileFor(dataDir, invitation);
  if (!profile.ok) return profile;
  if (profile.value === null) return ok({ phrase: passphrase, secrets: { ...key, databaseKey: randomBytes(32), sealKey: null } });
  const opened = await openSecrets(profileFolder(dataDir, invitation.person.id), passphrase, { now: () => now, vault });
  if (!opened.ok) return opened;
  const { databaseKey, sealKey, privateKey: before } = opened.value.secrets;
  before.fill(0);
  return ok({ phrase: waitingPhrase(databaseKey), secrets: { ...key, databaseKey, sealKey } });
}

/** The text of the request: the public key, proved by a signature with it; an administrator's names the key the agency's is sealed to. */
async function requestText(
  { invitation, code, existing, token, now }: RequestInput,
  privateKey: Uint8Array,
  spki: string,
  { databaseKey }: Pick<Secrets, 'databaseKey'>,
): Promise<Result<string, SignCode>> {
  const signer = token?.open ?? createSigner({ privateKey: Uint8Array.from(privateKey), minutes: 1, now: () => now });
  const chain = existing?.chain.slice(0, MOST_CHAIN).map(toBase64) ?? [];
  const shown = existing === null ? {} : { existing: { certificate: toBase64(existing.certificate), chain } };
  const handover = isAdministratorId(invitation.person.id) ? { handover: handoverKey(databaseKey, invitation.id) } : {};
  const asked = { invitation: invitation.id, person: invitation.person.id, spki, ...shown, ...handover };
  const body = JSON.stringify(asked);
  const proof = await signer.sign(utf8(`ongyeol-request-v1\n${body}`));
  if (!proof.ok) return proof;
  return ok(fileText('request', body, code, { proof: toBase64Url(proof.value), v: versionOf(asked) }));
}

const ASKED = err(
  'ALREADY_ASKED',
  '이 초대로는 다른 열쇠의 신청서를 이미 만들었습니다. 그 신청서를 그대로 두었습니다. 열쇠를 바꾸려면 관리자에게 새로 초대해 달라고 하십시오.',
);

/** Makes the request, and the key where none is given. Asked again it gives the same request: a second key would only lose the first. */
export async function makeRequest(dataDir: string, input: RequestInput): Promise<Result<string, JoinCode>> {
  const { invitation, existing } = input;
  const known = await readWaiting(dataDir, invitation.id);
  if (known !== null) return existing === null || toBase64(existing.spki) === known.spki ? ok(known.request) : ASKED;
  const pair =
    input.token == null ? (existing ?? generateKey('P-256')) : { privateKey: new Uint8Array(0), spki: fromBase64(input.token.ref.spki) ?? new Uint8Array(0) };
  const sealing = await sealingOf(dataDir, input, pair.privateKey);
  if (!sealing.ok) return sealing;
  const spki = toBase64(pair.spki);
  const request = await requestText(input, pair.privateKey, spki, sealing.value.secrets);
  if (!request.ok) return request;
  const folder = waitingFolder(dataDir, invitation.id);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const keys = await sealKeyFile(sealing.value.secrets, sealing.value.phrase);
  wipe(sealing.value.secrets);
  const written = await writeKeyFile(folder, keys);
  if (!written.ok) return written;
  await writeWhole(join(folder, 'waiting.json'), JSON.stringify({ v: 1, invitation, spki, request: request.value }));
  return ok(request.value);
}

const FOREIGN = err('CERTIFICATE_FOREIGN', '이 PC에서 만든 열쇠의 인증서가 아니거나 초대한 기관이 발급한 것이 아닙니다. 아무것도 바꾸지 않았습니다.');

/** Whether the certificate is for this key and person, by the authority and root of the invitation. */
async function isOurs(certificate: Uint8Array, spki: Uint8Array, { person, issuer, root }: Invitation, crypto: CryptoProvider, now: Date): Promise<boolean> {
  const [anchor, ca] = [fromBase64(root), fromBase64(issuer)];
  const parsed = parseCertificate(certificate);
  if (anchor === null || ca === null || !parsed.ok || !equalBytes(parsed.value.spki, spki)) return false;
  const certificates = new Map([certificate, ca].map((der) => [sha256Hex(der), der]));
  const kind = isAdministratorId(person.id) ? 'admin' : 'person';
  const key = await trustedKey({ certificates, anchors: [anchor], crypto }, sha256Hex(certificate), kind, now.toISOString());
  return !('code' in key) && key.holder.person === person.id && key.holder.agency === person.agency.code;
}

/** Takes something: what it checks with, and the passphrase where a profile is there already. */
export interface TakeInput {
  readonly crypto: CryptoProvider;
  readonly now: Date;
  readonly passphrase: string;
  readonly vault?: Vault | null;
}

/** The waiting key goes into the profile there is. Keys first: cut short between the two files, taking it again ends well. */
async function replace(dataDir: string, waiting: Waiting, profile: Profile, { passphrase, now, vault = null }: TakeInput): Promise<Result<null, JoinCode>> {
  const [folder, from] = [profileFolder(dataDir, profile.personId), waitingFolder(dataDir, waiting.invitation.id)];
  const secrets = await openSecrets(folder, passphrase, { now: () => now, vault });
  if (!secrets.ok) return secrets;
  const fresh = await openWaiting(from, secrets.value.secrets);
  wipe(secrets.value.secrets);
  if (!fresh.ok) return err('PROFILE_EXISTS', '이 폴더의 프로필에서 만든 신청서가 아닙니다. 아무것도 바꾸지 않았습니다. 신청서를 만든 폴더에서 다시 하십시오.');
  const keys = await sealKeyFile(fresh.value, passphrase);
  wipe(fresh.value);
  await writeProfile(folder, profile, keys, secrets.value.bound ? vault : null);
  await rm(from, { recursive: true, force: true });
  return ok(null);
}

/** The waiting folder becomes a profile the app opens. */
async function settle(dataDir: string, waiting: Waiting, profile: Profile): Promise<Result<null, JoinCode>> {
  const folder = waitingFolder(dataDir, waiting.invitation.id);
  const keys = await readKeyFile(folder);
  if (!keys.ok) return keys;
  await writeProfile(folder, profile, keys.value);
  await mkdir(join(dataDir, 'profiles'), { recursive: true, mode: 0o700 });
  await rename(folder, profileFolder(dataDir, profile.personId));
  await rm(join(profileFolder(dataDir, profile.personId), 'waiting.json'), { force: true });
  return ok(null);
}

const NOT_JOINING = err('NOT_JOINING', '여기에서 신청한 인증서가 아닙니다. 아무것도 바꾸지 않았습니다. 신청서를 만든 PC에서 이 파일을 고르십시오.');

/** What waits for an issued certificate, and the profile it goes into (null for a new person). `administers`: the passphrase opens the agency's key too. */
export interface Found {
  readonly issued: Issued;
  readonly waiting: Waiting;
  readonly profile: Profile | null;
  readonly administers: boolean;
}

/** Finds what waits for the certificate of a file. */
export async function waitingFor(dataDir: string, text: string): Promise<Result<Found, JoinCode>> {
  const file = readFileText('certificate', text, issuedSchema);
  if (!file.ok) return file;
  const waiting = await readWaiting(dataDir, file.value.value.invitation);
  if (waiting === null) return NOT_JOINING;
  const profile = await profileFor(dataDir, waiting.invitation);
  const administers = isAdministratorId(waiting.invitation.person.id);
  return profile.ok ? ok({ issued: file.value.value, waiting, profile: profile.value, administers }) : profile;
}

const NOT_HANDED = err(
  'HANDOVER_BROKEN',
  '기관 인증기관의 열쇠가 파일에 없거나 이 PC로 보낸 것이 아닙니다. 아무것도 바꾸지 않았습니다. 초대한 관리자에게 인증서 파일을 다시 받으십시오.',
);

/** The agency's issuing key as a further administrator keeps it: out of the file, under their own passphrase. Null for everybody else. */
async function authorityText(dataDir: string, { issued, waiting, profile, administers }: Found, input: TakeInput): Promise<Result<string | null, JoinCode>> {
  if (!administers) return ok(null);
  const { id, person, issuer } = waiting.invitation;
  const { passphrase, now, vault = null } = input;
  const keys = await readKeyFile(waitingFolder(dataDir, id));
  if (!keys.ok) return keys;
  const opened =
    profile === null ? await openKeyFile(keys.value, passphrase) : await openSecrets(profileFolder(dataDir, person.id), passphrase, { now: () => now, vault });
  if (!opened.ok) return opened;
  const secrets = 'secrets' in opened.value ? opened.value.secrets : opened.value;
  const authority = fromBase64(issuer) ?? new Uint8Array(0);
  const sealed = issued.authority;
  const from = { databaseKey: secrets.databaseKey, invitation: id, certificate: issued.certificate, authority };
  const privateKey = sealed === undefined ? null : openHandover(sealed, from);
  wipe(secrets);
  if (privateKey === null) return NOT_HANDED;
  const text = await authorityFile({ certificate: authority, privateKey }, passphrase);
  privateKey.fill(0);
  return ok(text);
}

/** Takes the issued certificate: a new profile, or the new key in the one there is. */
export async function takeCertificate(dataDir: string, text: string, input: TakeInput): Promise<Result<Profile, JoinCode>> {
  const found = await waitingFor(dataDir, text);
  if (!found.ok) return found;
  const { waiting, profile: known, issued } = found.value;
  const [certificate, key] = [fromBase64(issued.certificate), fromBase64(waiting.spki)];
  if (certificate === null || key === null || !(await isOurs(certificate, key, waiting.invitation, input.crypto, input.now))) return FOREIGN;
  const authority = await authorityText(dataDir, found.value, input);
  if (!authority.ok) return authority;
  const { person, issuer, root, id: invitation } = waiting.invitation;
  // Beside the keys before they are a profile: cut short, taking the certificate again ends well.
  if (authority.value !== null)
    await writeWhole(join(known === null ? waitingFolder(dataDir, invitation) : profileFolder(dataDir, person.id), AUTHORITY_FILE), authority.value);
  const { agency, unit, position, name, id } = person;
  const profile: Profile = { v: 1, personId: id, name, agency, unit, position, certificate: toBase64(certificate), issuer, root, seal: known?.seal ?? null };
  const done = known === null ? await settle(dataDir, waiting, profile) : await replace(dataDir, waiting, profile, input);
  return done.ok ? ok(profile) : done;
}
