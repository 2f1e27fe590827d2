/** A person of the small world at a PC of their own: a profile in a folder and the whole backend over it. */

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createBackend, type Backend } from '../../electron/backend/backend.ts';
import { sealKeyFile } from '../../electron/backend/keys/key-file.ts';
import { createPdf } from '../../electron/backend/pdf/pdf.ts';
import type { Platform } from '../../electron/backend/platform.ts';
import { readProfile, writeProfile } from '../../electron/backend/profile/profile.ts';
import { must, type Stage } from './sync.ts';
import type { Someone } from './sync-world.ts';

/** Passphrase of every machine. */
export const MACHINE_PASSPHRASE = '열 글자가 넘는 암호';

const base64 = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? new Uint8Array(0)).toString('base64');
const pdf = createPdf();

/** Where nothing can be kept. */
export const NO_PLATFORM: Platform = { vault: null, notify: null, saveFile: async () => ({ ok: true, value: { path: null } }) };

/** Writes the profile of a person into `folder`. */
export async function writeMachine(stage: Stage, folder: string, who: Someone): Promise<string> {
  const profile = join(folder, 'profiles', who.actor.person);
  const { person, agency, unit, position } = who.actor;
  const keys = await sealKeyFile({ privateKey: Uint8Array.from(who.privateKey), databaseKey: randomBytes(32), sealKey: null }, MACHINE_PASSPHRASE);
  const { certificate, chain } = who.login;
  const papers = { certificate: base64(certificate.der), issuer: base64(chain[0]), root: base64(stage.world.root), seal: null };
  const names = { agency: { code: agency, name: agency }, unit: unit === null ? null : { code: unit, name: unit } };
  await writeProfile(profile, { v: 1, personId: person, name: person, position, ...names, ...papers }, keys);
  return profile;
}

/** Opens the profile in `profile` and starts it; `serverUrl` null stays without a line. */
export async function openMachine(
  stage: Stage,
  profile: string,
  platform: Platform = NO_PLATFORM,
  serverUrl: string | null = stage.url(),
  now: () => Date = () => new Date(),
): Promise<Backend> {
  const found = must(await readProfile(profile));
  const { crypto } = stage.world;
  const input = { found, passphrase: MACHINE_PASSPHRASE, serverUrl, platform, pdf, crypto, now, keyMinutes: 5 };
  const backend = must(await createBackend(input));
  backend.start();
  return backend;
}
