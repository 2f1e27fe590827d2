/** A profile folder: one person on this machine. `profile.json` is open, `keys.json` and `replica.db` are encrypted. */

import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { KeyFile } from '../keys/key-file.ts';
import { boxSchema } from '../keys/sealed-box.ts';
import type { Vault } from '../platform.ts';

/** `profile.json`. */
export const profileSchema = z.strictObject({
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

/** A key file that the system's own key store wraps once more: it opens for this user on this machine only. */
const boundSchema = z.strictObject({ v: z.literal(3), signs: z.enum(['file', 'token']), sealed: z.string() });

/** What `keys.json` holds where this machine's key store does not wrap it. */
export const keyFileSchema = boxSchema.extend({ v: z.union([z.literal(1), z.literal(2)]) });

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
export async function writeProfile(folder: string, profile: Profile, keys: KeyFile, vault: Vault | null = null): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeWhole(join(folder, 'keys.json'), keysText(keys, vault));
  await writeWhole(join(folder, 'profile.json'), JSON.stringify(profile, null, 1));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The refusal of a profile that cannot be read. */
export function profileBroken(folder: string): Result<never, 'PROFILE_BROKEN'> {
  return err('PROFILE_BROKEN', `프로필을 읽을 수 없습니다(${folder}). 파일은 그대로 두었습니다. 보관해 둔 사본으로 되돌리십시오.`);
}

/** A key file that cannot be read is told of when it is opened. */
async function signsOf(folder: string): Promise<FoundProfile['signs']> {
  const text = await readFile(join(folder, 'keys.json'), 'utf8').catch(() => '');
  const bound = boundSchema.safeParse(parsed(text));
  if (bound.success) return bound.data.signs;
  const keys = keyFileSchema.safeParse(parsed(text));
  return keys.success && keys.data.v === 2 ? 'token' : 'file';
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

/** The encrypted keys of a profile, and whether the system's key store wraps them. */
export interface FoundKeys {
  readonly file: KeyFile;
  readonly bound: boolean;
}

const KEYS_BROKEN = err('KEY_FILE_BROKEN', '인증서 파일을 읽을 수 없습니다. 파일은 그대로 두었습니다. 보관해 둔 사본으로 되돌리십시오.');
const KEYS_BOUND = err(
  'KEY_FILE_BOUND',
  '다른 PC나 다른 사용자의 열쇠 보관소에 묶인 인증서라 여기서는 열리지 않습니다. 파일은 그대로 두었습니다. 묶은 PC의 화면에서 여십시오.',
);

/** Reads the keys of a profile; bound ones need the key store that wrapped them. */
export async function readKeys(folder: string, vault: Vault | null): Promise<Result<FoundKeys, 'KEY_FILE_BROKEN' | 'KEY_FILE_BOUND'>> {
  const text = await readFile(join(folder, 'keys.json'), 'utf8').catch(() => '');
  const bound = boundSchema.safeParse(parsed(text));
  const inner = bound.success ? (vault?.open(new Uint8Array(Buffer.from(bound.data.sealed, 'base64'))) ?? null) : text;
  if (inner === null) return KEYS_BOUND;
  const file = keyFileSchema.safeParse(parsed(inner));
  return file.success ? ok({ file: file.data, bound: bound.success }) : KEYS_BROKEN;
}

/** The encrypted keys of a folder whose keys are not bound yet. */
export async function readKeyFile(folder: string): Promise<Result<KeyFile, 'KEY_FILE_BROKEN'>> {
  const keys = await readKeys(folder, null);
  return keys.ok ? ok(keys.value.file) : KEYS_BROKEN;
}

/** Text of a key file, wrapped by the key store where one is given. */
function keysText(keys: KeyFile, vault: Vault | null): string {
  const text = JSON.stringify(keys);
  if (vault === null) return text;
  return JSON.stringify({ v: 3, signs: keys.v === 2 ? 'token' : 'file', sealed: Buffer.from(vault.seal(text)).toString('base64') });
}

/** Replaces the key file, whole or not at all. `vault`: the key store that wraps it, null for none. */
export async function writeKeyFile(folder: string, keys: KeyFile, vault: Vault | null = null): Promise<Result<null, 'SAVE_FAILED'>> {
  try {
    await writeWhole(join(folder, 'keys.json'), keysText(keys, vault));
    return ok(null);
  } catch {
    return err('SAVE_FAILED', '인증서 파일을 저장하지 못했습니다. 지금 암호가 그대로 쓰입니다. 디스크에 쓸 수 있는지 확인하십시오.');
  }
}

const MEND =
  '이 폴더를 다른 곳에 옮겨 두고, 보관해 둔 자료 사본을 「자료 사본에서 되돌리기」로 되돌리십시오. 사본이 없으면 이 폴더를 지우지 말고 기관 관리자에게 말하십시오.';

/** All readable profiles below `<data>/profiles`, by agency, rank of the folder name. */
export async function listProfiles(dataDir: string): Promise<FoundProfile[]> {
  const base = join(dataDir, 'profiles');
  const names = await readdir(base).catch(() => [] as string[]);
  const read = await Promise.all(names.toSorted().map((name) => readProfile(join(base, name))));
  return read.flatMap((result) => (result.ok ? [result.value] : []));
}

/** A folder below `<data>/profiles` that holds a profile nobody can read: its name, and what happened and what to do. */
export interface DamagedProfile {
  readonly folder: string;
  readonly sentence: string;
}

/** Those folders, so that a damaged profile is told of and does not just vanish. A folder that never held a profile is none of them. */
export async function listDamaged(dataDir: string): Promise<DamagedProfile[]> {
  const base = join(dataDir, 'profiles');
  const names = await readdir(base).catch(() => [] as string[]);
  const read = await Promise.all(
    names.toSorted().map(async (folder): Promise<DamagedProfile[]> => {
      const files = await readdir(join(base, folder)).catch(() => [] as string[]);
      if (!files.includes('keys.json') && !files.includes('profile.json')) return [];
      if ((await readProfile(join(base, folder))).ok) return [];
      const kept = files.includes('keys.json') ? '인증서와 글은 그대로 있습니다.' : '인증서 파일도 없습니다.';
      return [{ folder, sentence: `프로필 파일(profile.json)이 상해 ${folder}의 프로필을 열 수 없습니다. ${kept} ${MEND}` }];
    }),
  );
  return read.flat();
}
