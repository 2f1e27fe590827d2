import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Backend } from '../../../electron/backend/backend.ts';
import { codeOf, readCode } from '../../../electron/backend/enrolment/files.ts';
import { readRegister } from '../../../electron/backend/enrolment/register.ts';
import { toPem } from '../../../electron/backend/pki/certificate.ts';
import { readProfile } from '../../../electron/backend/profile/profile.ts';
import { run as runCommand } from '../../../electron/cli/commands.ts';
import { ongyeol, serve, type Ran, type Served } from '../../support/cli.ts';
import { readEnvelope } from '../../support/envelope.ts';
import { here } from '../../support/office.ts';
import { initArgs, openPerson, PASSPHRASE, passphraseFiles } from '../../support/start.ts';
import { createFolders, must, until } from '../../support/sync.ts';

const folders = createFolders();
const served: Served[] = [];
const opened: Backend[] = [];
afterEach(async () => {
  for (const backend of opened.splice(0)) await backend.close();
  for (const one of served.splice(0)) await one.stop();
  folders.clean();
});

type Run = (...args: string[]) => Promise<Ran>;

/** The same command line in this process: a process of its own for each costs more than the command. EN1 runs them as users do. */
const inside: Run = (...args) => here(runCommand, ...args);

/** An agency with its server running, and the commands of both sides. */
async function agency(ongyeol: Run = inside) {
  const [data, secrets] = [join(folders.make(), 'new'), folders.make()];
  const files = passphraseFiles(secrets);
  expect((await ongyeol('init', ...initArgs(data, secrets))).status).toBe(0);
  const server = await serve('--data', data);
  served.push(server);
  const at = (name: string): string => join(secrets, name);
  const admin = ['--data', data, '--server', server.url, '--passphrase-file', files.admin];
  const chief = ['--person', 'p-001', '--name', '김장관', '--position', '장관'];
  return {
    ...{ data, url: server.url, at, chief },
    profile: join(data, 'profiles/1741000-admin'),
    invite: (out: string, ...more: string[]) => ongyeol('invite', ...admin, '--out', at(out), '--json', ...more),
    list: (...more: string[]) => ongyeol('invite', '--data', data, ...more),
    admit: (request: string, out: string) => ongyeol('admit', at(request), '--out', at(out), ...admin),
    request: (invitation: string, code: string, home: string, out: string) =>
      ongyeol('join', at(invitation), '--data', home, '--out', at(out), '--code', code, '--passphrase-file', files.person),
    revoke: (...more: string[]) => ongyeol('revoke', ...admin, ...more),
    take: (certificate: string, home: string) => ongyeol('join', at(certificate), '--data', home),
  };
}

const valueOf = (out: string): { id: string; code: string } => readEnvelope(out).subject as { id: string; code: string };

async function open(data: string, id: string, passphrase: string, url: string): Promise<Backend> {
  const backend = must(await openPerson(data, id, passphrase, url));
  opened.push(backend);
  return backend;
}

/** Each test runs a dozen commands, each a process of its own. */
const TIMEOUT = 90_000;

