import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../../electron/backend/backend.ts';
import { toPem } from '../../../electron/backend/pki/certificate.ts';
import { readProfile } from '../../../electron/backend/profile/profile.ts';
import { parseCertificate } from '../../../shared/verify/pki.ts';
import { readEnvelope } from '../../support/envelope.ts';
import { CHIEF, openOffice, type Office } from '../../support/office.ts';
import { createSoftToken, type SoftToken } from '../../support/softhsm.ts';
import { openPerson, PASSPHRASE } from '../../support/start.ts';
import { createFolders, must, until } from '../../support/sync.ts';

const folders = createFolders();
const opened: Backend[] = [];
let office: Office;
let token: SoftToken;
beforeAll(async () => {
  office = await openOffice(folders.make());
  token = createSoftToken(folders.make(), '전자문서');
}, 60_000);
afterEach(async () => {
  for (const backend of opened.splice(0)) await backend.close();
});
afterAll(async () => {
  await office?.server.stop();
  folders.clean();
});

const write = (backend: Backend) => backend.handlers['documents.create']({ form: 'official', title: '토큰으로 쓴 글', partners: [], recordFile: '', work: [] });

describe('a key in a token', { timeout: 90_000 }, () => {
  it('SP8 a person joins with a token, comes in with passphrase and PIN, signs a paper, and signs nothing once it is closed', async () => {
    const home = folders.make();
    const { code } = await office.invite('a.inv', ...CHIEF);
    const pin = ['--pin-file', office.secret('pin', token.pin)];
    const asked = await office.request('a.inv', code, home, 'a.req', '--token', token.module, '--token-label', token.label, ...pin);
    expect([asked.status, readEnvelope(asked.out)]).toMatchObject([0, { subject: { token: true, replaces: false } }]);
    expect((await office.admit('a.req', 'a.cer')).status).toBe(0);
    expect((await office.take('a.cer', home)).status).toBe(0);
    const found = must(await readProfile(join(home, 'profiles/p-001')));
    expect(found.signs).toBe('token');

    // The token's own key pair is the certified one, as OpenSC and openssl see it.
    const listed = [
      '--module',
      token.module,
      '--token-label',
      token.label,
      '--read-object',
      '--type',
      'pubkey',
      '--label',
      'ongyeol p-001',
      '-o',
      office.at('pub.der'),
    ];
    execFileSync('pkcs11-tool', listed, { env: { ...process.env, ...token.env }, stdio: 'pipe' });
    const der = new Uint8Array(Buffer.from(found.profile.certificate, 'base64'));
    writeFileSync(office.at('own.pem'), toPem(der));
    const spki = execFileSync('openssl', ['pkey', '-pubin', '-inform', 'DER', '-in', office.at('pub.der'), '-outform', 'DER']);
    expect(Buffer.compare(spki, must(parseCertificate(der)).spki)).toBe(0);

    const away = must(await openPerson(home, 'p-001', PASSPHRASE.person, null));
    opened.push(away);
    expect(await write(away)).toMatchObject({ ok: false });
    expect(await away.handlers['key.unlock']({ passphrase: PASSPHRASE.person })).toMatchObject({ code: 'PIN_WRONG' });
    await away.close();
    opened.length = 0;

    const person = must(await openPerson(home, 'p-001', PASSPHRASE.person, office.url, { pin: token.pin }));
    opened.push(person);
    await until('the directory and a line', () => person.context.sync.directory().agencies.size === 1 && person.context.sync.status().connection === 'online');
    const made = must(await write(person));
    await until('the entry', () => person.context.sync.entries(made.documentId).length > 0);
    expect(person.context.sync.entries(made.documentId)[0]?.entry.body).toMatchObject({ statement: { alg: 'ES256', actor: { person: 'p-001' } } });
    await person.handlers['key.lock']({});
    expect(await write(person)).toMatchObject({ code: 'LOCKED' });
    expect(readFileSync(join(home, 'profiles/p-001/keys.json'), 'utf8')).toContain('"v":2');
  });
});
