/** A backup on disk: a folder of files named by a manifest that the log's key signed. */

import { createHash, createPrivateKey, createPublicKey, sign, verify, X509Certificate, type KeyObject } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { concat, fromBase64Url, toBase64Url, utf8 } from '../shared/lib/bytes.ts';
import { canonical, canonicalBytes } from '../shared/trail/canonical.ts';

/** Names of the files of a backup. */
export const FILES = {
  manifest: 'manifest.json',
  database: 'server.db',
  mark: 'storage.json',
  config: 'config/config.json',
  log: 'config/log.der',
  key: 'config/log.key',
} as const;

const fileSchema = z.strictObject({
  path: z.string().regex(/^(server\.db|storage\.json|config\/[a-z]+\.[a-z]+|blobs\/[0-9a-f]{2}\/[0-9a-f]{64})$/),
  size: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const bodySchema = z.strictObject({
  v: z.literal(1),
  at: z.string(),
  /** Entries of the log, and the checkpoint over them. */
  entries: z.number().int().nonnegative(),
  checkpoint: z.string(),
  files: z.array(fileSchema),
  /** Attachments the server itself no longer had whole. */
  missing: z.array(z.string()),
});

const manifestSchema = z.strictObject({ body: bodySchema, signature: z.string() });

/** One file as it must be. */
export type BackupFile = z.infer<typeof fileSchema>;
/** What a backup says of itself. */
export type BackupBody = z.infer<typeof bodySchema>;

const CONTEXT = 'ongyeol-backup-v1\n';
const signedBytes = (body: BackupBody): Uint8Array => concat([utf8(CONTEXT), canonicalBytes(body)]);

/** The manifest's bytes, signed by the log's key (PKCS#8 DER). */
export function writeManifest(body: BackupBody, pkcs8: Uint8Array): string {
  const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  return canonical({ body, signature: toBase64Url(new Uint8Array(sign(null, signedBytes(body), key))) });
}

/** Reads a manifest; null where a byte of it is off. The signature is checked when the certificate is at hand. */
export function readManifest(text: string): { body: BackupBody; signedBy(certificate: Uint8Array, pkcs8: Uint8Array): boolean } | null {
  let parsed: z.infer<typeof manifestSchema>;
  try {
    parsed = manifestSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
  if (canonical(parsed) !== text) return null;
  const { body, signature } = parsed;
  return {
    body,
    // Either of the two tells whether the manifest is good, so that a damaged key is not taken for a damaged manifest.
    signedBy(certificate, pkcs8) {
      const bytes = signedBytes(body);
      const given = fromBase64Url(signature) ?? new Uint8Array(0);
      return [() => certificateKey(certificate), () => privateKeysPublic(pkcs8)].some((read) => {
        try {
          return verify(null, bytes, read(), given);
        } catch {
          return false;
        }
      });
    },
  };
}

const certificateKey = (certificate: Uint8Array): KeyObject => new X509Certificate(certificate).publicKey;
const privateKeysPublic = (pkcs8: Uint8Array): KeyObject => createPublicKey(createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' }));

/** Whether the private key is the one of the certificate. */
export function keyFits(pkcs8: Uint8Array, certificate: Uint8Array): boolean {
  try {
    return privateKeysPublic(pkcs8).equals(certificateKey(certificate));
  } catch {
    return false;
  }
}

/** Flushes a file or folder to the disk. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Counts and hashes a file; where `to` is given, copies it there and onto the disk. */
export async function digestFile(from: string, to: string | null): Promise<Omit<BackupFile, 'path'>> {
  const hash = createHash('sha256');
  let size = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      hash.update(chunk);
      done(null, chunk);
    },
  });
  if (to === null) await pipeline(createReadStream(from), meter, drain);
  else {
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    await pipeline(createReadStream(from), meter, createWriteStream(to, { mode: 0o600, flush: true }));
  }
  return { size, sha256: hash.digest('hex') };
}

async function drain(chunks: AsyncIterable<unknown>): Promise<void> {
  for await (const chunk of chunks) void chunk;
}
