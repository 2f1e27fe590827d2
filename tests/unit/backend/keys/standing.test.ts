import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { act } from '../../../../electron/backend/acts/send.ts';
import type { Backend } from '../../../../electron/backend/backend.ts';
import { CHIEF, openOffice, type Office } from '../../../support/office.ts';
import { openPerson, PASSPHRASE } from '../../../support/start.ts';
import { createFolders, must, until } from '../../../support/sync.ts';

const folders = createFolders();
const home = folders.make();
const opened: Backend[] = [];
let office: Office;
beforeAll(async () => {
  office = await openOffice(folders.make());
  const { code } = await office.invite('a.inv', ...CHIEF);
  await office.request('a.inv', code, home, 'a.req');
  await office.admit('a.req', 'a.cer');
  await office.take('a.cer', home);
}, 60_000);
afterEach(async () => {
  for (const backend of opened.splice(0)) await backend.close();
});
afterAll(async () => {
  await office?.server.stop();
  folders.clean();
});

async function open(serverUrl: string | null, now?: () => Date): Promise<Backend> {
  const backend = must(await openPerson(home, 'p-001', PASSPHRASE.person, serverUrl, now === undefined ? {} : { now }));
  opened.push(backend);
  return backend;
}

const write = (backend: Backend) => backend.handlers['documents.create']({ form: 'official', title: '글', partners: [], recordFile: '', work: [] });
const statusOf = async (backend: Backend) => must(await backend.handlers['status.get']({}));

describe('an own certificate that is over', { timeout: 60_000 }, () => {
  it('KEY3 KEY7 KEY8 is told of, and signs nothing: neither when its time is over nor when it was revoked, online and off, nothing being composed', async () => {
    const online = await open(office.url);
    await until('the directory and a line', () => online.context.sync.directory().agencies.size === 1 && online.context.sync.status().connection === 'online');
    expect((await statusOf(online)).certificate).toMatchObject({ state: 'good', checkedAt: expect.any(String) });
    expect((await write(online)).ok).toBe(true);
    await online.close();
    opened.length = 0;

    const soon = await open(null, () => new Date(Date.now() + 715 * 86_400_000));
    expect((await statusOf(soon)).certificate).toMatchObject({ state: 'soon', days: 15 });
    const late = await open(null, () => new Date(Date.now() + 731 * 86_400_000));
    expect((await statusOf(late)).certificate.state).toBe('expired');
    expect(await write(late)).toMatchObject({ code: 'CERTIFICATE_EXPIRED', message: expect.stringContaining('마지막으로 확인한 때') });
    expect(late.context.sync.outbox()).toHaveLength(1);
    const same = {
      documentId: randomUUID(),
      type: 'document.created',
      body: { form: 'official', unit: '110', grants: [] },
      bound: { version: 1 },
      done: '',
    } as const;
    const clicks = await Promise.all([act(soon.context, same), act(soon.context, same)]);
    expect(clicks).toMatchObject([{ value: { state: 'waiting' } }, { code: 'ALREADY_SIGNED' }]);
    for (const backend of opened.splice(0)) await backend.close();

    const before = await open(office.url);
    expect((await office.revoke('--person', 'p-001')).status).toBe(0);
    await until('it is out', () => before.context.sync.reason()?.code === 'LOGIN_REFUSED');
    expect(await write(before)).toMatchObject({ code: 'CERTIFICATE_REVOKED' });
    await before.close();
    opened.length = 0;
    const off = await open(null);
    expect((await statusOf(off)).certificate.state).toBe('revoked');
    expect(await write(off)).toMatchObject({ code: 'CERTIFICATE_REVOKED', message: expect.stringContaining('마지막으로 확인한 때') });
    expect(off.context.sync.outbox()).toHaveLength(2);
  });
});
