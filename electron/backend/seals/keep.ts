/** 관인 받기: who applies the seal takes its file in; the key lies beside the own one, under the own passphrase. */

import { createPrivateKey, createPublicKey } from 'node:crypto';
import { join } from 'node:path';
import type { Input } from '../../../shared/api/contract.ts';
import { sha256Hex } from '../../../shared/crypto/crypto.ts';
import { equalBytes, fromUtf8, toBase64 } from '../../../shared/lib/bytes.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { parseCertificate } from '../../../shared/verify/pki.ts';
import type { BackendContext } from '../context.ts';
import { readCode } from '../enrolment/files.ts';
import { sealKeyFile } from '../keys/key-file.ts';
import { openSecrets, wipe } from '../keys/keyring.ts';
import { readProfile, writeKeyFile, writeWhole } from '../profile/profile.ts';
import { openSealFile, type TravellingSeal } from './file.ts';

const LARGEST = 64 * 1024;
const NOT_OURS = err('SEAL_UNREGISTERED', '지금 우리 기관의 대장에 등록된 관인이 아닙니다. 아무것도 바꾸지 않았습니다. 기관 관리자에게 확인하십시오.');

/** Whether a private key (PKCS#8 DER) belongs to a certificate (DER). */
export function fitsCertificate(key: Uint8Array, certificate: Uint8Array): boolean {
  const parsed = parseCertificate(certificate);
  if (!parsed.ok) return false;
  try {
    const secret = createPrivateKey({ key: Buffer.from(key), format: 'der', type: 'pkcs8' });
    return equalBytes(new Uint8Array(createPublicKey(secret).export({ format: 'der', type: 'spki' })), parsed.value.spki);
  } catch {
    return false;
  }
}

/** The seal of the file, where it is the one the register names now and its key is the certificate's. */
async function openOurs(context: BackendContext, file: Uint8Array, typed: string): Promise<Result<TravellingSeal>> {
  const code = readCode(typed);
  if (code === null) return err('CODE_WRONG', '코드는 다섯 자씩 네 묶음입니다. 아무것도 바꾸지 않았습니다. 기관 관리자에게 확인하십시오.');
  const opened = await openSealFile(file.length > LARGEST ? '' : (fromUtf8(file) ?? ''), code);
  if (!opened.ok) return opened;
  const { agency, certificate, key } = opened.value;
  const registered = context.sync.directory().agencies.get(context.me().agency)?.seal?.certificate;
  const ours = agency === context.me().agency && registered === sha256Hex(certificate) && fitsCertificate(key, certificate);
  return ours ? opened : NOT_OURS;
}

/** Takes a seal in. Refused: CODE_WRONG, FILE_BROKEN, SEAL_UNREGISTERED, those of the own passphrase; nothing is changed then. */
export async function takeSeal(context: BackendContext, { file, code, passphrase }: Input<'seals.take'>): Promise<Result<{ sentence: string }>> {
  const seal = await openOurs(context, file, code);
  if (!seal.ok) return seal;
  const { name, certificate, key } = seal.value;
  const found = await readProfile(context.folder);
  if (!found.ok) return found;
  const { folder, now, platform } = context;
  const opened = await openSecrets(folder, passphrase, { now, vault: platform.vault });
  if (!opened.ok) return opened;
  const { secrets, bound } = opened.value;
  const keys = await sealKeyFile({ ...secrets, sealKey: key }, passphrase);
  wipe(secrets);
  key.fill(0);
  const written = await writeKeyFile(folder, keys, bound ? platform.vault : null);
  if (!written.ok) return written;
  const kept = toBase64(certificate);
  await writeWhole(join(context.folder, 'profile.json'), JSON.stringify({ ...found.value.profile, seal: kept }, null, 1));
  context.keepSeal(kept);
  const unlocked = await context.keyring.unlock(passphrase);
  return unlocked.ok ? ok({ sentence: `${name}을 이 PC에 두었습니다. 이제 내 인증서 암호로 날인할 수 있습니다. 받은 파일은 지우십시오.` }) : unlocked;
}
