/**
 * The key of stored data. What an operator gives (a key file, or a passphrase) never touches the disk of the server; `storage.json` beside the database
 * holds a salt and a check value, so that a wrong or missing key is told before a byte is read.
 */

import { createHmac, hkdfSync, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from '../../shared/lib/result.ts';

/** What the operator gave: 32 bytes of a key file, or a passphrase. */
export type StoreSecret = { readonly kind: 'key'; readonly bytes: Uint8Array } | { readonly kind: 'passphrase'; readonly text: string };

/** Keys of the database and of the files beside it. */
export interface StoreKeys {
  readonly database: Uint8Array;
  readonly files: Uint8Array;
}

/** Why stored data did not open. */
export type StoreKeyCode = 'KEY_NEEDED' | 'WRONG_KEY' | 'STORE_PLAIN' | 'MARK_DAMAGED';

/** The file that says that a folder is encrypted. */
export const STORE_MARK = 'storage.json';

const SENTENCES: Readonly<Record<StoreKeyCode, string>> = {
  KEY_NEEDED: '암호화된 서버 자료입니다. 설정의 encryption에 열쇠 파일을 적거나 암호를 주십시오. 아무것도 바꾸지 않았습니다.',
  WRONG_KEY: '서버 자료의 열쇠나 암호가 맞지 않습니다. 아무것도 바꾸지 않았습니다. 이 자료를 암호화한 열쇠를 주십시오.',
  STORE_PLAIN: '설정에는 열쇠가 있는데 서버 자료는 암호화되어 있지 않습니다. 아무것도 바꾸지 않았습니다. ongyeol encrypt로 바꾸십시오.',
  MARK_DAMAGED: `${STORE_MARK} 파일이 손상되었습니다. 아무것도 바꾸지 않았습니다. 백업에서 그 파일을 되돌리십시오.`,
};

/** The refusal with its sentence. */
export function refuseStore(code: StoreKeyCode): Result<never, StoreKeyCode> {
  return err(code, SENTENCES[code]);
}

const markSchema = z.strictObject({
  v: z.literal(1),
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  check: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Dear to guess: 128 MB and about half a second for each try (RFC 7914). */
const SCRYPT = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 ** 2 } as const;

function masterOf(secret: StoreSecret, salt: Uint8Array): Uint8Array {
  return secret.kind === 'key' ? secret.bytes : new Uint8Array(scryptSync(secret.text.normalize('NFC'), salt, 32, SCRYPT));
}

const derive = (master: Uint8Array, salt: Uint8Array, use: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', master, salt, `ongyeol-store-v1 ${use}`, 32));
const checkOf = (master: Uint8Array, salt: Uint8Array): Buffer =>
  createHmac('sha256', derive(master, salt, 'check'))
    .update('ongyeol')
    .digest();

/** A key for what lies beside the store, under the same secret and a salt of its own. */
export function sealingKey(secret: StoreSecret, salt: Uint8Array): Uint8Array {
  return derive(masterOf(secret, salt), salt, 'log-key');
}

function keysOf(master: Uint8Array, salt: Uint8Array): StoreKeys {
  return { database: derive(master, salt, 'database'), files: derive(master, salt, 'files') };
}

/** Marks a folder as encrypted under this secret and gives its keys. */
export function markStore(folder: string, secret: StoreSecret): StoreKeys {
  const salt = new Uint8Array(randomBytes(16));
  const master = masterOf(secret, salt);
  const mark = { v: 1, salt: Buffer.from(salt).toString('hex'), check: checkOf(master, salt).toString('hex') };
  writeFileSync(join(folder, STORE_MARK), `${JSON.stringify(mark)}\n`, { mode: 0o600, flush: true });
  return keysOf(master, salt);
}

/** Keys of a folder; null where it is plain and no secret was given. A new folder is marked where there is a secret. */
export function openStore(folder: string, secret: StoreSecret | null): Result<StoreKeys | null, StoreKeyCode> {
  const file = join(folder, STORE_MARK);
  if (!existsSync(file)) {
    if (secret === null) return ok(null);
    return existsSync(join(folder, 'server.db')) ? refuseStore('STORE_PLAIN') : ok(markStore(folder, secret));
  }
  if (secret === null) return refuseStore('KEY_NEEDED');
  let mark: z.infer<typeof markSchema>;
  try {
    mark = markSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return refuseStore('MARK_DAMAGED');
  }
  const salt = new Uint8Array(Buffer.from(mark.salt, 'hex'));
  const master = masterOf(secret, salt);
  return timingSafeEqual(checkOf(master, salt), Buffer.from(mark.check, 'hex')) ? ok(keysOf(master, salt)) : refuseStore('WRONG_KEY');
}
