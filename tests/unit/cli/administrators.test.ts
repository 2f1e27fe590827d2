import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../../electron/backend/backend.ts';
import { readAuthorityFile } from '../../../electron/backend/pki/authority-file.ts';
import { authorityFile } from '../../../electron/backend/pki/authority-file.ts';
import { toPem } from '../../../electron/backend/pki/certificate.ts';
import { readProfile } from '../../../electron/backend/profile/profile.ts';
import { run as runCommand } from '../../../electron/cli/commands.ts';
import { administratorsEver } from '../../../shared/org/administrators.ts';
import { readEnvelope } from '../../support/envelope.ts';
import { CHIEF, here, openOffice, type Office } from '../../support/office.ts';
import { openPerson, passphraseFiles, PASSPHRASE } from '../../support/start.ts';
import { createFolders, must, until } from '../../support/sync.ts';
import { createProxy } from '../../support/sync-proxy.ts';

const folders = createFolders();
const opened: Backend[] = [];
let office: Office;
let files: ReturnType<typeof passphraseFiles>;
let admin: string[];
/** The one the first test appoints; later ones go on with them. */
let second: Awaited<ReturnType<typeof appoint>>;
beforeAll(async () => {
  office = await openOffice(folders.make());
  files = passphraseFiles(folders.make());
  admin = ['--data', office.data, '--server', office.url, '--passphrase-file', files.admin];
}, 60_000);
afterEach(async () => {
  for (const backend of opened.splice(0)) await backend.close();
});
afterAll(async () => {
  await office?.server.stop();
  folders.clean();
});

async function open(data: string, id: string, passphrase: string, url: string | null = office.url): Promise<Backend> {
  const backend = must(await openPerson(data, id, passphrase, url));
  opened.push(backend);
  return backend;
}

/** One more administrator, invited and admitted by the first; their folder and number. */
async function appoint(name: string): Promise<{ readonly home: string; readonly id: string }> {
  const home = folders.make();
  const { code } = await office.invite(`${name}.inv`, '--admin', '--name', name);
  const asked = await office.request(`${name}.inv`, code, home, `${name}.req`);
  expect([asked.status, asked.said]).toEqual([0, '']);
  const admitted = await office.admit(`${name}.req`, `${name}.cer`);
  expect([admitted.status, admitted.said]).toEqual([0, '']);
  const taken = await office.take(`${name}.cer`, home);
  expect([taken.status, taken.said]).toEqual([0, '']);
  const [id = ''] = readdirSync(join(home, 'profiles'));
  return { home, id };
}

const everOf = (backend: Backend) => {
  const entries = backend.context.sync.directoryEntries().map(({ entry }) => entry);
  return administratorsEver(entries, '1741000');
};

