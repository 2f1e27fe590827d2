/** Every provider of signatures keeps the same promises: the encrypted file and the token (`electron/backend/keys/SPEC.md`). */

import { execFileSync } from 'node:child_process';
import { webcrypto } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { sealKeyFile, type Secrets } from '../../electron/backend/keys/key-file.ts';
import { openKeyring } from '../../electron/backend/keys/keyring.ts';
import { makeTokenKey, openToken } from '../../electron/backend/keys/token/token.ts';
import { generateKey } from '../../electron/backend/pki/keys.ts';
import { writeKeyFile } from '../../electron/backend/profile/profile.ts';
import { createWebCrypto } from '../../shared/crypto/web.ts';
import { fromBase64 } from '../../shared/lib/bytes.ts';
import { createSoftToken, type SoftToken } from '../support/softhsm.ts';
import { createFolders, must } from '../support/sync.ts';

const PASSPHRASE = '서명 제공자의 암호';
const folders = createFolders();
const crypto = createWebCrypto(webcrypto.subtle);
let softToken: SoftToken | null = null;
const theToken = (): SoftToken => (softToken ??= createSoftToken(folders.make(), '시험 토큰'));
afterAll(() => folders.clean());

interface Made {
  readonly secrets: Secrets;
  readonly spki: Uint8Array;
  /** What opens the key for signing. */
  readonly secret: string;
  readonly wrong: string;
}

const fresh = (): Pick<Secrets, 'databaseKey' | 'sealKey'> => ({ databaseKey: new Uint8Array(32).fill(5), sealKey: Uint8Array.of(1, 2, 3) });

async function inFile(type: 'P-256' | 'RSA-2048'): Promise<Made> {
  const { privateKey, spki } = generateKey(type);
  return { secrets: { privateKey, ...fresh() }, spki, secret: PASSPHRASE, wrong: '틀린 암호입니다' };
}

async function inToken(): Promise<Made> {
  const { module, label, pin } = theToken();
  const token = must(await makeTokenKey({ module, label, pin, name: 'ongyeol p-1' }));
  const made = { secrets: { privateKey: new Uint8Array(0), token, ...fresh() }, spki: fromBase64(token.spki) ?? new Uint8Array(0) };
  return { ...made, secret: pin, wrong: '000000' };
}

const PROVIDERS: readonly (readonly [string, () => Promise<Made>])[] = [
  ['encrypted file, P-256', () => inFile('P-256')],
  ['encrypted file, RSA', () => inFile('RSA-2048')],
  ['token (PKCS#11)', inToken],
];

