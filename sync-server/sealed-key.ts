/** The log's key at rest (AR7): beside an encrypted store it is sealed under the same secret of the operator, who has to give it for the store anyway. */

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { ok, type Result } from '../shared/lib/result.ts';
import { refuseStore, sealingKey, type StoreKeyCode, type StoreSecret } from './storage/store-key.ts';

const hex = (bytes: number): z.ZodString => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));
const schema = z.strictObject({ v: z.literal(1), salt: hex(16), nonce: hex(12), tag: hex(16), sealed: z.string().regex(/^[0-9a-f]{2,4000}$/) });
const CONTEXT = Buffer.from('ongyeol-log-key-v1');

const bytesOf = (text: string): Buffer => Buffer.from(text, 'hex');

/** Whether a file of a key is a sealed one: DER begins with a SEQUENCE, never with a brace. */
export const isSealed = (file: Uint8Array): boolean => file[0] === 0x7b;

/** The file of a sealed key (PKCS#8 DER inside): AES-256-GCM under a key from the secret, with a salt of its own. */
export function sealKey(pkcs8: Uint8Array, secret: StoreSecret): string {
  const [salt, nonce] = [randomBytes(16), randomBytes(12)];
  const cipher = createCipheriv('aes-256-gcm', sealingKey(secret, salt), nonce).setAAD(CONTEXT);
  const sealed = Buffer.concat([cipher.update(pkcs8), cipher.final()]);
  const parts = { salt, nonce, tag: cipher.getAuthTag(), sealed };
  return `${JSON.stringify({ v: 1, ...Object.fromEntries(Object.entries(parts).map(([name, bytes]) => [name, bytes.toString('hex')])) })}\n`;
}

/** The key in a file, sealed or plain. KEY_NEEDED without a secret, WRONG_KEY where it is another one or the file was changed. */
export function openKey(file: Uint8Array, secret: StoreSecret | null): Result<Uint8Array, StoreKeyCode> {
  if (!isSealed(file)) return ok(file);
  if (secret === null) return refuseStore('KEY_NEEDED');
  try {
    const { salt, nonce, tag, sealed } = schema.parse(JSON.parse(Buffer.from(file).toString('utf8')));
    const decipher = createDecipheriv('aes-256-gcm', sealingKey(secret, bytesOf(salt)), bytesOf(nonce))
      .setAAD(CONTEXT)
      .setAuthTag(bytesOf(tag));
    return ok(new Uint8Array(Buffer.concat([decipher.update(bytesOf(sealed)), decipher.final()])));
  } catch {
    return refuseStore('WRONG_KEY');
  }
}

/** Seals a plain key where it lies: whole or not at all. */
export function sealKeyFile(path: string, pkcs8: Uint8Array, secret: StoreSecret): void {
  writeFileSync(`${path}.part`, sealKey(pkcs8, secret), { mode: 0o600, flush: true });
  renameSync(`${path}.part`, path);
}