describe('a further administrator', { timeout: 60_000 }, () => {
  it('EN16 is appointed by invitation, with the agency’s key sealed to their PC: logs in, is named for all to see, invites and admits by themselves', async () => {
    second = await appoint('이관리');
    const { home, id } = second;
    expect(id).toMatch(/^1741000-[a-z0-9]{5}-admin$/);
    const desk = await open(home, id, PASSPHRASE.person);
    await until('the directory', () => desk.context.sync.directory().agencies.get('1741000')?.administrators?.length === 2);
    expect(everOf(desk).map((one) => [one.id, one.name, one.ended])).toEqual([
      ['1741000-admin', '홍길동', null],
      [id, '이관리', null],
    ]);
    expect(must(await desk.handlers['directory.get']({ agency: null, query: '' })).administers).toBe('1741000');
    await desk.close();
    opened.length = 0;
    const theirs = ['--data', home, '--server', office.url, '--passphrase-file', files.person];
    const invited = await here(runCommand, 'invite', ...theirs, ...CHIEF, '--out', office.at('by-second.inv'), '--json');
    expect([invited.status, invited.said]).toEqual([0, '']);
    const { code } = readEnvelope(invited.out).subject as { code: string };
    expect((await office.request('by-second.inv', code, folders.make(), 'by-second.req')).status).toBe(0);
    const admitted = await here(runCommand, 'admit', office.at('by-second.req'), '--out', office.at('by-second.cer'), ...theirs);
    expect([admitted.status, admitted.said]).toEqual([0, '']);
  });

  it('EN16 the file that carries the agency’s key opens on their PC alone, with their passphrase, and not once a byte of it changed', async () => {
    const home = folders.make();
    const { code } = await office.invite('b.inv', '--admin', '--name', '박관리');
    await office.request('b.inv', code, home, 'b.req');
    const elsewhere = folders.make();
    cpSync(home, elsewhere, { recursive: true });
    await office.admit('b.req', 'b.cer');
    const file = JSON.parse(readFileSync(office.at('b.cer'), 'utf8')) as { v: number; body: string };
    expect(file.v).toBe(2);
    const body = JSON.parse(file.body) as { authority: { data: string } };
    const key = must(await readAuthorityFile(join(office.data, 'profiles/1741000-admin/authority.json'), PASSPHRASE.admin)).privateKey;
    expect(readFileSync(office.at('b.cer')).includes(Buffer.from(key).toString('base64'))).toBe(false);
    const flipped = { ...body, authority: { ...body.authority, data: `${body.authority.data.startsWith('A') ? 'B' : 'A'}${body.authority.data.slice(1)}` } };
    writeFileSync(office.at('changed.cer'), JSON.stringify({ ...file, body: JSON.stringify(flipped) }));
    expect(await office.take('changed.cer', home)).toMatchObject({ status: 2, out: expect.stringContaining('HANDOVER_BROKEN') });
    const { authority: _, ...bare } = body;
    writeFileSync(office.at('bare.cer'), JSON.stringify({ ...file, v: 1, body: JSON.stringify(bare) }));
    expect(await office.take('bare.cer', home)).toMatchObject({ status: 2, out: expect.stringContaining('HANDOVER_BROKEN') });
    const wrong = await office.take('b.cer', home, '--passphrase-file', files.root);
    expect(wrong).toMatchObject({ status: 2, out: expect.stringContaining('WRONG_PASSPHRASE') });
    expect((await office.take('b.cer', home)).status).toBe(0);
    const [id = ''] = readdirSync(join(home, 'profiles'));
    expect((await readAuthorityFile(join(home, 'profiles', id, 'authority.json'), PASSPHRASE.person)).ok).toBe(true);
  });

  it('EN16 a name is asked for, a number that stands is refused, and where two have their profile in one folder the command asks which', async () => {
    const bare = await here(runCommand, 'invite', ...admin, '--admin', '--out', office.at('none.inv'));
    expect([bare.status, bare.said.includes('--name')]).toEqual([2, true]);
    const taken = await here(runCommand, 'invite', ...admin, '--admin', '--name', '또', '--person', '1741000-admin', '--out', office.at('none.inv'));
    expect([taken.status, taken.said.includes('이미 있습니다')]).toEqual([2, true]);
    const { home, id } = second;
    cpSync(join(office.data, 'profiles/1741000-admin'), join(home, 'profiles/1741000-admin'), { recursive: true });
    const both = ['--data', home, '--server', office.url, '--passphrase-file', files.person];
    const asked = await here(runCommand, 'directory', '--export', office.at('x.csv'), ...both);
    expect([asked.status, asked.said.includes('--as')]).toEqual([2, true]);
    expect((await here(runCommand, 'directory', '--export', office.at('x.csv'), ...both, '--as', id)).status).toBe(0);
    expect(existsSync(office.at('none.inv'))).toBe(false);
  });

  it('EN17 one administrator ends another by number: out at once, and the next command is told so without waiting', async () => {
    const { home, id } = second;
    const desk = await open(home, id, PASSPHRASE.person);
    expect((await here(runCommand, 'revoke', ...admin, '--admin', id)).status).toBe(0);
    await until('the second is out', () => desk.context.sync.reason()?.code === 'LOGIN_REFUSED');
    await desk.close();
    opened.length = 0;
    const before = performance.now();
    const theirs = ['--data', home, '--server', office.url, '--passphrase-file', files.person, '--as', id];
    const late = await here(runCommand, 'directory', '--export', office.at('late.csv'), ...theirs);
    expect([late.status, late.said.includes('폐지')]).toEqual([2, true]);
    expect(performance.now() - before).toBeLessThan(15_000);
    // Called back under the same number: the new key goes into the profile there is, the agency's beside it.
    const { code } = await office.invite('back.inv', '--admin', '--name', '이관리', '--person', id);
    expect((await office.request('back.inv', code, home, 'back.req')).status).toBe(0);
    expect((await office.admit('back.req', 'back.cer')).status).toBe(0);
    const taken = await office.take('back.cer', home);
    expect([taken.status, readEnvelope(taken.out).subject]).toMatchObject([0, { replaces: true, administers: true }]);
    const again = await open(home, id, PASSPHRASE.person);
    expect(everOf(again).flatMap((one) => (one.id === id ? [one.ended === null] : []))).toEqual([false, true]);
  });
});