describe.each(PROVIDERS)('signing provider: %s', { timeout: 30_000 }, (_name, make) => {
  let now = Date.now();
  async function keyring() {
    const made = await make();
    const folder = join(folders.make(), 'profile');
    mkdirSync(folder);
    must(await writeKeyFile(folder, await sealKeyFile(made.secrets, PASSPHRASE)));
    let told = 0;
    const open = (passphrase: string) => openKeyring({ folder, passphrase, minutes: 10, now: () => new Date(now), changed: () => void (told += 1) });
    const opened = must(await open(PASSPHRASE));
    return { ...made, folder, open, told: () => told, keys: opened.keyring, databaseKey: opened.databaseKey };
  }
  const data = new TextEncoder().encode('서명할 것');

  it('SP1 the passphrase opens the database, and what signs is opened by its own secret', async () => {
    const { keys, databaseKey, secret, open } = await keyring();
    expect([...databaseKey]).toEqual([...fresh().databaseKey]);
    expect(await open('다른 긴 암호입니다')).toMatchObject({ code: 'WRONG_PASSPHRASE' });
    if (keys.provider === 'token') expect([keys.unlockedUntil(), keys.sealKey(), await keys.sign(data)]).toMatchObject([null, null, { code: 'LOCKED' }]);
    must(await keys.unlock(secret));
    expect(keys.unlockedUntil()).not.toBeNull();
    expect([...(keys.sealKey() ?? [])]).toEqual([1, 2, 3]);
    keys.lock();
  });

  it('SP2 signatures hold under the public key, many at once, and nothing signs while it is closed', async () => {
    const { keys, spki, secret } = await keyring();
    must(await keys.unlock(secret));
    const texts = Array.from({ length: 12 }, (_, i) => new TextEncoder().encode(`문서 ${i}`));
    const signed = await Promise.all(texts.map((text) => keys.sign(text)));
    for (const [i, one] of signed.entries()) expect(await crypto.verify(keys.alg, spki, must(one), texts[i] ?? data)).toBe(true);
    keys.lock();
    expect(await keys.sign(data)).toMatchObject({ code: 'LOCKED' });
    expect([keys.unlockedUntil(), keys.sealKey()]).toEqual([null, null]);
    must(await keys.unlock(secret));
    expect(await crypto.verify(keys.alg, spki, must(await keys.sign(data)), data)).toBe(true);
    keys.lock();
  });

  it('SP3 closes by time, and tells it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { keys, secret, told } = await keyring();
    must(await keys.unlock(secret));
    const before = told();
    vi.advanceTimersByTime(10 * 60_000);
    vi.useRealTimers();
    expect(told()).toBe(before + 1);
    expect(await keys.sign(data)).toMatchObject({ code: 'LOCKED' });
    must(await keys.unlock(secret));
    now += 10 * 60_000;
    expect(await keys.sign(data)).toMatchObject({ code: 'LOCKED' });
    keys.lock();
  });

  it('SP4 wrong secrets are refused, counted and slow the next try down, also of the right one', async () => {
    const { keys, secret, wrong } = await keyring();
    for (let i = 0; i < 5; i++) expect(await keys.unlock(wrong)).toMatchObject({ code: keys.provider === 'token' ? 'PIN_WRONG' : 'WRONG_PASSPHRASE' });
    expect(await keys.unlock(secret)).toMatchObject({ code: 'TRY_LATER' });
    now += 2001;
    must(await keys.unlock(secret));
    keys.lock();
  });

  it('SP5 a new passphrase keeps the key, and the file names what signs to nobody without it', async () => {
    const { keys, folder, open, secret, spki } = await keyring();
    must(await keys.changePassphrase(PASSPHRASE, '바꾼 긴 암호입니다'));
    keys.lock();
    expect(readFileSync(join(folder, 'keys.json'), 'utf8')).not.toContain('softhsm');
    const again = must(await open('바꾼 긴 암호입니다'));
    must(await again.keyring.unlock(again.keyring.provider === 'token' ? secret : '바꾼 긴 암호입니다'));
    expect(await crypto.verify(again.keyring.alg, spki, must(await again.keyring.sign(data)), data)).toBe(true);
    again.keyring.lock();
  });
});

describe('tokens', { timeout: 30_000 }, () => {
  it('SP6 the key cannot be taken out, as OpenSC sees it; a token or module that is not there, and more than one token, are refused', async () => {
    const { module, label, pin, env } = theToken();
    const ref = must(await makeTokenKey({ module, label, pin, name: 'ongyeol p-2' }));
    const listed = execFileSync('pkcs11-tool', ['--module', module, '--login', '--pin', pin, '--token-label', label, '--list-objects', '--id', ref.id], {
      env: { ...process.env, ...env },
      encoding: 'utf8',
    });
    expect(listed).toMatch(/Private Key Object; EC[\s\S]*never extractable/);
    expect(await openToken({ ...ref, serial: '0000000000000000' }, pin)).toMatchObject({ code: 'TOKEN_GONE' });
    expect(await openToken({ ...ref, id: 'ff' }, pin)).toMatchObject({ code: 'TOKEN_GONE' });
    expect(await openToken({ ...ref, module: join(folders.make(), 'none.so') }, pin)).toMatchObject({ code: 'TOKEN_MODULE' });
    expect(await makeTokenKey({ module, label: '없는 토큰', pin, name: 'x' })).toMatchObject({ code: 'TOKEN_SLOTS' });
    expect(await makeTokenKey({ module, label, pin: '111111', name: 'x' })).toMatchObject({ code: 'PIN_WRONG' });
  });

  it('SP7 somebody else logged in to the same token does not stand in for the PIN', async () => {
    const { module, label, pin } = theToken();
    const ref = must(await makeTokenKey({ module, label, pin, name: 'ongyeol p-3' }));
    const first = must(await openToken(ref, pin));
    expect(await openToken(ref, '000000')).toMatchObject({ code: 'PIN_WRONG' });
    expect(await first.sign(Uint8Array.of(1))).toMatchObject({ code: 'LOCKED' });
    const second = must(await openToken(ref, pin));
    expect((await second.sign(Uint8Array.of(1))).ok).toBe(true);
    second.close();
    first.close();
  });
});
