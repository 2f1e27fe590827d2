import { describe, expect, it } from 'vitest';
import { openKeyFile, sealKeyFile } from '../../../../electron/backend/keys/key-file.ts';
import { createSigner } from '../../../../electron/backend/keys/signer.ts';
import { generateKey } from '../../../../electron/backend/pki/keys.ts';
import { createWebCrypto } from '../../../../shared/crypto/web.ts';

const crypto = createWebCrypto(globalThis.crypto.subtle as never);

describe('keys at rest and in use', () => {
  it('KEY1 opens with the passphrase and with no other, and notices a changed file', async () => {
    const secrets = { privateKey: Uint8Array.of(1, 2, 3), databaseKey: new Uint8Array(32).fill(7), sealKey: Uint8Array.of(9) };
    const file = await sealKeyFile(secrets, '온결 암호');
    const opened = await openKeyFile(file, '온결 암호');
    expect(opened.ok && [...opened.value.privateKey, ...(opened.value.sealKey ?? [])]).toEqual([1, 2, 3, 9]);
    const wrong = await openKeyFile(file, '온결 암호 ');
    expect(!wrong.ok && wrong.code).toBe('WRONG_PASSPHRASE');
    const weaker = await openKeyFile({ ...file, kdf: { ...file.kdf, N: 16_384 } }, '온결 암호');
    expect(!weaker.ok && weaker.code).toBe('WRONG_PASSPHRASE');
    expect(JSON.stringify(file)).not.toContain(Buffer.from(secrets.databaseKey).toString('base64'));
  });
  it('KEY2 signs while open, refuses after its minutes and after locking, and overwrites what it was given', async () => {
    const pair = generateKey('P-256');
    const given = Uint8Array.from(pair.privateKey);
    let now = 0;
    const signer = createSigner({ privateKey: given, minutes: 1, now: () => new Date(now) });
    expect(given.every((byte) => byte === 0)).toBe(true);
    const data = Uint8Array.of(1);
    const signed = await signer.sign(data);
    expect(signed.ok && (await crypto.verify('ES256', pair.spki, signed.value, data))).toBe(true);
    now = 60_000;
    const late = await signer.sign(data);
    expect(!late.ok && late.code).toBe('LOCKED');
  });
});
