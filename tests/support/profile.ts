/** The profile of somebody of the sync tests' world, on disk as the app opens it. */

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { sealKeyFile } from '../../electron/backend/keys/key-file.ts';
import { writeProfile } from '../../electron/backend/profile/profile.ts';
import type { Someone } from './sync-world.ts';

const base64 = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? new Uint8Array(0)).toString('base64');

/** Writes the profile; the database key is given back for tests that look for it. */
export async function writeSomeone(dataDir: string, who: Someone, root: Uint8Array, passphrase: string): Promise<{ folder: string; databaseKey: Uint8Array }> {
  const databaseKey = randomBytes(32);
  const keys = await sealKeyFile({ privateKey: Uint8Array.from(who.privateKey), databaseKey, sealKey: null }, passphrase);
  const { person, agency, unit, position } = who.actor;
  const papers = { certificate: base64(who.login.certificate.der), issuer: base64(who.login.chain[0]), root: base64(root), seal: null };
  const names = { agency: { code: agency, name: agency }, unit: unit === null ? null : { code: unit, name: unit } };
  const folder = join(dataDir, 'profiles', person);
  await writeProfile(folder, { v: 1, personId: person, name: person, position, ...names, ...papers }, keys);
  return { folder, databaseKey };
}