describe('invitations', { timeout: TIMEOUT }, () => {
  it('EN1 a person makes the key on their own PC, the administrator certifies it, and the person logs in', async () => {
    const { chief, url, data, at, ...run } = await agency(ongyeol);
    const home = folders.make();
    const made = await run.invite('a.inv', ...chief);
    expect([made.status, made.said]).toEqual([0, '']);
    const { code } = valueOf(made.out);
    const asked = await run.request('a.inv', code.toLowerCase().replaceAll('-', ' '), home, 'a.req');
    expect([asked.status, asked.said]).toEqual([0, '']);
    expect(asked.out).toContain('지문');
    const admitted = await run.admit('a.req', 'a.cer');
    expect([admitted.status, admitted.said]).toEqual([0, '']);
    const taken = await run.take('a.cer', home);
    expect([taken.status, taken.said]).toEqual([0, '']);
    expect(readdirSync(join(home, 'profiles'))).toEqual(['p-001']);
    expect(readdirSync(join(home, 'joining'))).toEqual([]);
    const person = await open(home, 'p-001', PASSPHRASE.person, url);
    await until('the directory and a line', () => person.context.sync.directory().agencies.size === 1 && person.context.sync.status().connection === 'online');
    expect(person.context.me()).toMatchObject({ name: '김장관', position: '장관', unit: null });
    expect((await run.list('--list')).out).toContain('쓰임  김장관 (p-001)');
    for (const name of ['a.inv', 'a.req', 'a.cer']) expect(readFileSync(at(name), 'utf8')).not.toContain(code);
    expect(readFileSync(join(data, 'profiles/1741000-admin/invitations.json'), 'utf8')).not.toContain(code);
  });

  it('EN2 an invitation serves one key: the same request gets the same certificate again, another one nothing', async () => {
    const { chief, at, ...run } = await agency();
    const { code } = valueOf((await run.invite('a.inv', ...chief)).out);
    const [home, other] = [folders.make(), folders.make()];
    await run.request('a.inv', code, home, 'a.req');
    await run.request('a.inv', code, other, 'b.req');
    expect((await run.request('a.inv', code, home, 'again.req')).status).toBe(0);
    expect(readFileSync(at('again.req'), 'utf8')).toBe(readFileSync(at('a.req'), 'utf8'));
    expect((await run.admit('a.req', 'a.cer')).status).toBe(0);
    expect(await run.admit('b.req', 'b.cer')).toMatchObject({ status: 2, said: expect.stringContaining('이미 쓰인 초대') });
    expect(existsSync(at('b.cer'))).toBe(false);
    expect((await run.admit('again.req', 'c.cer')).status).toBe(0);
    expect(readFileSync(at('c.cer'), 'utf8')).toBe(readFileSync(at('a.cer'), 'utf8'));
    expect((await run.take('a.cer', other)).said).toContain('이 PC에서 만든 열쇠의 인증서가 아니');
    expect((await run.take('a.cer', folders.make())).said).toContain('여기에서 신청한 인증서가 아닙니다');
  });

  it('EN3 revoked and expired invitations certify nothing, nor does the person side take an expired one', async () => {
    const { chief, profile, at, ...run } = await agency();
    const first = valueOf((await run.invite('a.inv', ...chief)).out);
    await run.request('a.inv', first.code, folders.make(), 'a.req');
    expect((await run.list('--revoke', first.id)).out).toContain('거두었습니다');
    expect((await run.admit('a.req', 'a.cer')).said).toContain('거둔 초대');
    const second = valueOf((await run.invite('b.inv', ...chief)).out);
    await run.request('b.inv', second.code, folders.make(), 'b.req');
    const rows = must(await readRegister(profile));
    const past = rows.map((row) => (row.id === second.id ? { ...row, until: '2020-01-01T00:00:00.000Z' } : row));
    writeFileSync(join(profile, 'invitations.json'), JSON.stringify({ v: 1, invitations: past }));
    expect((await run.admit('b.req', 'b.cer')).said).toContain('기한이 지난 초대');
    expect((await run.list('--list')).out).toMatch(/거둠[\s\S]*기한 지남/);
    expect(existsSync(at('a.cer')) || existsSync(at('b.cer'))).toBe(false);
    expect((await run.list('--revoke', '00000000-0000-4000-8000-000000000000')).status).toBe(2);
  });

  it('EN4 a wrong code, a changed invitation, a changed request: nothing is made on either side', async () => {
    const { chief, at, ...run } = await agency();
    const { code } = valueOf((await run.invite('a.inv', ...chief)).out);
    const home = join(folders.make(), 'pc');
    const wrong = code.startsWith('A') ? `B${code.slice(1)}` : `A${code.slice(1)}`;
    expect((await run.request('a.inv', wrong, home, 'a.req')).said).toContain('맞지 않거나');
    expect((await run.request('a.inv', '짧음', home, 'a.req')).said).toContain('네 묶음');
    writeFileSync(at('changed.inv'), readFileSync(at('a.inv'), 'utf8').replace('김장관', '김차관'));
    expect((await run.request('changed.inv', code, home, 'a.req')).said).toContain('중간에 바뀌었습니다');
    expect(existsSync(home)).toBe(false);
    await run.request('a.inv', code, home, 'a.req');
    const text = readFileSync(at('a.req'), 'utf8');
    const file = JSON.parse(text) as { body: string; proof: string };
    writeFileSync(at('b.req'), JSON.stringify({ ...file, body: file.body.replace('p-001', 'p-002') }));
    expect((await run.admit('b.req', 'b.cer')).said).toContain('이 관리자가 보낸 초대가 아닙니다');
    const spki = (JSON.parse(file.body) as { spki: string }).spki;
    const flipped = `${spki.slice(0, -6)}${spki.at(-6) === 'A' ? 'B' : 'A'}${spki.slice(-5)}`;
    writeFileSync(at('c.req'), JSON.stringify({ ...file, body: file.body.replace(spki, flipped) }));
    expect((await run.admit('c.req', 'c.cer')).said).toContain('초대 코드를 아는 사람');
    writeFileSync(at('d.req'), JSON.stringify({ ...file, proof: file.proof.split('').toReversed().join('') }));
    expect((await run.admit('d.req', 'd.cer')).said).toContain('확인되지 않습니다');
    writeFileSync(at('e.req'), '{"format":"ongyeol-request"');
    expect((await run.admit('e.req', 'e.cer')).said).toContain('깨졌습니다');
  });

  it('EN5 a replacing invitation ends the earlier certificate at once: its holder is out and cannot log in', async () => {
    const { chief, url, ...run } = await agency();
    const join1 = async (name: string, home: string, ...more: string[]): Promise<void> => {
      const { code } = valueOf((await run.invite(`${name}.inv`, ...chief, ...more)).out);
      await run.request(`${name}.inv`, code, home, `${name}.req`);
      const admitted = await run.admit(`${name}.req`, `${name}.cer`);
      expect([admitted.status, admitted.out.includes('예전 인증서')]).toEqual([0, more.includes('--replace')]);
      expect((await run.take(`${name}.cer`, home)).status).toBe(0);
    };
    const [stolen, fresh] = [folders.make(), folders.make()];
    await join1('a', stolen);
    const before = await open(stolen, 'p-001', PASSPHRASE.person, url);
    const again = await run.invite('x.inv', ...chief);
    expect([again.status, readEnvelope(again.out)]).toMatchObject([2, { verdict: 'cannot', firstFault: { code: 'HAS_CERTIFICATE' } }]);
    await join1('b', fresh, '--replace');
    await until('the old one is out', () => before.context.sync.reason()?.code === 'LOGIN_REFUSED');
    const after = must(await openPerson(fresh, 'p-001', PASSPHRASE.person, null));
    opened.push(after);
    expect(after.context.me()).toMatchObject({ name: '김장관' });
  });

  it('EN8 a revoked certificate is out at once and cannot log in, the person may be invited anew, and openssl finds every ended one on the list', async () => {
    const { chief, url, data, profile, at, revoke, ...run } = await agency();
    const empty = await revoke('--crl', at('empty.pem'));
    expect([empty.status, empty.said]).toEqual([0, '']);
    const join1 = async (name: string, home: string): Promise<string> => {
      // Allowed to replace, where there is nothing to end: nothing is said to have ended.
      const invited = await run.invite(`${name}.inv`, ...chief, '--replace');
      const { code } = valueOf(invited.out);
      expect(readEnvelope(invited.out).subject).toMatchObject({ replaces: false });
      await run.request(`${name}.inv`, code, home, `${name}.req`);
      const admitted = await run.admit(`${name}.req`, `${name}.cer`);
      expect([admitted.status, admitted.out.includes('예전 인증서')]).toEqual([0, false]);
      expect((await run.take(`${name}.cer`, home)).status).toBe(0);
      const found = must(await readProfile(join(home, 'profiles/p-001')));
      writeFileSync(at(`${name}.pem`), toPem(new Uint8Array(Buffer.from(found.profile.certificate, 'base64'))));
      return at(`${name}.pem`);
    };
    const [first, second] = [folders.make(), folders.make()];
    const old = await join1('a', first);
    const before = await open(first, 'p-001', PASSPHRASE.person, url);
    const revoked = await revoke('--person', 'p-001', '--crl', at('list.pem'));
    expect([revoked.status, revoked.said]).toEqual([0, '']);
    expect(revoked.out).toContain('폐지 목록을 썼습니다(1건');
    await until('the old one is out', () => before.context.sync.reason()?.code === 'LOGIN_REFUSED');
    const fresh = await join1('b', second);
    const { issuer } = must(await readProfile(profile)).profile;
    writeFileSync(at('ca.pem'), toPem(new Uint8Array(Buffer.from(issuer, 'base64'))));
    const check = (list: string, certificate: string) =>
      spawnSync('openssl', ['verify', '-crl_check', '-CAfile', join(data, 'root.pem'), '-untrusted', at('ca.pem'), '-CRLfile', at(list), certificate], {
        encoding: 'utf8',
      });
    expect(check('list.pem', old)).toMatchObject({ status: 2, stderr: expect.stringContaining('certificate revoked') });
    expect(check('list.pem', fresh)).toMatchObject({ status: 0 });
    expect(check('empty.pem', old)).toMatchObject({ status: 0 });
    expect((await revoke('--person', 'p-999')).said).toContain('없는 사람');
    expect((await revoke()).said).toContain('--crl');
  });

  it('EN6 posts the directory does not have, ids of others, odd ids, files that stand already: a sentence and nothing made', async () => {
    const { at, ...run } = await agency();
    const codeOfRefusal = async (...args: string[]): Promise<unknown> => readEnvelope((await run.invite('a.inv', ...args)).out).firstFault?.code;
    expect(await codeOfRefusal('--person', 'p-1', '--name', '가', '--position', '차관')).toBe('POST_UNKNOWN');
    expect(await codeOfRefusal('--person', 'p-1')).toBe('POST_UNKNOWN');
    expect(await codeOfRefusal('--person', '../p', '--name', '가', '--position', '장관')).toBe('PERSON_INVALID');
    expect(await codeOfRefusal('--person', '1741000-admin', '--name', '가', '--position', '장관')).toBe('PERSON_INVALID');
    expect(await codeOfRefusal('--person', 'p-1', '--name', '가', '--position', '장관', '--days', '31')).toBe('USAGE');
    writeFileSync(at('a.inv'), 'mine');
    expect(await codeOfRefusal('--person', 'p-1', '--name', '가', '--position', '장관')).toBe('FILE_EXISTS');
    expect(readFileSync(at('a.inv'), 'utf8')).toBe('mine');
    expect((await run.list('--list')).out).toContain('초대가 없습니다');
  });

  it('EN7 codes are twenty letters that follow from the authority and the invitation, read as people type them', () => {
    const key = new Uint8Array(32).fill(7);
    const code = codeOf(key, 'one');
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/);
    expect(codeOf(key, 'one')).toBe(code);
    expect(codeOf(key, 'two')).not.toBe(code);
    expect(codeOf(new Uint8Array(32).fill(8), 'one')).not.toBe(code);
    expect(readCode(` ${code.toLowerCase().replaceAll('-', '')} `)).toBe(code);
    expect(readCode('OIL00-00000-00000-00000')).toBe('01100-00000-00000-00000');
    expect(readCode(code.slice(1))).toBeNull();
    expect(readCode(`${code.slice(1)}U`)).toBeNull();
  });
});
