/**
 * A profile in one file (`.ongyeol-profile`), to be kept aside and brought to another PC. Nothing in it is readable without the passphrase but who it is: the keys lie
 * under the passphrase, the replica under the key they hold. Layout: magic, length of the head (u32), head (JSON), the replica. The head's MAC is under the replica's
 * key and covers profile, keys and the replica's digest, so that no other root, certificate or database can be put in.
 *
 * The copy leaves out which device it was: two PCs with one device's secret would lock each other out (DV3). On the new PC it waits as a further device (DV4).
 */

import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { LARGEST_COPY } from '../../../shared/api/profile-copy.ts';
import { concat, toHex, utf8 } from '../../../shared/lib/bytes.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { canonicalBytes } from '../../../shared/trail/canonical.ts';
import { diskCode } from '../../../shared/sync/disk.ts';
import { openSentence } from '../db/open.ts';
import { openKeyFile } from '../keys/key-file.ts';
import { keyFileSchema, profileSchema, readKeys, writeProfile, type Profile } from './profile.ts';

/** Why there is no copy, or nothing was restored. */
export type CopyCode = 'WRONG_PASSPHRASE' | 'KEY_FILE_BROKEN' | 'KEY_BOUND' | 'COPY_BROKEN' | 'PROFILE_THERE' | 'SAVE_FAILED';

const MAGIC = utf8('OGP1');
const headSchema = z.strictObject({
  v: z.literal(1),
  at: z.string(),
  profile: profileSchema,
  keys: keyFileSchema,
  replica: z.string().regex(/^[0-9a-f]{64}$/),
  mac: z.string().regex(/^[0-9a-f]{64}$/),
});

type Head = z.infer<typeof headSchema>;

const BROKEN = err('COPY_BROKEN', '프로필 사본이 아니거나 손상되었습니다. 아무것도 되돌리지 않았습니다. 다른 사본을 고르십시오.');
/** A copy that opens elsewhere would undo the binding: that is the person's to do, knowingly. */
const BOUND = err('KEY_BOUND', '이 PC에 묶인 인증서라 다른 PC에서 열리는 사본을 만들지 않았습니다. 「이 PC에서 풀기」를 한 뒤 다시 하십시오.');
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function macOf(databaseKey: Uint8Array, { v, at, profile, keys, replica }: Omit<Head, 'mac'>): Buffer {
  const key = new Uint8Array(hkdfSync('sha256', databaseKey, new Uint8Array(0), 'ongyeol-profile-copy-v1', 32));
  return createHmac('sha256', key).update(canonicalBytes({ v, at, profile, keys, replica })).digest();
}

/** Takes the device out of the copied replica; what stood there is overwritten. */
function forgetDevice(file: string, databaseKey: Uint8Array): void {
  const sql = new Database(file);
  try {
    sql.pragma("cipher = 'sqlcipher'");
    sql.pragma(`key = "x'${toHex(databaseKey)}'"`);
    sql.pragma('secure_delete = ON');
    sql.exec('DELETE FROM devices');
    sql.exec('VACUUM');
    sql.pragma('journal_mode = DELETE');
  } finally {
    sql.close();
  }
}

