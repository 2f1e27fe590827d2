import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../../electron/backend/backend.ts';
import { toPem } from '../../../electron/backend/pki/certificate.ts';
import { fromPem } from '../../../shared/verify/pem.ts';
import { readProfile } from '../../../electron/backend/profile/profile.ts';
import { fromBase64Url } from '../../../shared/lib/bytes.ts';
import { statementBytes } from '../../../shared/trail/sign.ts';
import type { SignedStatement } from '../../../shared/trail/statement.ts';
import { parseCertificate } from '../../../shared/verify/pki.ts';
import { readEnvelope } from '../../support/envelope.ts';
import { createForeignCa, type ForeignCa } from '../../support/foreign-ca.ts';
import { CHIEF, openOffice, type Office } from '../../support/office.ts';
import { openPerson, PASSPHRASE } from '../../support/start.ts';
import { createFolders, must, until } from '../../support/sync.ts';

const PASSWORD = '오래된 인증서 암호';
const folders = createFolders();
const opened: Backend[] = [];
let office: Office;
let ca: ForeignCa;
beforeAll(async () => {
  office = await openOffice(folders.make());
  ca = createForeignCa();
}, 60_000);
afterEach(async () => {
  for (const backend of opened.splice(0)) await backend.close();
});
afterAll(async () => {
  ca?.remove();
  await office?.server.stop();
  folders.clean();
});

const saidCode = (ran: { out: string }): unknown => readEnvelope(ran.out).firstFault?.code ?? 'OK';

async function open(home: string, id: string): Promise<Backend> {
  const backend = must(await openPerson(home, id, PASSPHRASE.person, office.url));
  opened.push(backend);
  await until('the directory and a line', () => backend.context.sync.directory().agencies.size === 1 && backend.context.sync.status().connection === 'online');
  return backend;
}

/** A signed act of the person, taken by the server; the openssl binary judges its signature under the person's certificate. */
async function actJudged(home: string, backend: Backend): Promise<string> {
  const made = must(await backend.handlers['documents.create']({ form: 'official', title: '가진 인증서로 쓴 글', partners: [], recordFile: '', work: [] }));
  await until('the entry', () => backend.context.sync.entries(made.documentId).length > 0);
  const [signed] = backend.context.sync.entries(made.documentId).map(({ entry }) => entry.body as SignedStatement);
  if (signed === undefined) throw new Error('no entry');
  const { statement, signature } = signed;
  const { profile } = must(await readProfile(join(home, 'profiles', statement.actor.person)));
  const file = (name: string, bytes: Uint8Array | string): string => {
    writeFileSync(office.at(name), bytes);
    return office.at(name);
  };
  const raw = fromBase64Url(signature) ?? new Uint8Array(0);
  const pem = file('own.pem', toPem(new Uint8Array(Buffer.from(profile.certificate, 'base64'))));
  execFileSync('openssl', ['x509', '-in', pem, '-pubkey', '-noout', '-out', office.at('own.pub')]);
  const judged = ['dgst', '-sha256', '-verify', office.at('own.pub'), '-signature', file('act.sig', raw), file('act', statementBytes(statement))];
  if (statement.alg === 'RS256') expect(execFileSync('openssl', judged).toString()).toContain('Verified OK');
  const chain = [
    'verify',
    '-x509_strict',
    '-CAfile',
    join(office.data, 'root.pem'),
    '-untrusted',
    file('issuer.pem', toPem(new Uint8Array(Buffer.from(profile.issuer, 'base64')))),
    pem,
  ];
  expect(execFileSync('openssl', chain).toString()).toContain('OK');
  return statement.alg;
}

