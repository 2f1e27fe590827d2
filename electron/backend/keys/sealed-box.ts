/**
 * Bytes under a passphrase: scrypt (RFC 7914) → 32-byte key → AES-256-GCM. The label says what the bytes are, and is
 * authenticated with the cost, so that one kind of file cannot pass for another nor be made cheaper to try.
 */

import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';

const COST = { N: 1 << 15, r: 8, p: 1 } as const;
const MEMORY = 96 * 1024 * 1024;

/** Schema of a box in a file; texts are base64. */
export const boxSchema = z.strictObject({
  kdf: z.strictObject({ name: z.literal('scrypt'), N: z.number().int(), r: z.number().int(), p: z.number().int(), salt: z.string() }),
  cipher: z.literal('aes-256-gcm'),
  iv: z.string(),
  tag: z.string(),
  data: z.string(),
});

/** A closed box. */
export type Box = Readonly<z.infer<typeof boxSchema>>;

/** Shortest passphrase of anything: with scrypt at this cost a longer one is what stops a thief who has the file. */
export const SHORTEST_PASSPHRASE = 10;

/** Whether a passphrase is long enough, counted as it will be used (NFKC). */
export function longEnough(passphrase: string): boolean {
  return passphrase.normalize('NFKC').length >= SHORTEST_PASSPHRASE;
}

function derive(passphrase: string, salt: Uint8Array, { N, r, p }: { N: number; r: number; p: number }): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, 32, { N, r, p, maxmem: MEMORY }, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}

function headerOf(label: string, kdf: Box['kdf']): Buffer {
  return Buffer.from(`${label}|${kdf.name}|${kdf.N}|${kdf.r}|${kdf.p}|${kdf.salt}`);
}

/** Whether the cost written in a file is one that is worked at all. */
export function affordable({ kdf: { N, r, p } }: Pick<Box, 'kdf'>): boolean {
  return N >= 2 && N <= 1 << 20 && (N & (N - 1)) === 0 && r >= 1 && r <= 32 && p >= 1 && p <= 16 && 128 * N * r < MEMORY;
}

/** Closes bytes under a passphrase. The bytes are overwritten. */
export async function closeBox(plain: Uint8Array, passphrase: string, label: string): Promise<Box> {
  const kdf = { name: 'scrypt', ...COST, salt: randomBytes(16).toString('base64') } as const;
  const key = await derive(passphrase, Buffer.from(kdf.salt, 'base64'), kdf);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(headerOf(label, kdf));
  const data = Buffer.concat([cipher.update(plain), cipher.final()]);
  plain.fill(0);
  key.fill(0);
  return { kdf, cipher: 'aes-256-gcm', iv: iv.toString('base64'), tag: cipher.getAuthTag().toString('base64'), data: data.toString('base64') };
}

/** Opens a box; null for a wrong passphrase, a changed file or another label: GCM cannot tell them apart. */
export async function openBox(box: Box, passphrase: string, label: string): Promise<Buffer | null> {
  if (!affordable(box)) return null;
  const key = await derive(passphrase, Buffer.from(box.kdf.salt, 'base64'), box.kdf);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(box.iv, 'base64'), { authTagLength: 16 });
    decipher.setAAD(headerOf(label, box.kdf));
    decipher.setAuthTag(Buffer.from(box.tag, 'base64'));
    return Buffer.concat([decipher.update(Buffer.from(box.data, 'base64')), decipher.final()]);
  } catch {
    return null;
  } finally {
    key.fill(0);
  }
}
