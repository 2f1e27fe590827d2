import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pauseAfter } from '../../../../electron/backend/keys/attempts.ts';
import { sealKeyFile } from '../../../../electron/backend/keys/key-file.ts';
import { openKeyring } from '../../../../electron/backend/keys/keyring.ts';
import { AUTHORITY_FILE, authorityFile } from '../../../../electron/backend/pki/authority-file.ts';
import { createAgencyCa, createRoot } from '../../../../electron/backend/pki/certificate.ts';
import { generateKey } from '../../../../electron/backend/pki/keys.ts';
import { writeKeyFile } from '../../../../electron/backend/profile/profile.ts';
import { must } from '../../../support/sync.ts';

const VALID = { notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2040-01-01T00:00:00Z') };
const PASSPHRASE = '온결 시험 암호';
let folder = '';
let now = Date.parse('2026-11-23T00:00:00Z');
const clock = (): Date => new Date(now);
const open = (passphrase: string, changed = (): void => undefined) => openKeyring({ folder, passphrase, minutes: 10, now: clock, changed });
const codeOf = async (passphrase: string): Promise<string> => {
  const opened = await open(passphrase);
  return opened.ok ? 'OPEN' : opened.code;
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ongyeol-keyring-'));
  const secrets = { privateKey: generateKey('P-256').privateKey, databaseKey: new Uint8Array(32).fill(5), sealKey: generateKey('P-256').privateKey };
  must(await writeKeyFile(folder, await sealKeyFile(secrets, PASSPHRASE)));
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

describe('keyring', () => {
  it('KEY3 closes by time and by hand, opens again with the passphrase, and tells each time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let told = 0;
    const { keyring, databaseKey } = must(await open(PASSPHRASE, () => void told++));
    expect([...databaseKey]).toEqual([...new Uint8Array(32).fill(5)]);
    const seal = keyring.sealKey();
    expect((await keyring.sign(Uint8Array.of(1))).ok).toBe(true);
    vi.advanceTimersByTime(10 * 60_000);
    expect(told).toBe(1);
    expect(await keyring.sign(Uint8Array.of(1))).toMatchObject({ ok: false, code: 'LOCKED' });
    expect(seal?.every((byte) => byte === 0)).toBe(true);
    expect(await keyring.unlock('틀린 암호입니다')).toMatchObject({ ok: false, code: 'WRONG_PASSPHRASE' });
    expect((await keyring.unlock(PASSPHRASE)).ok).toBe(true);
    expect((await keyring.sign(Uint8Array.of(1))).ok).toBe(true);
    expect(keyring.sealKey()).not.toBeNull();
    keyring.lock();
    expect([keyring.unlockedUntil(), keyring.sealKey(), told]).toEqual([null, null, 3]);
  });

  it('KEY4 wrong passphrases slow the next try down, also after a restart, and are told at the next opening', async () => {
    for (let i = 0; i < 5; i++) expect(await codeOf('틀린 암호입니다')).toBe('WRONG_PASSPHRASE');
    const later = await open(PASSPHRASE);
    expect(later).toMatchObject({ ok: false, code: 'TRY_LATER' });
    expect(!later.ok && later.message).toContain('2초 뒤');
    now += 2000;
    const { keyring } = must(await open(PASSPHRASE));
    expect(keyring.before()).toEqual({ openedAt: null, failed: 5 });
    expect(must(await open(PASSPHRASE)).keyring.before()).toEqual({ openedAt: clock().toISOString(), failed: 0 });
    expect([4, 5, 6, 20].map(pauseAfter)).toEqual([0, 2000, 4000, 300_000]);
  });

  it('KEY4 wrong ones at a locked screen are told too, beside those before the program was opened, and what is opened in between takes none away', async () => {
    await codeOf('틀린 암호입니다');
    const { keyring } = must(await open(PASSPHRASE));
    for (let i = 0; i < 3; i++) await keyring.unlock('틀린 암호입니다');
    must(await keyring.unlock(PASSPHRASE));
    await keyring.prove('틀린 암호입니다');
    expect(keyring.before()).toEqual({ openedAt: null, failed: 5 });
  });

  it('KEY4 the agency’s issuing key beside the profile is no way past it', async () => {
    const { keyring } = must(await open(PASSPHRASE));
    const ca = createAgencyCa(createRoot('시험', VALID), { code: 'A', name: '시험' }, VALID);
    writeFileSync(join(folder, AUTHORITY_FILE), await authorityFile(ca, PASSPHRASE));
    for (let i = 0; i < 5; i++) expect(await keyring.authority('틀린 암호입니다')).toMatchObject({ code: 'WRONG_PASSPHRASE' });
    expect(await keyring.authority(PASSPHRASE)).toMatchObject({ code: 'TRY_LATER' });
    expect(await keyring.unlock(PASSPHRASE)).toMatchObject({ code: 'TRY_LATER' });
    now += 2000;
    expect(must(await keyring.authority(PASSPHRASE)).subject.agencyCode).toBe('A');
    expect(keyring.before().failed).toBe(5);
  });

  it('KEY5 a clock set back does not lock the owner out until it has caught up', async () => {
    for (let i = 0; i < 5; i++) await codeOf('틀린 암호입니다');
    now -= 86_400_000;
    expect(await codeOf(PASSPHRASE)).toBe('OPEN');
  });

  it('KEY6 a new passphrase opens the same keys and the old one no more; a weak one changes nothing', async () => {
    const { keyring } = must(await open(PASSPHRASE));
    const before = readFileSync(join(folder, 'keys.json'), 'utf8');
    expect(await keyring.changePassphrase(PASSPHRASE, '짧다')).toMatchObject({ ok: false, code: 'PASSPHRASE_WEAK' });
    expect(await keyring.changePassphrase('틀린 암호입니다', '아주 긴 새 인증서 암호')).toMatchObject({ ok: false, code: 'WRONG_PASSPHRASE' });
    expect(readFileSync(join(folder, 'keys.json'), 'utf8')).toBe(before);
    must(await keyring.changePassphrase(PASSPHRASE, '아주 긴 새 인증서 암호'));
    expect(await codeOf(PASSPHRASE)).toBe('WRONG_PASSPHRASE');
    const { databaseKey } = must(await open('아주 긴 새 인증서 암호'));
    expect([...databaseKey]).toEqual([...new Uint8Array(32).fill(5)]);
  });
});
