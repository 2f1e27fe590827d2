/** The keys of one open profile: opened with the passphrase for some minutes, closed by time or by hand; the replica stays open. */

import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { readKeyFile, writeKeyFile } from '../profile/profile.ts';
import { createAttempts, type Attempts, type Before } from './attempts.ts';
import { openKeyFile, sealKeyFile, type Secrets } from './key-file.ts';
import { longEnough, SHORTEST_PASSPHRASE } from './sealed-box.ts';
import { createSigner, LOCKED, type Signer } from './signer.ts';

/** Why keys do not open. */
export type KeyCode = 'WRONG_PASSPHRASE' | 'KEY_FILE_BROKEN' | 'TRY_LATER';

/** Keys of an open profile. */
export interface Keyring extends Signer {
  /** The agency's seal key (PKCS#8 DER) while open and where it is kept here. */
  readonly sealKey: () => Uint8Array | null;
  readonly unlock: (passphrase: string) => Promise<Result<null, KeyCode>>;
  readonly changePassphrase: (current: string, next: string) => Promise<Result<null, KeyCode | 'PASSPHRASE_WEAK' | 'SAVE_FAILED'>>;
  /** The last opening before this one, and wrong tries since. */
  readonly before: Before;
}

const LATER = (ms: number) =>
  err('TRY_LATER', `암호가 여러 번 맞지 않아 잠시 막았습니다. ${Math.ceil(ms / 1000)}초 뒤에 다시 입력하십시오. 저장된 것은 그대로입니다.`);

async function open(folder: string, attempts: Attempts, passphrase: string): Promise<Result<{ secrets: Secrets; before: Before }, KeyCode>> {
  const wait = attempts.wait();
  if (wait > 0) return LATER(wait);
  const file = await readKeyFile(folder);
  if (!file.ok) return file;
  const opened = await openKeyFile(file.value, passphrase);
  if (opened.ok) return ok({ secrets: opened.value, before: attempts.opened() });
  if (opened.code === 'WRONG_PASSPHRASE') attempts.failed();
  return opened;
}

/** Opens the secrets of a profile folder once, as the keyring does: wrong tries count and slow the next one down. */
export async function openSecrets(folder: string, passphrase: string, now: () => Date): Promise<Result<Secrets, KeyCode>> {
  const opened = await open(folder, createAttempts(folder, now), passphrase);
  return opened.ok ? ok(opened.value.secrets) : opened;
}

/** Overwrites secrets. */
export function wipe({ privateKey, databaseKey, sealKey }: Secrets): void {
  for (const key of [privateKey, databaseKey, sealKey]) key?.fill(0);
}

async function change(folder: string, attempts: Attempts, current: string, next: string): ReturnType<Keyring['changePassphrase']> {
  if (!longEnough(next) || next === current)
    return err('PASSPHRASE_WEAK', `새 암호는 ${SHORTEST_PASSPHRASE}자 이상이고 지금 암호와 달라야 합니다. 암호는 바뀌지 않았습니다.`);
  const opened = await open(folder, attempts, current);
  if (!opened.ok) return opened;
  const file = await sealKeyFile(opened.value.secrets, next);
  wipe(opened.value.secrets);
  return writeKeyFile(folder, file);
}

/** What a keyring is made of; `changed` hears when keys open or close, by time too. */
interface KeyringInput {
  readonly folder: string;
  readonly attempts: Attempts;
  readonly secrets: Secrets;
  readonly before: Before;
  readonly minutes: number;
  readonly now: () => Date;
  readonly changed: () => void;
}

/** Open keys in memory: replaced at each opening, overwritten at each closing. */
function createHold({ minutes, now, changed }: KeyringInput) {
  let signer: Signer | null = null;
  let seal: Uint8Array | null = null;
  let timer: NodeJS.Timeout | null = null;
  const close = (): void => {
    if (timer !== null) clearTimeout(timer);
    signer?.lock();
    seal?.fill(0);
    [signer, seal, timer] = [null, null, null];
  };
  return {
    close,
    signer: () => signer,
    seal: () => seal,
    take({ privateKey, sealKey }: Secrets): Signer {
      close();
      seal = sealKey;
      timer = setTimeout(() => {
        close();
        changed();
      }, minutes * 60_000).unref();
      return (signer = createSigner({ privateKey, minutes, now }));
    },
  };
}

function createKeyring(input: KeyringInput): Keyring {
  const { folder, attempts, changed } = input;
  const hold = createHold(input);
  const { alg } = hold.take(input.secrets);
  const unlockedUntil = (): string | null => hold.signer()?.unlockedUntil() ?? null;
  return {
    alg,
    before: input.before,
    sign: async (data) => hold.signer()?.sign(data) ?? LOCKED,
    sealKey: () => (unlockedUntil() === null ? null : hold.seal()),
    unlockedUntil,
    lock() {
      hold.close();
      changed();
    },
    async unlock(passphrase) {
      const opened = await open(folder, attempts, passphrase);
      if (!opened.ok) return opened;
      opened.value.secrets.databaseKey.fill(0);
      hold.take(opened.value.secrets);
      changed();
      return ok(null);
    },
    changePassphrase: (current, next) => change(folder, attempts, current, next),
  };
}

/** Opens the keys of a profile folder. The database key is handed out once, to be overwritten by who takes it. */
export async function openKeyring(
  options: Pick<KeyringInput, 'folder' | 'minutes' | 'now' | 'changed'> & { readonly passphrase: string },
): Promise<Result<{ keyring: Keyring; databaseKey: Uint8Array }, KeyCode>> {
  const { folder, now, passphrase } = options;
  const attempts = createAttempts(folder, now);
  const opened = await open(folder, attempts, passphrase);
  if (!opened.ok) return opened;
  const { secrets, before } = opened.value;
  return ok({ keyring: createKeyring({ ...options, attempts, secrets, before }), databaseKey: secrets.databaseKey });
}
