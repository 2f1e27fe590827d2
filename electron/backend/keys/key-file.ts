/**
 * Key file: the person's private key and the replica's database key under the passphrase (DESIGN §8).
 * scrypt (RFC 7914) → 32-byte key → AES-256-GCM; the file's own header is authenticated with the secret.
 */

import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { err, ok, type Result } from '../../../shared/lib/result.ts';

const COST = { N: 1 << 15, r: 8, p: 1, maxmem: 96 * 1024 * 1024 } as const;

/** `keys.json` of a profile. Texts are base64. */
export interface KeyFile {
  readonly v: 1;
  readonly kdf: { readonly name: 'scrypt'; readonly N: number; readonly r: number; readonly p: number; readonly salt: string };
  readonly cipher: 'aes-256-gcm';
  readonly iv: string;
  readonly tag: string;
  readonly data: string;
}

/** What a passphrase opens. PKCS#8 DER of the signing key and of the agency's seal key (where entrusted); 32 raw bytes for the database. */
export interface Secrets {
  readonly privateKey: Uint8Array;
  readonly databaseKey: Uint8Array;
  readonly sealKey: Uint8Array | null;
}

/** Layout of the plain text: 32 bytes database key, 2 bytes length, private key, the rest is the seal key. */
function packSecrets(secrets: Secrets): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(secrets.privateKey.length);
  return Buffer.concat([secrets.databaseKey, length, secrets.privateKey, secrets.sealKey ?? new Uint8Array(0)]);
}

function unpackSecrets(plain: Buffer): Secrets {
  const end = 34 + plain.readUInt16BE(32);
  return {
    databaseKey: new Uint8Array(plain.subarray(0, 32)),
    privateKey: new Uint8Array(plain.subarray(34, end)),
    sealKey: plain.length > end ? new Uint8Array(plain.subarray(end)) : null,
  };
}

function derive(passphrase: string, salt: Uint8Array, cost: { N: number; r: number; p: number }): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, 32, { ...cost, maxmem: COST.maxmem }, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}

function headerOf(kdf: KeyFile['kdf']): Buffer {
  return Buffer.from(`ongyeol-key-v1|${kdf.name}|${kdf.N}|${kdf.r}|${kdf.p}|${kdf.salt}`);
}

/** Encrypts the secrets under a passphrase (NFKC). */
export async function sealKeyFile(secrets: Secrets, passphrase: string): Promise<KeyFile> {
  const kdf = { name: 'scrypt', N: COST.N, r: COST.r, p: COST.p, salt: randomBytes(16).toString('base64') } as const;
  const key = await derive(passphrase, Buffer.from(kdf.salt, 'base64'), kdf);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(headerOf(kdf));
  const plain = packSecrets(secrets);
  const data = Buffer.concat([cipher.update(plain), cipher.final()]);
  plain.fill(0);
  key.fill(0);
  return { v: 1, kdf, cipher: 'aes-256-gcm', iv: iv.toString('base64'), tag: cipher.getAuthTag().toString('base64'), data: data.toString('base64') };
}

/** Opens a key file. `WRONG_PASSPHRASE` also covers a changed file: GCM cannot tell them apart. */
export async function openKeyFile(file: KeyFile, passphrase: string): Promise<Result<Secrets, 'WRONG_PASSPHRASE' | 'KEY_FILE_BROKEN'>> {
  const { N, r, p } = file.kdf;
  if (file.v !== 1 || N > 1 << 20 || r > 32 || p > 16)
    return err('KEY_FILE_BROKEN', '인증서 파일을 읽을 수 없습니다. 파일은 그대로 두었습니다. 보관해 둔 사본으로 되돌리십시오.');
  const key = await derive(passphrase, Buffer.from(file.kdf.salt, 'base64'), { N, r, p });
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(file.iv, 'base64'));
    decipher.setAAD(headerOf(file.kdf));
    decipher.setAuthTag(Buffer.from(file.tag, 'base64'));
    const plain = Buffer.concat([decipher.update(Buffer.from(file.data, 'base64')), decipher.final()]);
    const secrets = unpackSecrets(plain);
    plain.fill(0);
    return ok(secrets);
  } catch {
    return err('WRONG_PASSPHRASE', '인증서 암호가 맞지 않습니다. 잠긴 채로 두었습니다. 암호를 다시 확인해 입력하십시오.');
  } finally {
    key.fill(0);
  }
}
