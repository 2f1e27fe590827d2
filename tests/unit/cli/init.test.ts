import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Backend } from '../../../electron/backend/backend.ts';
import { readAuthorityFile } from '../../../electron/backend/pki/authority-file.ts';
import { toPem } from '../../../electron/backend/pki/certificate.ts';
import { readProfile } from '../../../electron/backend/profile/profile.ts';
import { ongyeol, serve, type Served } from '../../support/cli.ts';
import { AGENCIES, init, openPerson, PASSPHRASE, passphraseFiles } from '../../support/start.ts';
import { createFolders, must, until } from '../../support/sync.ts';

const folders = createFolders();
const served: Served[] = [];
const opened: Backend[] = [];
afterEach(async () => {
  for (const backend of opened.splice(0)) await backend.close();
  for (const one of served.splice(0)) await one.stop();
  folders.clean();
});

const openssl = (...args: string[]): string => execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

async function start(...args: string[]): Promise<Served> {
  const one = await serve(...args);
  served.push(one);
  return one;
}

async function open(data: string, id: string, url: string | null): Promise<Backend> {
  const backend = must(await openPerson(data, id, PASSPHRASE.admin, url));
  opened.push(backend);
  return backend;
}

/** Certificates of an administrator as PEM files for openssl. */
async function pems(data: string, id: string, folder: string): Promise<{ ca: string; own: string }> {
  const { profile } = must(await readProfile(join(data, 'profiles', id)));
  const write = (name: string, base64: string): string => {
    writeFileSync(join(folder, name), toPem(new Uint8Array(Buffer.from(base64, 'base64'))));
    return join(folder, name);
  };
  return { ca: write('ca.pem', profile.issuer), own: write('own.pem', profile.certificate) };
}

