/** The keys of one open profile: opened with the passphrase for some minutes, closed by time or by hand; the replica stays open. */

import { join } from 'node:path';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { Vault } from '../platform.ts';
import { AUTHORITY_FILE, authorityFile, readAuthorityFile, type AuthorityCode } from '../pki/authority-file.ts';
import type { Authority } from '../pki/certificate.ts';
import { readKeys, writeKeyFile, writeWhole } from '../profile/profile.ts';
import { createAttempts, type Attempts, type Before } from './attempts.ts';
import { fromBase64 } from '../../../shared/lib/bytes.ts';
import { algOfSpki } from '../pki/existing/existing.ts';
import { openKeyFile, sealKeyFile, type KeyFile, type Secrets } from './key-file.ts';
import { longEnough, SHORTEST_PASSPHRASE } from './sealed-box.ts';
import { createSigner, createTokenSigner, LOCKED, type Signer } from './signer.ts';
import type { TokenRef } from './token/ref.ts';
import { openToken, pinWarning, type TokenCode } from './token/token.ts';

/** Why keys do not open. */
export type KeyCode = 'WRONG_PASSPHRASE' | 'KEY_FILE_BROKEN' | 'KEY_FILE_BOUND' | 'TRY_LATER' | TokenCode;

/** Where the signing key is: in the profile's encrypted file, or in a token. */
export type KeyProvider = 'file' | 'token';

/** Keys of an open profile. */
export interface Keyring extends Signer {
  readonly provider: KeyProvider;
  /** The agency's seal key (PKCS#8 DER) while open and where it is kept here. */
  readonly sealKey: () => Uint8Array | null;
  /** With the passphrase, or with the PIN of the token. */
  readonly unlock: (secret: string) => Promise<Result<null, KeyCode>>;
  /** Minutes keys stay open from now on, by the policy of the server; what is open longer already closes earlier. */
  readonly limit: (minutes: number) => void;
  /** Whether this is the profile's passphrase; wrong ones count and slow the next try down. Opens nothing, asks no token. */
  readonly prove: (passphrase: string) => Promise<Result<null, KeyCode>>;
  readonly changePassphrase: (current: string, next: string) => Promise<Result<null, KeyCode | 'PASSPHRASE_WEAK' | 'SAVE_FAILED'>>;
  /** Whether the key store of this machine wraps the key file too; null where the machine has none that keeps a secret. */
  readonly bound: () => boolean | null;
  /** Wraps the key file with the key store, or takes it out of there. */
  readonly bind: (passphrase: string, on: boolean) => Promise<Result<null, KeyCode | 'SAVE_FAILED'>>;
  /** The last opening before the program was opened, and every wrong try since. */
  readonly before: () => Before;
  /** The agency's issuing key beside the own one; wrong passphrases count and slow the next try down as those of the profile do. */
  readonly authority: (passphrase: string) => Promise<Result<Authority, KeyCode | AuthorityCode>>;
}

const LATER = (ms: number) =>
  err('TRY_LATER', `암호가 여러 번 맞지 않아 잠시 막았습니다. ${Math.ceil(ms / 1000)}초 뒤에 다시 입력하십시오. 저장된 것은 그대로입니다.`);

/** Where the key file of a profile is, what may wrap it, and the tries of its passphrase. */
interface KeyPlace {
  readonly folder: string;
  readonly vault: Vault | null;
  readonly attempts: Attempts;
}

interface OpenedFile {
  readonly secrets: Secrets;
  readonly file: KeyFile;
  readonly bound: boolean;
}

async function open({ folder, vault, attempts }: KeyPlace, passphrase: string): Promise<Result<OpenedFile, KeyCode>> {
  const wait = attempts.wait();
  if (wait > 0) return LATER(wait);
  const keys = await readKeys(folder, vault);
  if (!keys.ok) return keys;
  const opened = await openKeyFile(keys.value.file, passphrase);
  if (opened.ok) {
    attempts.opened();
    return ok({ secrets: opened.value, ...keys.value });
  }
  if (opened.code === 'WRONG_PASSPHRASE') attempts.failed();
  return opened;
}

/** Opens the secrets of a profile folder once, as the keyring does: wrong tries count and slow the next one down. */
export async function openSecrets(
  folder: string,
  passphrase: string,
  { now, vault }: { readonly now: () => Date; readonly vault: Vault | null },
): Promise<Result<Pick<OpenedFile, 'secrets' | 'bound'>, KeyCode>> {
  return open({ folder, vault, attempts: createAttempts(folder, now) }, passphrase);
}