describe('coming back', { timeout: 90_000 }, () => {
  it('EN18 EN20 a sole administrator whose device is locked comes back with the root’s key; whoever has the profile, its passphrase and its issuing key is out', async () => {
    const one = await openOffice(folders.make());
    const home = folders.make();
    const { code } = await one.invite('p.inv', ...CHIEF);
    await one.request('p.inv', code, home, 'p.req');
    await one.admit('p.req', 'p.cer');
    await one.take('p.cer', home);
    const thief = folders.make();
    cpSync(join(one.data, 'profiles/1741000-admin'), join(thief, 'profiles/1741000-admin'), { recursive: true });
    const copy = must(await openPerson(thief, '1741000-admin', PASSPHRASE.admin, one.url));
    await copy.close();
    const sole = ['--data', one.data, '--server', one.url, '--passphrase-file', files.admin];
    const { said: shut } = await here(runCommand, 'directory', '--export', one.at('x.csv'), ...sole);
    expect([shut.includes('복사되어 쓰인 흔적'), shut.includes('recover')]).toEqual([true, true]);
    const back = ['--data', one.data, '--server', one.url, '--name', '홍길동', '--passphrase-file', files.person];
    const wrong = await here(runCommand, 'recover', ...back, '--root-key', join(one.data, 'root-key.json'), '--root-passphrase-file', files.admin);
    expect([wrong.status, readdirSync(join(one.data, 'profiles'))]).toEqual([2, ['1741000-admin']]);
    const done = await here(runCommand, 'recover', ...back, '--root-key', join(one.data, 'root-key.json'), '--root-passphrase-file', files.root);
    expect([done.status, done.said]).toEqual([0, '']);
    expect(done.out).toContain('기관 인증기관을 새로 만들었습니다');
    const [id = '', ...others] = readdirSync(join(one.data, 'profiles'));
    expect([others, readdirSync(join(one.data, 'ended'))]).toEqual([[], ['1741000-admin']]);
    const again = must(await openPerson(one.data, id, PASSPHRASE.person, one.url));
    opened.push(again);
    expect(everOf(again).map(({ name, ended }) => [name, ended === null])).toEqual([
      ['홍길동', false],
      ['홍길동', true],
    ]);
    // The thief makes a certificate anew with the issuing key that was beside the profile: neither server nor replica takes it.
    const renewed = await here(runCommand, 'renew', '--data', thief, '--server', one.url, '--passphrase-file', files.admin);
    expect(renewed.out).toContain('예전 인증서는 아직 쓸 수 있습니다');
    expect(renewed.out).toContain('서버가 이 관리자의 인증서를 받지 않습니다');
    // Who was certified before works on, and the new administrator invites and admits under the new authority.
    const person = must(await openPerson(home, 'p-001', PASSPHRASE.person, one.url));
    opened.push(person);
    await until('the directory', () => person.context.sync.directory().agencies.get('1741000')?.administrators?.[0]?.id === id);
    expect(person.context.sync.failure()).toBe(null);
    const anew = ['--data', one.data, '--server', one.url, '--passphrase-file', files.person];
    await again.close();
    const invited = await here(runCommand, 'invite', ...anew, '--person', 'p-002', ...CHIEF.slice(2), '--out', one.at('q.inv'), '--json');
    const fresh = (readEnvelope(invited.out).subject as { code: string }).code;
    const other = folders.make();
    expect((await one.request('q.inv', fresh, other, 'q.req')).status).toBe(0);
    expect((await here(runCommand, 'admit', one.at('q.req'), '--out', one.at('q.cer'), ...anew)).status).toBe(0);
    expect((await one.take('q.cer', other)).status).toBe(0);
    // EN20: what was ended before the authority was made anew stays on the list the new one signs.
    const listed = await here(runCommand, 'revoke', ...anew, '--person', 'p-001', '--crl', one.at('list.pem'));
    expect([listed.status, listed.out.includes('폐지 목록을 썼습니다(2건'), listed.out.includes('2건은 이 기관의 예전 인증기관 열쇠')]).toEqual([
      0,
      true,
      true,
    ]);
    const pem = (name: string, der: string): string => {
      writeFileSync(one.at(name), toPem(new Uint8Array(Buffer.from(der, 'base64'))));
      return one.at(name);
    };
    const [ended, still] = [must(await readProfile(join(home, 'profiles/p-001'))).profile, must(await readProfile(join(other, 'profiles/p-002'))).profile];
    writeFileSync(one.at('cas.pem'), readFileSync(pem('old.pem', ended.issuer), 'utf8') + readFileSync(pem('new.pem', still.issuer), 'utf8'));
    const check = (file: string) => {
      const lists = ['-crl_check', '-extended_crl', '-CRLfile', one.at('list.pem')];
      return spawnSync('openssl', ['verify', ...lists, '-CAfile', join(one.data, 'root.pem'), '-untrusted', one.at('cas.pem'), file], { encoding: 'utf8' });
    };
    expect(check(pem('p1.pem', ended.certificate))).toMatchObject({ status: 2, stderr: expect.stringContaining('certificate revoked') });
    expect(check(pem('p2.pem', still.certificate))).toMatchObject({ status: 0 });
    opened.push(must(await openPerson(other, 'p-002', PASSPHRASE.person, one.url)));
    await one.server.stop();
  });

  it('EN18 with a copy of the issuing key, on another PC over the resting server’s address; a key of the wrong kind makes nothing', async () => {
    const home = folders.make();
    const source = must(await readAuthorityFile(join(office.data, 'profiles/1741000-admin/authority.json'), PASSPHRASE.admin));
    writeFileSync(office.at('copy.json'), await authorityFile(source, '따로 보관한 암호'));
    const kept = office.secret('kept.txt', '따로 보관한 암호');
    const back = ['--data', home, '--server', office.url, '--name', '새관리', '--passphrase-file', files.person];
    const trust = ['--trust', join(office.data, 'root.pem')];
    const root = join(office.data, 'root-key.json');
    const wrong = await here(runCommand, 'recover', ...back, ...trust, '--authority', root, '--authority-passphrase-file', files.root);
    expect([wrong.status, wrong.said.includes('--root-key에는 최상위')]).toEqual([2, true]);
    const bare = await here(runCommand, 'recover', ...back, '--authority', office.at('copy.json'), '--authority-passphrase-file', kept);
    expect([bare.status, bare.said.includes('--trust')]).toEqual([2, true]);
    expect(existsSync(join(home, 'profiles'))).toBe(false);
    // A folder that was not there is not there after a refusal either.
    const nowhere = join(home, 'new');
    const asked = ['--data', nowhere, '--server', office.url, '--name', '새관리', '--passphrase-file', files.person, ...trust];
    const refused = await here(runCommand, 'recover', ...asked, '--authority', root, '--authority-passphrase-file', files.root);
    expect([refused.status, existsSync(nowhere)]).toEqual([2, false]);
    const done = await here(runCommand, 'recover', ...back, ...trust, '--authority', office.at('copy.json'), '--authority-passphrase-file', kept);
    expect([done.status, done.said]).toEqual([0, '']);
    expect(done.out).toContain('같은 기관 인증기관을 그대로 씁니다');
    const [id = ''] = readdirSync(join(home, 'profiles'));
    const again = await open(home, id, PASSPHRASE.person);
    expect(
      everOf(again)
        .filter(({ ended }) => ended === null)
        .map((one) => one.id),
    ).toEqual([id]);
    expect((await here(runCommand, 'directory', '--export', office.at('over.csv'), ...admin)).said).toContain('recover');
  });

  it('EN18 the server took it and only its answer was lost: the new administrator’s profile stays, is told of, and opens', async () => {
    const one = await openOffice(folders.make());
    const { port, loseAnswer, close } = await createProxy(Number(new URL(one.url).port));
    loseAnswer('POST /statements');
    const root = ['--root-key', join(one.data, 'root-key.json'), '--root-passphrase-file', files.root];
    const back = ['--data', one.data, '--server', `http://127.0.0.1:${port}`, '--name', '홍길동', '--passphrase-file', files.person];
    const done = await here(runCommand, 'recover', ...back, ...root);
    await close();
    expect([done.status, done.said.includes('서버가 받았는지는 알 수 없습니다')]).toEqual([2, true]);
    const id = readdirSync(join(one.data, 'profiles')).find((name) => name !== '1741000-admin') ?? '';
    expect(done.said).toContain(join(one.data, 'profiles', id));
    const again = await open(one.data, id, PASSPHRASE.person, one.url);
    expect(
      again.context.sync
        .directory()
        .agencies.get('1741000')
        ?.administrators?.map((named) => named.id),
    ).toEqual([id]);
    await again.close();
    opened.pop();
    await one.server.stop();
  });
});