describe('ongyeol init', () => {
  it('ST1 makes root, agency authority, first administrator and server, and says in Korean what was made, what is lost for good and where to keep it', async () => {
    const [base, secrets] = [folders.make(), folders.make()];
    const data = join(base, 'new');
    const { status, out } = await init(data, secrets);
    expect(status).toBe(0);
    for (const part of ['만든 것', '되살릴 수 없는 것', '보관', 'root-key.json', '홍길동', '지문(SHA-256)']) expect(out).toContain(part);
    const { ca, own } = await pems(data, '1741000-admin', secrets);
    expect(openssl('verify', '-x509_strict', '-CAfile', join(data, 'root.pem'), '-untrusted', ca, own)).toContain('OK');
    const fingerprint = openssl('x509', '-in', join(data, 'root.pem'), '-noout', '-fingerprint', '-sha256').split('=')[1]?.trim() ?? '?';
    expect(out).toContain(fingerprint);
    expect(openssl('x509', '-in', own, '-noout', '-subject', '-nameopt', 'utf8,sep_comma_plus')).toContain('CN=홍길동');
    for (const name of ['root-key.json', 'profiles/1741000-admin/keys.json', 'profiles/1741000-admin/authority.json', 'server/log.key'])
      expect([name, statSync(join(data, name)).mode & 0o077]).toEqual([name, 0]);
    expect(readdirSync(base)).toEqual(['new']);
  });

  it('ST2 the keys of root and agency open with their own passphrases and with no other', async () => {
    const [data, secrets] = [join(folders.make(), 'new'), folders.make()];
    await init(data, secrets);
    const file = join(data, 'root-key.json');
    const root = must(await readAuthorityFile(file, PASSPHRASE.root));
    expect(root.subject.kind).toBe('root');
    expect(readFileSync(file, 'utf8')).not.toContain(Buffer.from(root.privateKey).toString('base64').slice(0, 60));
    expect(await readAuthorityFile(file, PASSPHRASE.admin)).toMatchObject({ ok: false, code: 'WRONG_PASSPHRASE' });
    const agency = join(data, 'profiles/1741000-admin/authority.json');
    expect(must(await readAuthorityFile(agency, PASSPHRASE.admin)).subject.agencyCode).toBe('1741000');
    writeFileSync(agency, readFileSync(agency, 'utf8').replace('"v":1', '"v":2'));
    expect(await readAuthorityFile(agency, PASSPHRASE.admin)).toMatchObject({ ok: false, code: 'AUTHORITY_BROKEN' });
    expect(await readAuthorityFile(join(data, 'none.json'), PASSPHRASE.admin)).toMatchObject({ ok: false, code: 'AUTHORITY_MISSING' });
  });

  it('ST3 the server of the folder serves, the administrator logs in with the app, and the directory is there', async () => {
    const [data, secrets] = [join(folders.make(), 'new'), folders.make()];
    await init(data, secrets);
    const { url } = await start('--data', data);
    const admin = await open(data, '1741000-admin', url);
    await until(
      'the directory and a line',
      () => admin.context.sync.directory().agencies.has('1741000') && admin.context.sync.status().connection === 'online',
    );
    expect(admin.context.sync.directory().agencies.get('1741000')).toMatchObject({ name: '행정안전부', leadership: ['장관'], people: [] });
    expect(must(await admin.handlers['home.list']({})).waiting).toEqual([]);
    expect((await openPerson(data, '1741000-admin', '다른-암호-아님', null)).ok).toBe(false);
  });

  it('ST4 a folder with anything in it, weak or equal passphrases, a wrong code: a sentence, exit 2, and nothing made', async () => {
    const [base, secrets] = [folders.make(), folders.make()];
    const files = passphraseFiles(secrets);
    const data = join(base, 'new');
    const run = (...args: string[]) => ongyeol('init', '--data', data, ...args);
    const named = ['--passphrase-file', files.admin, '--root-passphrase-file', files.root];
    writeFileSync(join(secrets, 'weak.txt'), '짧다\n');
    expect(await run(...AGENCIES.mois, '--passphrase-file', join(secrets, 'weak.txt'))).toMatchObject({
      status: 2,
      said: expect.stringContaining('10자 이상'),
    });
    expect((await run(...AGENCIES.mois, '--passphrase-file', files.admin, '--root-passphrase-file', files.admin)).said).toContain('달라야 합니다');
    expect((await run('--code', '17', '--agency', '가', '--head', '나', '--name', '다', ...named)).said).toContain('일곱 자리');
    expect((await run('--code', '1741000', ...named)).said).toContain('모자란 것이 있습니다');
    expect((await run('--bogus')).said).toContain('옵션을 알 수 없습니다');
    expect((await run(...AGENCIES.mois)).said).toContain('--passphrase-file');
    expect(readdirSync(base)).toEqual([]);
    expect((await run(...AGENCIES.mois, ...named, '--json')).status).toBe(0);
    const again = await run(...AGENCIES.mois, ...named);
    expect(again).toMatchObject({ status: 2, said: expect.stringContaining('이미 자료가 있는 폴더') });
    expect((await ongyeol('init', '--data', join(files.admin, 'below'), ...AGENCIES.mois, ...named)).status).toBe(2);
  });

  it('ST5 one more agency joins with the root key, over a running server or a resting one, and its administrator logs in', async () => {
    const [base, secrets] = [folders.make(), folders.make()];
    const files = passphraseFiles(secrets);
    const data = join(base, 'new');
    await init(data, secrets);
    const named = ['--passphrase-file', files.admin, '--root-passphrase-file', files.root];
    const rest = await ongyeol('agency', '--data', data, '--out', join(base, 'moel'), ...AGENCIES.moel, ...named);
    expect(rest).toMatchObject({ status: 0, out: expect.stringContaining('고용노동부') });
    const { url } = await start('--data', data);
    const other = ['--code', '1342000', '--agency', '교육부', '--head', '교육부장관', '--head-grade', '부총리', '--name', '이몽룡'];
    expect((await ongyeol('agency', '--data', data, '--out', join(base, 'x'), ...other, ...named)).said).toContain('--server');
    expect(existsSync(join(base, 'x'))).toBe(false);
    const wrong = ['--passphrase-file', files.admin, '--root-passphrase-file', files.admin];
    expect((await ongyeol('agency', '--server', url, '--data', data, '--out', join(base, 'x'), ...other, ...wrong)).said).toContain('암호가 맞지 않습니다');
    const moved = join(secrets, 'root-key.json');
    writeFileSync(moved, readFileSync(join(data, 'root-key.json')));
    const running = await ongyeol('agency', '--server', url, '--root-key', moved, '--out', join(base, 'moe'), ...other, ...named);
    expect(running.status).toBe(0);
    for (const [folder, id] of [
      ['moel', '1492000-admin'],
      ['moe', '1342000-admin'],
    ] as const) {
      const admin = await open(join(base, folder), id, url);
      await until(`${id} sees all three`, () => admin.context.sync.directory().agencies.size === 3);
    }
  });

  it('ST6 the app on such a folder starts its server and nothing of the demo', async () => {
    const [data, secrets] = [join(folders.make(), 'new'), folders.make()];
    await init(data, secrets);
    expect((await ongyeol('app', '--data', data, '--once')).status).toBe(0);
    expect(readdirSync(join(data, 'profiles'))).toEqual(['1741000-admin']);
    expect(existsSync(join(data, 'seed.json'))).toBe(false);
  });
});
