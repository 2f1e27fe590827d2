import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { webcrypto, X509Certificate } from 'node:crypto';
import { signDirectory } from '../../../../electron/backend/directory/sign.ts';
import { admitRequest, type Admitting } from '../../../../electron/backend/enrolment/admit.ts';
import { atRegister, readRegister } from '../../../../electron/backend/enrolment/register.ts';
import { renewAdministrator } from '../../../../electron/backend/enrolment/renew.ts';
import { authorityFile, readAuthorityFile } from '../../../../electron/backend/pki/authority-file.ts';
import { readProfile } from '../../../../electron/backend/profile/profile.ts';
import { sha256Hex } from '../../../../shared/crypto/crypto.ts';
import { createWebCrypto } from '../../../../shared/crypto/web.ts';
import { ok } from '../../../../shared/lib/result.ts';
import { run as runCommand } from '../../../../electron/cli/commands.ts';
import { CHIEF, here, openOffice, type Office } from '../../../support/office.ts';
import { openPerson, passphraseFiles, PASSPHRASE } from '../../../support/start.ts';
import { createFolders, must, until } from '../../../support/sync.ts';

const folders = createFolders();
const YEAR = 365 * 86_400_000;
let office: Office;
let folder = '';
beforeAll(async () => {
  office = await openOffice(folders.make());
  folder = join(office.data, 'profiles/1741000-admin');
}, 60_000);
afterAll(async () => {
  await office?.server.stop();
  folders.clean();
});

const certificateNow = async (of = folder): Promise<X509Certificate> =>
  new X509Certificate(Buffer.from(must(await readProfile(of)).profile.certificate, 'base64'));
const renew = (more: Partial<Parameters<typeof renewAdministrator>[0]> = {}) =>
  renewAdministrator({ folder, passphrase: PASSPHRASE.admin, authority: PASSPHRASE.admin, now: new Date(), vault: null, ...more });

describe('one admission at a time', { timeout: 60_000 }, () => {
  /** The desk of the administrator without the wire: what is published is counted. */
  async function desk(): Promise<{ readonly admitting: Admitting; readonly published: string[] }> {
    const { profile } = must(await readProfile(folder));
    const authority = must(await readAuthorityFile(join(folder, 'authority.json'), PASSPHRASE.admin));
    const opened = must(await openPerson(office.data, '1741000-admin', PASSPHRASE.admin, office.url));
    const directory = opened.context.sync.directory();
    await opened.close();
    const record = directory.agencies.get(profile.agency.code);
    if (record === undefined) throw new Error('no record');
    const published: string[] = [];
    const publish: Admitting['publish'] = async (next) => {
      published.push(next.people.map(({ id }) => id).join());
      return ok(null);
    };
    const crypto = createWebCrypto(webcrypto.subtle);
    return { admitting: { folder, authority, current: () => ok({ directory, record }), crypto, now: new Date(), trusted: [], publish }, published };
  }

  it('EN12 two who answer one invitation at the same moment: one is certified, the other is told that it is used', async () => {
    const { code } = await office.invite('one.inv', ...CHIEF);
    for (const who of ['a', 'b']) expect((await office.request('one.inv', code, folders.make(), `${who}.req`)).status).toBe(0);
    const { admitting, published } = await desk();
    const both = await Promise.all(['a', 'b'].map((who) => admitRequest(admitting, readFileSync(office.at(`${who}.req`), 'utf8'))));
    expect(both.map((one) => (one.ok ? 'certified' : one.code)).toSorted()).toEqual(['INVITATION_USED', 'certified']);
    expect(published).toHaveLength(1);
  });

  it('EN12 two invitations answered at the same moment: no row of the register is lost, and the same request twice gives the same certificate', async () => {
    for (const id of ['p-010', 'p-011']) {
      const { code } = await office.invite(`${id}.inv`, '--person', id, ...CHIEF.slice(2));
      await office.request(`${id}.inv`, code, folders.make(), `${id}.req`);
    }
    const { admitting } = await desk();
    const texts = ['p-010', 'p-011', 'p-010'].map((id) => readFileSync(office.at(`${id}.req`), 'utf8'));
    const [first, second, again] = await Promise.all(texts.map((text) => admitRequest(admitting, text)));
    expect([first?.ok, second?.ok, again]).toEqual([true, true, first]);
    const rows = must(await readRegister(folder)).filter(({ person }) => person.id.startsWith('p-01'));
    expect(rows.map(({ issued }) => issued !== null)).toEqual([true, true]);
  });

  it('EN12 whoever works at the register is waited for', async () => {
    const order: string[] = [];
    const work = (name: string) =>
      atRegister(folder, async () => {
        order.push(`${name} begins`);
        await readRegister(folder);
        order.push(`${name} ends`);
        return ok(null);
      });
    await Promise.all([work('a'), work('b'), work('c')]);
    expect(order.filter((_, i) => i % 2 === 0).map((one) => one.slice(0, 1))).toEqual(order.filter((_, i) => i % 2 === 1).map((one) => one.slice(0, 1)));
  });
});

