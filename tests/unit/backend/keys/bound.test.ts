import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sealKeyFile } from '../../../../electron/backend/keys/key-file.ts';
import { openKeyring } from '../../../../electron/backend/keys/keyring.ts';
import { generateKey } from '../../../../electron/backend/pki/keys.ts';
import { writeKeyFile } from '../../../../electron/backend/profile/profile.ts';
import type { Vault } from '../../../../electron/backend/platform.ts';
import { createFolders, must } from '../../../support/sync.ts';
import { createVault } from '../../../support/vault.ts';

const PASSPHRASE = '묶을 인증서의 암호';
const folders = createFolders();
afterAll(() => folders.clean());

async function profile(): Promise<{ folder: string; open: (vault: Vault | null, passphrase?: string) => ReturnType<typeof openKeyring> }> {
  const folder = join(folders.make(), 'p');
  mkdirSync(folder);
  const secrets = { privateKey: generateKey('P-256').privateKey, databaseKey: new Uint8Array(32).fill(5), sealKey: null };
  must(await writeKeyFile(folder, await sealKeyFile(secrets, PASSPHRASE)));
  const open = (vault: Vault | null, passphrase = PASSPHRASE) =>
    openKeyring({ folder, vault, passphrase, minutes: 10, now: () => new Date(), changed: () => undefined });
  return { folder, open };
}

describe('a key file bound to a machine', () => {
  it('KEY10 opens with passphrase and this key store only; a new passphrase keeps it bound; it can be taken out again', async () => {
    const { folder, open } = await profile();
    const here = createVault('here');
    const { keyring } = must(await open(here));
    expect(keyring.bound()).toBe(false);
    expect(await keyring.bind('틀린 암호입니다', true)).toMatchObject({ code: 'WRONG_PASSPHRASE' });
    must(await keyring.bind(PASSPHRASE, true));
    expect(keyring.bound()).toBe(true);
    expect(readFileSync(join(folder, 'keys.json'), 'utf8')).not.toContain('scrypt');
    expect(await open(createVault('elsewhere'))).toMatchObject({ code: 'KEY_FILE_BOUND', message: expect.stringContaining('묶은 PC') });
    expect(await open(null)).toMatchObject({ code: 'KEY_FILE_BOUND' });
    expect(await open(here, '틀린 암호입니다')).toMatchObject({ code: 'WRONG_PASSPHRASE' });
    must(await keyring.changePassphrase(PASSPHRASE, '새로 정한 긴 암호'));
    expect(await open(null, '새로 정한 긴 암호')).toMatchObject({ code: 'KEY_FILE_BOUND' });
    const again = must(await open(here, '새로 정한 긴 암호'));
    expect([again.keyring.bound(), (await again.keyring.sign(Uint8Array.of(1))).ok]).toEqual([true, true]);
    must(await again.keyring.bind('새로 정한 긴 암호', false));
    must(await open(null, '새로 정한 긴 암호'));
  });

  it('KEY10 a machine without a key store has nothing to bind to', async () => {
    const { open } = await profile();
    expect(must(await open(null)).keyring.bound()).toBeNull();
  });
});
