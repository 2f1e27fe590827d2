/** A profile folder: one person on this machine. `profile.json` is open, `keys.json` and `replica.db` are encrypted. */

import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { KeyFile } from '../keys/key-file.ts';
import { boxSchema } from '../keys/sealed-box.ts';

const profileSchema = z.strictObject({
  v: z.literal(1),
  personId: z.string(),
  name: z.string(),
  agency: z.object({ code: z.string(), name: z.string() }),
  unit: z.object({ code: z.string(), name: z.string() }).nullable(),
  position: z.string(),
  /** DER, base64. */
  certificate: z.string(),
  /** Issuing CA, DER, base64. */
  issuer: z.string(),
  /** Trust anchor, DER, base64. */
  root: z.string(),
  /** Seal certificate of the agency (DER, base64) where this person may apply it; its key is in `keys.json`. */
  seal: z.string().nullable(),
});

/** Who the profile is, and the certificates around the person. */
export type Profile = z.infer<typeof profileSchema>;

const keyFileSchema = boxSchema.extend({ v: z.union([z.literal(1), z.literal(2)]) });

/** A profile found on disk. */
export interface FoundProfile {
  readonly folder: string;
  readonly profile: Profile;
  /** Where the key that signs is: in the key file (version 1), or in a token it names (version 2). */
  readonly signs: 'file' | 'token';
}

/** Writes a secret file, whole or not at all. */
export async function writeWhole(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text, { mode: 0o600, flush: true });
  await rename(`${path}.new`, path);
}

/** Writes a new profile; each file appears whole or not at all. */
export async function writeProfile(folder: string, profile: Profile, keys: KeyFile): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeWhole(join(folder, 'keys.json'), JSON.stringify(keys));
  await writeWhole(join(folder, 'profile.json'), JSON.stringify(profile, null, 1));
}

/** The refusal of a profile that cannot be read. */
export function profileBroken(folder: string): Result<never, 'PROFILE_BROKEN'> {
  return err('PROFILE_BROKEN', `프로필을 읽을 수 없습니다(${folder}). 파일은 그대로 두었습니다. 보관해 둔 사본으로 되돌리십시오.`);
}

/** A key file that cannot be read is told of when it is opened. */
async function signsOf(folder: string): Promise<FoundProfile['signs']> {
  const keys = await readKeyFile(folder);
  return keys.ok && keys.value.v === 2 ? 'token' : 'file';
}

/** Reads one profile folder. */
export async function readProfile(folder: string): Promise<Result<FoundProfile, 'PROFILE_BROKEN'>> {
  try {
    const parsed = profileSchema.safeParse(JSON.parse(await readFile(join(folder, 'profile.json'), 'utf8')));
    if (parsed.success) return ok({ folder, profile: parsed.data, signs: await signsOf(folder) });
  } catch {
    // Not readable or not JSON: the same answer as a wrong shape.
  }
  return profileBroken(folder);
}

/** The encrypted keys of a profile. */
export async function readKeyFile(folder: string): Promise<Result<KeyFile, 'KEY_FILE_BROKEN'>> {
  try {
    const parsed = keyFileSchema.safeParse(JSON.parse(await readFile(join(folder, 'keys.json'), 'utf8')));
    if (parsed.success) return ok(parsed.data);
  } catch {
    // Same answer as a wrong shape.
  }
  return err('KEY_FILE_BROKEN', '인증서 파일을 읽을 수 없습니다. 파일은 그대로 두었습니다. 보관해 둔 사본으로 되돌리십시오.');
}

/** Replaces the key file, whole or not at all. */
export async function writeKeyFile(folder: string, keys: KeyFile): Promise<Result<null, 'SAVE_FAILED'>> {
  try {
    await writeWhole(join(folder, 'keys.json'), JSON.stringify(keys));
    return ok(null);
  } catch {
    return err('SAVE_FAILED', '인증서 파일을 저장하지 못했습니다. 지금 암호가 그대로 쓰입니다. 디스크에 쓸 수 있는지 확인하십시오.');
  }
}

/** All readable profiles below `<data>/profiles`, by agency, rank of the folder name. */
export async function listProfiles(dataDir: string): Promise<FoundProfile[]> {
  const base = join(dataDir, 'profiles');
  const names = await readdir(base).catch(() => [] as string[]);
  const read = await Promise.all(names.toSorted().map((name) => readProfile(join(base, name))));
  return read.flatMap((result) => (result.ok ? [result.value] : []));
}
