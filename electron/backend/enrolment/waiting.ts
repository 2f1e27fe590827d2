/** Folder of somebody who waits for a certificate (`joining/<invitation>`): the key that was asked for, sealed, and the request. */

import { hkdfSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { toBase64 } from '../../../shared/lib/bytes.ts';
import { ok, type Result } from '../../../shared/lib/result.ts';
import { openKeyFile, type Secrets } from '../keys/key-file.ts';
import { readKeyFile } from '../profile/profile.ts';
import { invitationSchema } from './files.ts';

const waitingSchema = z.strictObject({ v: z.literal(1), invitation: invitationSchema, spki: z.string(), request: z.string() });

/** What waits. */
export type Waiting = z.infer<typeof waitingSchema>;

/** Folder of a waiting key. */
export const waitingFolder = (dataDir: string, id: string): string => join(dataDir, 'joining', id);

/** Folder of a person's profile. */
export const profileFolder = (dataDir: string, person: string): string => join(dataDir, 'profiles', person);

/** Reads what waits for an invitation, or null. */
export async function readWaiting(dataDir: string, id: string): Promise<Waiting | null> {
  try {
    const parsed = waitingSchema.safeParse(JSON.parse(await readFile(join(waitingFolder(dataDir, id), 'waiting.json'), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/**
 * What seals a waiting key of somebody who has a profile already: a secret of that profile and not its passphrase, which may be changed
 * before the certificate comes.
 */
export function waitingPhrase(databaseKey: Uint8Array): string {
  return toBase64(new Uint8Array(hkdfSync('sha256', databaseKey, new Uint8Array(0), 'ongyeol-waiting-key-v1', 32)));
}

/** The waiting key of a profile whose secrets are open; other refusals where it was not made for this profile. */
export async function openWaiting(folder: string, { databaseKey }: Secrets): Promise<Result<Secrets, 'KEY_FILE_BROKEN' | 'WRONG_PASSPHRASE'>> {
  const file = await readKeyFile(folder);
  if (!file.ok) return file;
  const opened = await openKeyFile(file.value, waitingPhrase(databaseKey));
  return opened.ok ? ok(opened.value) : opened;
}
