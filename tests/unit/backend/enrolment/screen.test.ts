import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp, type App, type AppConnection } from '../../../../electron/backend/app.ts';
import { createForeignCa, type ForeignCa } from '../../../support/foreign-ca.ts';
import { CHIEF, openOffice, type Office } from '../../../support/office.ts';
import { PASSPHRASE } from '../../../support/start.ts';
import { createFolders, until } from '../../../support/sync.ts';

const PASSWORD = '가진 파일의 암호';
const folders = createFolders();
const home = folders.make();
let office: Office;
let ca: ForeignCa;
let app: App;
let page: AppConnection;
beforeAll(async () => {
  office = await openOffice(folders.make());
  ca = createForeignCa();
  ca.issue('own', { key: 'rsa', name: '김과장()00880' });
  ca.export('own', PASSWORD, '-certfile', ca.path('sub.crt'));
  const saveFile = async (name: string, bytes: Uint8Array) => {
    writeFileSync(office.at(name), bytes);
    return { ok: true as const, value: { path: office.at(name) } };
  };
  app = createApp({ dataDir: home, platform: { vault: null, notify: null, saveFile }, serverUrl: office.url, version: '0', host: 'web' });
  page = app.connect({ connectionId: 'one', resume: null });
}, 60_000);
afterAll(async () => {
  page?.close();
  await app?.close();
  ca?.remove();
  await office?.server.stop();
  folders.clean();
});

const bytesOf = (path: string): Uint8Array => new Uint8Array(readFileSync(path));
const online = (): Promise<void> =>
  until('online', async () => {
    const status = await page.call('status.get', {});
    return status.ok && (status.value as { connection: string }).connection === 'online';
  });

describe('joining at the screen', { timeout: 60_000 }, () => {
  it('EN16 a further administrator joins from the gate: the certificate asks for their passphrase, and they invite in turn', async () => {
    const { code } = await office.invite('admin.inv', '--admin', '--name', '이관리');
    const request = { invitation: bytesOf(office.at('admin.inv')), code, passphrase: PASSPHRASE.person, existing: null };
    expect(await page.call('join.request', request)).toMatchObject({ ok: true, value: { name: '이관리' } });
    await office.admit('이관리.ongyeol-request', 'admin.cer');
    const certificate = bytesOf(office.at('admin.cer'));
    expect(await page.call('join.take', { certificate, passphrase: '' })).toMatchObject({ error: { code: 'PASSPHRASE_NEEDED' } });
    expect(await page.call('join.take', { certificate, passphrase: '틀린 암호입니다' })).toMatchObject({ error: { code: 'WRONG_PASSPHRASE' } });
    expect(await page.call('join.take', { certificate, passphrase: PASSPHRASE.person })).toMatchObject({ value: { name: '이관리', replaces: false } });
    const listed = await page.call('profiles.list', {});
    const [{ id = '' } = {}] = (listed.ok ? (listed.value as { profiles: { id: string }[] }).profiles : []) as { id?: string }[];
    expect(id).toMatch(/-admin$/);
    expect(await page.call('profiles.unlock', { id, passphrase: PASSPHRASE.person })).toMatchObject({ ok: true });
    await online();
    const invited = await page.call('directory.inviteAdministrator', { name: '박관리', days: 7, passphrase: PASSPHRASE.person });
    expect(invited).toMatchObject({ ok: true, value: { name: '박관리', post: '행정안전부 기관 관리자' } });
    await page.call('profiles.lock', {});
  });

  it('EN11 a person joins from the gate, works, and later brings a certificate of their own into the open profile', async () => {
    const first = await office.invite('a.inv', ...CHIEF);
    const request = { invitation: bytesOf(office.at('a.inv')), code: first.code, passphrase: PASSPHRASE.person, existing: null };
    expect(await page.call('join.request', { ...request, passphrase: '짧다' })).toMatchObject({ error: { code: 'PASSPHRASE_WEAK' } });
    expect(await page.call('join.request', { ...request, code: 'x' })).toMatchObject({ error: { code: 'CODE_WRONG' } });
    expect(await page.call('join.request', request)).toMatchObject({ ok: true, value: { name: '김과장', existing: null } });
    await office.admit('김과장.ongyeol-request', 'a.cer');
    expect(await page.call('join.take', { certificate: bytesOf(office.at('a.cer')), passphrase: '' })).toMatchObject({ value: { replaces: false } });
    expect(await page.call('profiles.unlock', { id: 'p-001', passphrase: PASSPHRASE.person })).toMatchObject({ ok: true });
    await online();

    const second = await office.invite('b.inv', ...CHIEF, '--replace');
    const own = { bytes: bytesOf(ca.path('own.p12')), password: PASSWORD };
    const again = { invitation: bytesOf(office.at('b.inv')), code: second.code, passphrase: PASSPHRASE.person, existing: own };
    expect(await page.call('join.request', { ...again, existing: { ...own, password: '아닌 암호' } })).toMatchObject({ error: { code: 'P12_PASSWORD' } });
    expect(await page.call('join.request', { ...again, passphrase: '틀린 암호입니다' })).toMatchObject({ error: { code: 'WRONG_PASSPHRASE' } });
    expect(await page.call('join.request', again)).toMatchObject({ value: { existing: { name: '김과장()00880', issuer: '시험 등록기관' } } });
    await office.admit('김과장.ongyeol-request', 'b.cer', '--trust', ca.rootFile);

    const other = app.connect({ connectionId: 'two', resume: null });
    expect(await other.call('profiles.unlock', { id: 'p-001', passphrase: PASSPHRASE.person })).toMatchObject({ ok: true });
    const take = { certificate: bytesOf(office.at('b.cer')), passphrase: PASSPHRASE.person };
    expect(await page.call('join.take', take)).toMatchObject({ error: { code: 'PROFILE_OPEN' } });
    await other.call('profiles.lock', {});
    expect(await page.call('join.take', { ...take, passphrase: '틀린 암호입니다' })).toMatchObject({ error: { code: 'WRONG_PASSPHRASE' } });
    expect(await page.call('join.take', take)).toMatchObject({ value: { name: '김과장', replaces: true } });
    expect(await page.call('status.get', {})).toMatchObject({ error: { code: 'PROFILE_LOCKED' } });
    await page.call('profiles.unlock', { id: 'p-001', passphrase: PASSPHRASE.person });
    await online();
    other.close();
  });
});