/** Overwrites secrets. */
export function wipe({ privateKey, databaseKey, sealKey }: Secrets): void {
  for (const key of [privateKey, databaseKey, sealKey]) key?.fill(0);
}

/** An administrator's agency key lies beside the own one: it goes under the new passphrase with it, where it was under this one. */
async function changeAuthority(folder: string, current: string, next: string): Promise<void> {
  const path = join(folder, AUTHORITY_FILE);
  const opened = await readAuthorityFile(path, current);
  if (!opened.ok) return;
  await writeWhole(path, await authorityFile(opened.value, next));
  opened.value.privateKey.fill(0);
}

async function change(place: KeyPlace, current: string, next: string): ReturnType<Keyring['changePassphrase']> {
  if (!longEnough(next) || next === current)
    return err('PASSPHRASE_WEAK', `새 암호는 ${SHORTEST_PASSPHRASE}자 이상이고 지금 암호와 달라야 합니다. 암호는 바뀌지 않았습니다.`);
  const opened = await open(place, current);
  if (!opened.ok) return opened;
  const file = await sealKeyFile(opened.value.secrets, next);
  wipe(opened.value.secrets);
  await changeAuthority(place.folder, current, next);
  const written = await writeKeyFile(place.folder, file, opened.value.bound ? place.vault : null);
  if (!written.ok) await changeAuthority(place.folder, next, current);
  return written;
}

async function prove(place: KeyPlace, passphrase: string): Promise<Result<null, KeyCode>> {
  const opened = await open(place, passphrase);
  if (!opened.ok) return opened;
  wipe(opened.value.secrets);
  return ok(null);
}

async function authority({ folder, attempts }: KeyPlace, passphrase: string): ReturnType<Keyring['authority']> {
  const wait = attempts.wait();
  if (wait > 0) return LATER(wait);
  const opened = await readAuthorityFile(join(folder, AUTHORITY_FILE), passphrase);
  if (opened.ok) attempts.opened();
  else if (opened.code === 'WRONG_PASSPHRASE') attempts.failed();
  return opened;
}

/** The passphrase is asked for: somebody at an open desk must neither tie the owner to this machine nor untie a copy. */
async function bind(place: KeyPlace, passphrase: string, on: boolean): Promise<Result<null, KeyCode | 'SAVE_FAILED'>> {
  const opened = await open(place, passphrase);
  if (!opened.ok) return opened;
  wipe(opened.value.secrets);
  return writeKeyFile(place.folder, opened.value.file, on ? place.vault : null);
}

/** What a keyring is made of; `changed` hears when keys open or close, by time too. */
interface KeyringInput extends KeyPlace {
  readonly secrets: Secrets;
  readonly bound: boolean;
  readonly minutes: number;
  readonly now: () => Date;
  readonly changed: () => void;
}

/** How long keys stay open: the policy of the agency's server may change it at any login. */
interface Term {
  minutes: number;
}

/** What signs now: replaced at each opening, closed and overwritten by time and by hand. A shorter term holds for what is open already. */
function createHold(term: Term, { now, changed }: Pick<KeyringInput, 'now' | 'changed'>) {
  let signer: Signer | null = null;
  let timer: NodeJS.Timeout | null = null;
  let openedAt = 0;
  const end = (): number => openedAt + term.minutes * 60_000;
  const close = (): void => {
    if (timer !== null) clearTimeout(timer);
    signer?.lock();
    [signer, timer] = [null, null];
  };
  const closeByTime = (): void => {
    close();
    changed();
  };
  const arm = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(closeByTime, Math.max(0, end() - now().getTime())).unref();
  };
  return {
    close,
    signer: () => signer,
    until(): string | null {
      const own = signer?.unlockedUntil() ?? null;
      if (own === null || now().getTime() >= end()) return null;
      return new Date(Math.min(Date.parse(own), end())).toISOString();
    },
    take(next: Signer): void {
      close();
      signer = next;
      openedAt = now().getTime();
      arm();
    },
    limit(minutes: number): void {
      if (minutes === term.minutes) return;
      term.minutes = minutes;
      if (signer !== null) arm();
    },
  };
}

