/** Joining by invitation: the person's key is made on their own PC and never leaves it; only its public half is asked to be certified. */

import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { sha256Hex, type CryptoProvider } from '../../../shared/crypto/crypto.ts';
import { equalBytes, fromBase64, toBase64, toBase64Url, utf8 } from '../../../shared/lib/bytes.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { parseCertificate } from '../../../shared/verify/pki.ts';
import { trustedKey } from '../../../shared/verify/trail.ts';
import { sealKeyFile } from '../keys/key-file.ts';
import { createSigner } from '../keys/signer.ts';
import { generateKey } from '../pki/keys.ts';
import { readKeyFile, readProfile, writeKeyFile, writeProfile, writeWhole, type Profile } from '../profile/profile.ts';
import { fileText, invitationSchema, issuedSchema, readFileText, type Invitation } from './files.ts';

/** Why somebody cannot join. */
export type JoinCode =
  | 'FILE_BROKEN'
  | 'CODE_WRONG'
  | 'INVITATION_EXPIRED'
  | 'PROFILE_EXISTS'
  | 'NOT_JOINING'
  | 'CERTIFICATE_FOREIGN'
  | 'KEY_FILE_BROKEN'
  | 'SAVE_FAILED';

const waitingSchema = z.strictObject({ v: z.literal(1), invitation: invitationSchema, spki: z.string(), request: z.string() });

/** Folder of somebody who waits for their certificate. */
const waitingFolder = (dataDir: string, id: string): string => join(dataDir, 'joining', id);
const profileFolder = (dataDir: string, person: string): string => join(dataDir, 'profiles', person);

async function readWaiting(dataDir: string, id: string): Promise<z.infer<typeof waitingSchema> | null> {
  try {
    const parsed = waitingSchema.safeParse(JSON.parse(await readFile(join(waitingFolder(dataDir, id), 'waiting.json'), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

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

/** Makes the key and the request. Asked again it gives the same request: a second key would only lose the first. */
export async function makeRequest(dataDir: string, invitation: Invitation, code: string, passphrase: string, now: Date): Promise<Result<string, JoinCode>> {
  const { id, person } = invitation;
  const known = await readWaiting(dataDir, id);
  if (known !== null) return ok(known.request);
  if ((await readProfile(profileFolder(dataDir, person.id))).ok)
    return err('PROFILE_EXISTS', `이 폴더에는 ${person.name}의 프로필이 이미 있습니다. 그대로 두었습니다. 다른 폴더를 --data로 고르십시오.`);
  const pair = generateKey('P-256');
  const signer = createSigner({ privateKey: Uint8Array.from(pair.privateKey), minutes: 1, now: () => now });
  const spki = toBase64(pair.spki);
  const body = JSON.stringify({ invitation: id, person: person.id, spki });
  const proof = signer.sign(utf8(`ongyeol-request-v1\n${body}`));
  signer.lock();
  if (!proof.ok) throw new Error('a fresh key is never locked');
  const folder = waitingFolder(dataDir, id);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const keys = await sealKeyFile({ privateKey: pair.privateKey, databaseKey: randomBytes(32), sealKey: null }, passphrase);
  pair.privateKey.fill(0);
  const written = await writeKeyFile(folder, keys);
  if (!written.ok) return written;
  const request = fileText('request', body, code, toBase64Url(proof.value));
  await writeWhole(join(folder, 'waiting.json'), JSON.stringify({ v: 1, invitation, spki, request }));
  return ok(request);
}

const FOREIGN = err('CERTIFICATE_FOREIGN', '이 PC에서 만든 열쇠의 인증서가 아니거나 초대한 기관이 발급한 것이 아닙니다. 아무것도 바꾸지 않았습니다.');

/** Whether the certificate is for this key and person, by the authority and root of the invitation. */
async function isOurs(certificate: Uint8Array, spki: Uint8Array, { person, issuer, root }: Invitation, crypto: CryptoProvider, now: Date): Promise<boolean> {
  const [anchor, ca] = [fromBase64(root), fromBase64(issuer)];
  const parsed = parseCertificate(certificate);
  if (anchor === null || ca === null || !parsed.ok || !equalBytes(parsed.value.spki, spki)) return false;
  const certificates = new Map([certificate, ca].map((der) => [sha256Hex(der), der]));
  const key = await trustedKey({ certificates, anchors: [anchor], crypto }, sha256Hex(certificate), 'person', now.toISOString());
  return !('code' in key) && key.holder.person === person.id && key.holder.agency === person.agency.code;
}

/** Takes the issued certificate: the waiting key becomes a profile the app opens. */
export async function takeCertificate(
  dataDir: string,
  text: string,
  { crypto, now }: { crypto: CryptoProvider; now: Date },
): Promise<Result<Profile, JoinCode>> {
  const file = readFileText('certificate', text, issuedSchema);
  if (!file.ok) return file;
  const waiting = await readWaiting(dataDir, file.value.value.invitation);
  if (waiting === null)
    return err('NOT_JOINING', '이 폴더에서 신청한 인증서가 아닙니다. 아무것도 바꾸지 않았습니다. 신청서를 만든 폴더를 --data로 알려 주십시오.');
  const { invitation, spki } = waiting;
  const [certificate, key] = [fromBase64(file.value.value.certificate), fromBase64(spki)];
  if (certificate === null || key === null || !(await isOurs(certificate, key, invitation, crypto, now))) return FOREIGN;
  const { person, issuer, root } = invitation;
  const folder = waitingFolder(dataDir, invitation.id);
  const keys = await readKeyFile(folder);
  if (!keys.ok) return keys;
  const { agency, unit, position, name, id } = person;
  const profile: Profile = { v: 1, personId: id, name, agency, unit, position, certificate: toBase64(certificate), issuer, root, seal: null };
  await writeProfile(folder, profile, keys.value);
  await mkdir(join(dataDir, 'profiles'), { recursive: true, mode: 0o700 });
  await rename(folder, profileFolder(dataDir, id));
  await rm(join(profileFolder(dataDir, id), 'waiting.json'), { force: true });
  return ok(profile);
}