/** Makes the copy. `copyReplica` writes the open replica, as it is at one moment, into a new file. */
export async function packProfile(input: {
  readonly folder: string;
  readonly profile: Profile;
  readonly copyReplica: (file: string) => void;
  readonly passphrase: string;
  readonly now: Date;
}): Promise<Result<Uint8Array, CopyCode>> {
  const found = await readKeys(input.folder, null);
  if (!found.ok) return found.code === 'KEY_FILE_BOUND' ? BOUND : err(found.code, found.message);
  const keys = found.value.file;
  const secrets = await openKeyFile(keys, input.passphrase);
  if (!secrets.ok) return secrets;
  const { databaseKey, privateKey, sealKey } = secrets.value;
  [privateKey, sealKey].forEach((key) => key?.fill(0));
  const place = await mkdtemp(join(input.folder, '.copy-'));
  try {
    const file = join(place, 'replica.db');
    input.copyReplica(file);
    forgetDevice(file, databaseKey);
    const replica = new Uint8Array(await readFile(file));
    const open = { v: 1 as const, at: input.now.toISOString(), profile: input.profile, keys, replica: sha256(replica) };
    const head = utf8(JSON.stringify({ ...open, mac: macOf(databaseKey, open).toString('hex') }));
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, head.length);
    return ok(concat([MAGIC, length, head, replica]));
  } catch (error) {
    const code = diskCode(error);
    if (code === null) throw error;
    return err('SAVE_FAILED', openSentence(code));
  } finally {
    databaseKey.fill(0);
    await rm(place, { recursive: true, force: true });
  }
}

/** At the screen: the same, told with whose it is. Refusals: COPY_BROKEN, WRONG_PASSPHRASE, PROFILE_THERE, SAVE_FAILED. */
export async function restoreAtScreen(
  dataDir: string,
  { copy, passphrase }: { readonly copy: Uint8Array; readonly passphrase: string },
): Promise<Result<{ id: string; name: string }, CopyCode>> {
  if (copy.length > LARGEST_COPY)
    return err('COPY_BROKEN', '사본이 너무 커서 화면으로는 되돌릴 수 없습니다. 아무것도 되돌리지 않았습니다. 명령 profile restore로 하십시오.');
  const done = await restoreProfile(dataDir, copy, passphrase);
  return done.ok ? ok({ id: done.value.personId, name: done.value.name }) : done;
}

function readHead(bytes: Uint8Array): { head: Head; replica: Uint8Array } | null {
  if (bytes.length < 8 || !Buffer.from(bytes.subarray(0, 4)).equals(Buffer.from(MAGIC))) return null;
  const length = new DataView(bytes.buffer, bytes.byteOffset + 4, 4).getUint32(0);
  try {
    const head = headSchema.parse(JSON.parse(Buffer.from(bytes.subarray(8, 8 + length)).toString('utf8')));
    return { head, replica: bytes.subarray(8 + length) };
  } catch {
    return null;
  }
}

/** Brings a copy into a data folder that has no profile of this person; whole or not at all. */
export async function restoreProfile(dataDir: string, bytes: Uint8Array, passphrase: string): Promise<Result<Profile, CopyCode>> {
  const read = readHead(bytes);
  if (read === null) return BROKEN;
  const { head, replica } = read;
  const secrets = await openKeyFile(head.keys, passphrase);
  if (!secrets.ok) return secrets;
  const { databaseKey, privateKey, sealKey } = secrets.value;
  const sound = timingSafeEqual(macOf(databaseKey, head), Buffer.from(head.mac, 'hex')) && sha256(replica) === head.replica;
  [databaseKey, privateKey, sealKey].forEach((key) => key?.fill(0));
  // The id becomes the name of a folder.
  if (!sound || !/^[\p{L}\p{N}_-][\p{L}\p{N}._-]{0,99}$/u.test(head.profile.personId)) return BROKEN;
  const folder = join(dataDir, 'profiles', head.profile.personId);
  if ((await stat(folder).catch(() => null)) !== null)
    return err('PROFILE_THERE', '이 폴더에는 그 사람의 프로필이 이미 있습니다. 그대로 두었습니다. 다른 자료 폴더에 되돌리십시오.');
  const draft = `${folder}.restoring`;
  try {
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { recursive: true, mode: 0o700 });
    await writeFile(join(draft, 'replica.db'), replica, { mode: 0o600, flush: true });
    await writeProfile(draft, head.profile, head.keys);
    await rename(draft, folder);
    return ok(head.profile);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    const code = diskCode(error);
    if (code === null) throw error;
    return err('SAVE_FAILED', openSentence(code));
  }
}