/** How one kind of key is opened again. */
interface Opener {
  readonly provider: KeyProvider;
  readonly alg: Signer['alg'];
  readonly reopen: (secret: string) => Promise<Result<Signer, KeyCode>>;
  readonly seal: () => Uint8Array | null;
  /** Overwrites what opening left in memory. */
  readonly wipe: () => void;
}

/** Key in the file: the passphrase opens it, and the seal's key with it. */
function fileOpener(input: KeyringInput, term: Term, alg: Signer['alg'], first: Uint8Array | null): Opener {
  const { now } = input;
  let seal = first;
  return {
    provider: 'file',
    alg,
    seal: () => seal,
    wipe() {
      seal?.fill(0);
      seal = null;
    },
    async reopen(passphrase) {
      const opened = await open(input, passphrase);
      if (!opened.ok) return opened;
      const { privateKey, databaseKey, sealKey } = opened.value.secrets;
      databaseKey.fill(0);
      seal = sealKey;
      return ok(createSigner({ privateKey, minutes: term.minutes, now }));
    },
  };
}

/** Key in a token: its PIN opens it, wrong ones slow down as passphrases do. A seal's key stays from the passphrase on, given out while open. */
function tokenOpener({ attempts, now, secrets }: KeyringInput, term: Term, token: TokenRef): Opener {
  const alg = algOfSpki(fromBase64(token.spki) ?? new Uint8Array(0)) ?? 'ES256';
  return {
    provider: 'token',
    alg,
    seal: () => secrets.sealKey,
    wipe: () => undefined,
    async reopen(pin) {
      const wait = attempts.wait();
      if (wait > 0) return LATER(wait);
      const opened = await openToken(token, pin);
      if (opened.ok) {
        attempts.opened();
        return ok(createTokenSigner({ token: opened.value, alg, minutes: term.minutes, now }));
      }
      if (opened.code !== 'PIN_WRONG') return opened;
      attempts.failed();
      return err(opened.code, [opened.message, pinWarning(token)].filter((part) => part !== null).join(' '));
    },
  };
}

function createKeyring(input: KeyringInput): Keyring {
  const { changed, secrets, minutes, now, vault } = input;
  const term: Term = { minutes };
  let bound = input.bound;
  const first = secrets.token === undefined ? createSigner({ privateKey: secrets.privateKey, minutes, now }) : null;
  const opener = secrets.token === undefined ? fileOpener(input, term, first?.alg ?? 'ES256', secrets.sealKey) : tokenOpener(input, term, secrets.token);
  const closed = (): void => (opener.wipe(), changed());
  const hold = createHold(term, { now, changed: closed });
  if (first !== null) hold.take(first);
  const unlockedUntil = hold.until;
  return {
    ...{ provider: opener.provider, alg: opener.alg, before: input.attempts.before },
    authority: (passphrase) => authority(input, passphrase),
    sign: async (data) => (unlockedUntil() === null ? LOCKED : (hold.signer()?.sign(data) ?? LOCKED)),
    sealKey: () => (unlockedUntil() === null ? null : opener.seal()),
    unlockedUntil,
    limit: hold.limit,
    lock() {
      hold.close();
      closed();
    },
    async unlock(secret) {
      const opened = await opener.reopen(secret);
      if (!opened.ok) return opened;
      hold.take(opened.value);
      changed();
      return ok(null);
    },
    prove: (passphrase) => prove(input, passphrase),
    changePassphrase: (current, next) => change(input, current, next),
    bound: () => (vault === null ? null : bound),
    async bind(passphrase, on) {
      const done = await bind(input, passphrase, on);
      if (done.ok) bound = on;
      changed();
      return done;
    },
  };
}

/** Opens the keys of a profile folder. The database key is handed out once, to be overwritten by who takes it. */
export async function openKeyring(
  options: Pick<KeyringInput, 'folder' | 'minutes' | 'now' | 'changed'> & { readonly passphrase: string; readonly vault?: Vault | null },
): Promise<Result<{ keyring: Keyring; databaseKey: Uint8Array }, KeyCode>> {
  const place = { folder: options.folder, vault: options.vault ?? null, attempts: createAttempts(options.folder, options.now) };
  const opened = await open(place, options.passphrase);
  if (!opened.ok) return opened;
  const { secrets, bound } = opened.value;
  return ok({ keyring: createKeyring({ ...options, ...place, secrets, bound }), databaseKey: secrets.databaseKey });
}
