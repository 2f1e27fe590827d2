/**
 * Key file: the person's private key and the replica's database key under the passphrase (DESIGN §8).
 * scrypt (RFC 7914) → 32-byte key → AES-256-GCM; the file's own header is authenticated with the secret.
 */

import { utf8 } from '../../../shared/lib/bytes.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { tokenRefSchema, type TokenRef } from './token/ref.ts';
import { affordable, closeBox, openBox, type Box } from './sealed-box.ts';

const LABELS = { 1: 'ongyeol-key-v1', 2: 'ongyeol-key-v2' } as const;

/** `keys.json` of a profile: version 1 holds the signing key, version 2 says which key of which token signs. Texts are base64. */
export interface KeyFile extends Box {
  readonly v: 1 | 2;
}

/**
 * What a passphrase opens. PKCS#8 DER of the signing key (empty where a token has it) and of the agency's seal key (where entrusted); 32 raw
 * bytes for the database.
 */
export interface Secrets {
  readonly privateKey: Uint8Array;
  readonly token?: TokenRef;
  readonly databaseKey: Uint8Array;
  readonly sealKey: Uint8Array | null;
}

/** Layout of the plain text: 32 bytes database key, 2 bytes length, private key or (version 2) the token's JSON, the rest is the seal key. */
function packSecrets(secrets: Secrets): Buffer {
  const key = secrets.token === undefined ? secrets.privateKey : utf8(JSON.stringify(secrets.token));
  const length = Buffer.alloc(2);
  length.writeUInt16BE(key.length);
  return Buffer.concat([secrets.databaseKey, length, key, secrets.sealKey ?? new Uint8Array(0)]);
}

function unpackSecrets(plain: Buffer, v: KeyFile['v']): Secrets {
  const end = 34 + plain.readUInt16BE(32);
  const key = new Uint8Array(plain.subarray(34, end));
  const rest = { databaseKey: new Uint8Array(plain.subarray(0, 32)), sealKey: plain.length > end ? new Uint8Array(plain.subarray(end)) : null };
  if (v === 1) return { ...rest, privateKey: key };
  return { ...rest, privateKey: new Uint8Array(0), token: tokenRefSchema.parse(JSON.parse(Buffer.from(key).toString('utf8'))) };
}

/** Encrypts the secrets under a passphrase (NFKC). */
export async function sealKeyFile(secrets: Secrets, passphrase: string): Promise<KeyFile> {
  const v = secrets.token === undefined ? 1 : 2;
  return { v, ...(await closeBox(packSecrets(secrets), passphrase, LABELS[v])) };
}

/** Opens a key file. `WRONG_PASSPHRASE` also covers a changed file: GCM cannot tell them apart. */
export async function openKeyFile(file: KeyFile, passphrase: string): Promise<Result<Secrets, 'WRONG_PASSPHRASE' | 'KEY_FILE_BROKEN'>> {
  if (!Object.hasOwn(LABELS, file.v) || !affordable(file))
    return err('KEY_FILE_BROKEN', '인증서 파일을 읽을 수 없습니다. 파일은 그대로 두었습니다. 보관해 둔 사본으로 되돌리십시오.');
  const plain = await openBox(file, passphrase, LABELS[file.v]);
  if (plain === null) return err('WRONG_PASSPHRASE', '인증서 암호가 맞지 않습니다. 잠긴 채로 두었습니다. 암호를 다시 확인해 입력하십시오.');
  const secrets = unpackSecrets(plain, file.v);
  plain.fill(0);
  return ok(secrets);
}