describe('the certificate of the administrator', { timeout: 60_000 }, () => {
  it('EN13 is made anew by its holder, before its end and after it; the server takes the new one and the register goes on', async () => {
    const before = await certificateNow();
    const far = new Date(Date.now() + 3 * YEAR);
    const renewed = must(await renew({ now: far }));
    expect(Date.parse(renewed.until)).toBeGreaterThan(far.getTime() + YEAR);
    must(await renew());
    const after = await certificateNow();
    expect([after.subject, after.issuer]).toEqual([before.subject, before.issuer]);
    expect(after.publicKey.export({ type: 'spki', format: 'der' }).equals(before.publicKey.export({ type: 'spki', format: 'der' }))).toBe(false);
    const { code } = await office.invite('after.inv', '--person', 'p-020', ...CHIEF.slice(2));
    expect((await office.request('after.inv', code, folders.make(), 'after.req')).status).toBe(0);
    expect((await office.admit('after.req', 'after.cer')).status).toBe(0);
    const opened = must(await openPerson(office.data, '1741000-admin', PASSPHRASE.admin, office.url));
    expect((await opened.handlers['status.get']({})).ok && opened.context.standing.view().state).toBe('good');
    await opened.close();
  });

  it('EN15 the only administrator’s key was stolen: renew with the agency’s key ends the old certificate at once, and the list names it', async () => {
    const thief = folders.make();
    cpSync(folder, join(thief, 'profiles/1741000-admin'), { recursive: true });
    const stolen = await certificateNow();
    const digest = sha256Hex(stolen.raw);
    const files = passphraseFiles(folders.make());
    const at = ['--data', office.data, '--server', office.url, '--passphrase-file', files.admin];
    expect((await here(runCommand, 'revoke', ...at, '--admin', digest)).said).toContain('지금 쓰는 관리자 인증서');
    const renewed = await here(runCommand, 'renew', ...at);
    expect([renewed.status, renewed.said]).toEqual([0, '']);
    expect(renewed.out).toContain('예전 인증서는 지금 끝났습니다');
    const copy = must(await openPerson(thief, '1741000-admin', PASSPHRASE.admin, null));
    const { actor, signer, sync } = copy.context;
    const agency = sync.directory().agencies.get('1741000');
    if (agency === undefined) throw new Error('no record');
    const late = must(await signDirectory({ actor, signer, at: new Date(), rev: 10_000 }, 'directory.put', { agency }));
    const answer = await fetch(`${office.url}/statements`, { method: 'POST', headers: { connection: 'close' }, body: JSON.stringify({ signed: late }) });
    expect(await answer.json()).toMatchObject({ ok: false, code: 'ADMIN_REVOKED' });
    await copy.close();
    const list = office.at('admins.pem');
    expect((await here(runCommand, 'revoke', ...at, '--crl', list)).status).toBe(0);
    const shown = spawnSync('openssl', ['crl', '-in', list, '-noout', '-text'], { encoding: 'utf8' }).stdout;
    expect(shown).toContain(stolen.serialNumber);
    expect((await here(runCommand, 'revoke', ...at, '--admin', digest)).said).toContain('이미 폐지');
  });

  it('EN13 where the agency’s key has a passphrase of its own the commands take it beside the other: the old certificate ends all the same', async () => {
    const path = join(folder, 'authority.json');
    const [before, text] = [sha256Hex((await certificateNow()).raw), readFileSync(path, 'utf8')];
    const files = passphraseFiles(folders.make());
    const authority = must(await readAuthorityFile(path, PASSPHRASE.admin));
    writeFileSync(path, await authorityFile(authority, PASSPHRASE.root));
    const at = ['--data', office.data, '--server', office.url, '--passphrase-file', files.admin];
    expect(await here(runCommand, 'renew', ...at)).toMatchObject({ status: 2, said: expect.stringContaining('인증기관 열쇠의 암호가 맞지 않습니다') });
    const other = ['--authority-passphrase-file', files.root];
    expect(await here(runCommand, 'renew', ...at.with(-1, files.person), ...other)).toMatchObject({
      status: 2,
      said: expect.stringContaining('인증서 암호가'),
    });
    expect(sha256Hex((await certificateNow()).raw)).toBe(before);
    const renewed = await here(runCommand, 'renew', ...at, ...other);
    expect([renewed.status, renewed.said, renewed.out.includes('예전 인증서는 지금 끝났습니다')]).toEqual([0, '', true]);
    expect((await here(runCommand, 'revoke', ...at, ...other, '--admin', before)).said).toContain('이미 폐지');
    writeFileSync(path, text);
  });

  it('EN15 a renewal in the app ends the certificate before it where the server is reached, and says so where it is not', async () => {
    const before = sha256Hex((await certificateNow()).raw);
    const given = { passphrase: PASSPHRASE.admin, authority: PASSPHRASE.admin };
    const online = must(await openPerson(office.data, '1741000-admin', PASSPHRASE.admin, office.url));
    expect(await online.handlers['key.renew'](given)).toMatchObject({ ok: true, value: { ended: true } });
    await online.close();
    const away = must(await openPerson(office.data, '1741000-admin', PASSPHRASE.admin, null));
    expect(await away.handlers['key.renew'](given)).toMatchObject({ ok: true, value: { ended: false } });
    await away.close();
    const again = must(await openPerson(office.data, '1741000-admin', PASSPHRASE.admin, office.url));
    await until('the directory', () => again.context.sync.directory().agencies.get('1741000')?.endedAdmins?.includes(before) === true);
    await again.close();
  });

  it('EN13 a new passphrase opens the key of the agency too, so that the administrator has one to remember', async () => {
    const opened = must(await openPerson(office.data, '1741000-admin', PASSPHRASE.admin, office.url));
    const next = '새로 정한 관리자 암호';
    expect(await opened.handlers['key.changePassphrase']({ current: PASSPHRASE.admin, next })).toMatchObject({ ok: true });
    expect((await readAuthorityFile(join(folder, 'authority.json'), PASSPHRASE.admin)).ok).toBe(false);
    expect((await readAuthorityFile(join(folder, 'authority.json'), next)).ok).toBe(true);
    expect(await opened.handlers['key.changePassphrase']({ current: next, next: PASSPHRASE.admin })).toMatchObject({ ok: true });
    expect((await readAuthorityFile(join(folder, 'authority.json'), PASSPHRASE.admin)).ok).toBe(true);
    await opened.close();
  });

  it('EN13 wrong passphrases, a person’s certificate and an authority that is over renew nothing', async () => {
    const before = (await certificateNow()).fingerprint256;
    expect(await renew({ passphrase: '아닌 암호 열 글자' })).toMatchObject({ code: 'WRONG_PASSPHRASE' });
    expect(await renew({ authority: '아닌 암호 열 글자' })).toMatchObject({ code: 'WRONG_PASSPHRASE' });
    expect(await renew({ now: new Date(Date.now() + 11 * YEAR) })).toMatchObject({ code: 'AUTHORITY_OVER' });
    expect((await certificateNow()).fingerprint256).toBe(before);
    const home = folders.make();
    const { code } = await office.invite('person.inv', '--person', 'p-030', ...CHIEF.slice(2));
    await office.request('person.inv', code, home, 'person.req');
    await office.admit('person.req', 'person.cer');
    await office.take('person.cer', home);
    expect(await renew({ folder: join(home, 'profiles/p-030'), passphrase: PASSPHRASE.person })).toMatchObject({ code: 'NOT_ADMIN' });
  });
});
