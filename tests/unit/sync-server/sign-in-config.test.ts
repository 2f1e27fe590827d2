import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { isAccountAddress } from '../../../shared/sync/sign-in.ts';
import { readConfigFile } from '../../../sync-server/config.ts';
import { createFolders, must } from '../../support/sync.ts';

const folders = createFolders();
afterEach(() => folders.clean());

/** Reads a configuration with this `signIn`; the keys are only bytes here. */
function read(signIn: unknown, people: unknown = { 'a@b.kr': 'kim' }) {
  const folder = folders.make();
  for (const name of ['root', 'log', 'key']) writeFileSync(join(folder, name), name);
  writeFileSync(join(folder, 'people.json'), JSON.stringify(people));
  const file = join(folder, 'config.json');
  writeFileSync(file, JSON.stringify({ rootCertificate: 'root', logCertificate: 'log', logKey: 'key', signIn }));
  return readConfigFile(file);
}

describe('the configuration of signing in', () => {
  it('OI7 what is left out has its default; nothing at all is off', () => {
    expect(must(read(undefined)).signIn).toBeNull();
    const signIn = { issuer: 'https://account.example.go.kr', clientId: 'ongyeol' };
    expect(must(read(signIn)).signIn).toEqual({ ...signIn, scope: 'openid', claim: 'sub', people: null, hours: 10, required: false });
    expect(must(read({ ...signIn, people: 'people.json' })).signIn?.people).toEqual({ 'a@b.kr': 'kim' });
  });

  it('OI7 an issuer without TLS, a misspelt name and a list that cannot be read are named, and nothing starts', () => {
    const good = { issuer: 'https://account.example.go.kr', clientId: 'ongyeol' };
    expect(read({ ...good, issuer: 'http://account.example.go.kr' })).toMatchObject({ ok: false, message: expect.stringContaining('signIn.issuer') });
    expect(read({ ...good, require: true })).toMatchObject({ ok: false, message: expect.stringContaining('require') });
    expect(read({ ...good, people: 'none.json' })).toMatchObject({ ok: false, code: 'CONFIG' });
    expect(read({ ...good, people: 'people.json' }, { 'a@b.kr': 7 })).toMatchObject({ ok: false, code: 'CONFIG' });
  });

  it.each([
    ['https://account.example.go.kr', true],
    ['https://account.example.go.kr:8443/realms/one', true],
    ['http://127.0.0.1:3000', true],
    ['http://localhost/a?b', true],
    ['http://[::1]:80/', true],
    ['http://account.example.go.kr', false],
    ['http://127.0.0.1@evil.example', false],
    ['http://127.0.0.1.evil.example', false],
    ['https://user@evil.example', false],
    ['https:/evil', false],
    ['file:///etc/passwd', false],
    ['javascript:alert(1)', false],
    ['', false],
  ])('OI4 %j is an address of an account server: %j', (text, good) => expect(isAccountAddress(text)).toBe(good));
});