describe('existing certificates', { timeout: 90_000 }, () => {
  it('EN10 an RSA key of another authority joins, logs in and signs, once the administrator trusts its root', async () => {
    ca.issue('old', { key: 'rsa', name: '김과장()0088044200901234567' });
    ca.export(
      'old',
      PASSWORD,
      '-legacy',
      '-keypbe',
      'PBE-SHA1-3DES',
      '-certpbe',
      'PBE-SHA1-RC2-40',
      '-name',
      '김과장 공동인증서',
      '-certfile',
      ca.path('sub.crt'),
    );
    const home = folders.make();
    const { code } = await office.invite('a.inv', ...CHIEF);
    const p12 = ['--p12', ca.path('old.p12'), '--p12-password-file'];
    expect(saidCode(await office.request('a.inv', code, home, 'a.req', ...p12, office.secret('wrong', '아닌 암호')))).toBe('P12_PASSWORD');
    const other = ['--p12', ca.path('other.p12'), '--p12-password-file'];
    ca.issue('other', { key: 'ec', name: '박차관' });
    ca.export('other', PASSWORD);
    expect(saidCode(await office.request('a.inv', code, home, 'a.req', ...other, office.secret('p12', PASSWORD)))).toBe('EXISTING_NAME');
    expect(readdirSync(home)).toEqual([]);
    const asked = await office.request('a.inv', code, home, 'a.req', ...p12, office.at('p12'));
    expect([asked.status, asked.said]).toEqual([0, '']);
    expect(readEnvelope(asked.out)).toMatchObject({ subject: { existing: { issuer: '시험 등록기관' }, replaces: false } });
    expect(saidCode(await office.request('a.inv', code, home, 'again.req'))).toBe('OK');
    expect(readFileSync(office.at('again.req'), 'utf8')).toBe(readFileSync(office.at('a.req'), 'utf8'));

    expect(saidCode(await office.admit('a.req', 'a.cer'))).toBe('ISSUER_UNTRUSTED');
    const foreign = createForeignCa();
    expect(saidCode(await office.admit('a.req', 'a.cer', '--trust', foreign.rootFile))).toBe('ISSUER_UNTRUSTED');
    foreign.remove();
    const admitted = await office.admit('a.req', 'a.cer', '--trust', ca.rootFile);
    expect([admitted.status, admitted.said]).toEqual([0, '']);
    expect(saidCode(await office.take('a.cer', home))).toBe('OK');
    const { profile } = must(await readProfile(join(home, 'profiles/p-001')));
    const own = must(parseCertificate(new Uint8Array(Buffer.from(profile.certificate, 'base64'))));
    const before = must(parseCertificate(fromPem(readFileSync(ca.path('old.crt'), 'utf8'))[0] ?? new Uint8Array(0)));
    expect([own.notAfter, Buffer.from(own.spki).equals(Buffer.from(before.spki))]).toEqual([before.notAfter, true]);
    expect(await actJudged(home, await open(home, 'p-001'))).toBe('RS256');
  });

  it('EN9 a profile gets a new key in place: the papers and the device stay, and the old certificate ends', async () => {
    const home = folders.make();
    const person = ['--person', 'p-002', '--name', '이과장', '--unit', '110', '--position', '과장'];
    const first = await office.invite('b.inv', ...person);
    await office.request('b.inv', first.code, home, 'b.req');
    expect(saidCode(await office.admit('b.req', 'b.cer'))).toBe('OK');
    expect(saidCode(await office.take('b.cer', home))).toBe('OK');
    const before = await open(home, 'p-002');
    expect(await actJudged(home, before)).toBe('ES256');
    const papers = before.context.sync.documents();
    const device = before.context.sync.device();

    const second = await office.invite('c.inv', ...person, '--replace');
    ca.issue('new', { key: 'rsa', name: '이과장' });
    ca.export('new', PASSWORD, '-certfile', ca.path('sub.crt'));
    const p12 = ['--p12', ca.path('new.p12'), '--p12-password-file', office.secret('p12', PASSWORD)];
    const wrong = await office.request('c.inv', second.code, home, 'c.req', ...p12, '--passphrase-file', office.secret('bad', '틀린 암호입니다'));
    expect(saidCode(wrong)).toBe('WRONG_PASSPHRASE');
    expect(saidCode(await office.request('c.inv', second.code, home, 'c.req', ...p12))).toBe('OK');
    expect(saidCode(await office.request('c.inv', second.code, home, 'd.req', ...p12))).toBe('OK');
    ca.issue('third', { key: 'ec', name: '이과장' });
    ca.export('third', PASSWORD);
    expect(saidCode(await office.request('c.inv', second.code, home, 'e.req', '--p12', ca.path('third.p12'), '--p12-password-file', office.at('p12')))).toBe(
      'ALREADY_ASKED',
    );
    expect(saidCode(await office.admit('c.req', 'c.cer', '--trust', ca.rootFile))).toBe('OK');
    await until('the old one is out', () => before.context.sync.reason()?.code === 'LOGIN_REFUSED');
    // A passphrase changed meanwhile counts: what waits is not kept under the old one.
    must(await before.context.keyring.changePassphrase(PASSPHRASE.person, '바꾼 암호는 이것입니다'));
    // EN11: not under a program that works with it.
    expect(saidCode(await office.take('c.cer', home, '--passphrase-file', office.secret('changed', '바꾼 암호는 이것입니다')))).toBe('PROFILE_OPEN');
    await before.close();
    opened.length = 0;
    expect(saidCode(await office.take('c.cer', home))).toBe('WRONG_PASSPHRASE');
    const taken = await office.take('c.cer', home, '--passphrase-file', office.secret('changed', '바꾼 암호는 이것입니다'));
    expect(readEnvelope(taken.out)).toMatchObject({ verdict: 'valid', subject: { replaces: true } });
    expect(readdirSync(join(home, 'joining'))).toEqual([]);
    const after = must(await openPerson(home, 'p-002', '바꾼 암호는 이것입니다', office.url));
    opened.push(after);
    expect([after.context.sync.documents(), after.context.sync.device()]).toEqual([papers, device]);
    expect(await actJudged(home, after)).toBe('RS256');
  });

  it('EN10 the request is of version 2, and one whose certificate is of another key is refused', async () => {
    const person = ['--person', 'p-003', '--name', '최과장', '--unit', '110', '--position', '과장'];
    const { code } = await office.invite('f.inv', ...person);
    ca.issue('f', { key: 'ec', name: '최과장' });
    ca.export('f', PASSWORD);
    await office.request('f.inv', code, folders.make(), 'f.req', '--p12', ca.path('f.p12'), '--p12-password-file', office.secret('p12', PASSWORD));
    const file = JSON.parse(readFileSync(office.at('f.req'), 'utf8')) as { v: number; body: string };
    expect(file.v).toBe(2);
    writeFileSync(office.at('g.req'), JSON.stringify({ ...file, v: 1 }));
    expect(saidCode(await office.admit('g.req', 'g.cer', '--trust', ca.rootFile))).toBe('FILE_BROKEN');
    const twin = Buffer.from(ca.issue('twin', { key: 'ec', name: '최과장' })).toString('base64');
    const body = JSON.parse(file.body) as { existing: { certificate: string } };
    const swapped = JSON.stringify({ ...body, existing: { certificate: twin, chain: [] } });
    writeFileSync(office.at('h.req'), JSON.stringify({ ...file, body: swapped }));
    expect(saidCode(await office.admit('h.req', 'h.cer', '--trust', ca.rootFile))).toBe('CODE_WRONG');
  });
});
