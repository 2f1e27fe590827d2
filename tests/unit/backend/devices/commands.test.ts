import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBackend, type Backend } from '../../../../electron/backend/backend.ts';
import { sealKeyFile } from '../../../../electron/backend/keys/key-file.ts';
import { createPdf } from '../../../../electron/backend/pdf/pdf.ts';
import { readProfile, writeProfile } from '../../../../electron/backend/profile/profile.ts';
import type { EventPayload } from '../../../../shared/api/contract.ts';
import { logIn } from '../../../support/sync-devices.ts';
import { createFolders, createStage, must, until, type Stage } from '../../../support/sync.ts';
import type { Someone } from '../../../support/sync-world.ts';

const PASSPHRASE = '열 글자가 넘는 암호';
const folders = createFolders();
const pdf = createPdf();
const open: Backend[] = [];
let stage: Stage;
beforeEach(async () => void (stage = await createStage({ freeDevices: 1, devicesAtOnce: 3 })));
afterEach(async () => {
  for (const backend of open.splice(0)) await backend.close();
  await stage.close();
  folders.clean();
});

const base64 = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? new Uint8Array(0)).toString('base64');

/** A person's profile on a new machine, opened. */
async function machine(who: Someone): Promise<Backend> {
  const folder = join(folders.make(), 'profile');
  const { person, agency, unit, position } = who.actor;
  const keys = await sealKeyFile({ privateKey: Uint8Array.from(who.privateKey), databaseKey: randomBytes(32), sealKey: null }, PASSPHRASE);
  const { certificate, chain } = who.login;
  const papers = { certificate: base64(certificate.der), issuer: base64(chain[0]), root: base64(stage.world.root), seal: null };
  const names = { agency: { code: agency, name: agency }, unit: unit === null ? null : { code: unit, name: unit } };
  await writeProfile(folder, { v: 1, personId: person, name: person, position, ...names, ...papers }, keys);
  const platform = { vault: null, notify: null, saveFile: async () => ({ ok: true as const, value: { path: null } }) };
  const { crypto } = stage.world;
  const found = must(await readProfile(folder));
  const backend = must(
    await createBackend({ found, passphrase: PASSPHRASE, serverUrl: stage.url(), platform, pdf, crypto, now: () => new Date(), keyMinutes: 5 }),
  );
  open.push(backend);
  backend.start();
  return backend;
}

const status = (backend: Backend): EventPayload<'status.changed'> => {
  const told = backend.handlers['status.get']({});
  if (told instanceof Promise) throw new Error('status is told at once');
  return must(told);
};
const online = (backend: Backend) => until('online', () => status(backend).connection === 'online');
const list = async (backend: Backend) => must(await backend.handlers['devices.list']({}));

/** What the page is asked to show on the desktop from now on. */
function desktopOf(backend: Backend): EventPayload<'notices.show'>['notices'] {
  const shown: EventPayload<'notices.show'>['notices'] = [];
  backend.onEvent((event, payload) => {
    if (event === 'notices.show') shown.push(...(payload as EventPayload<'notices.show'>).notices);
  });
  return shown;
}

describe('commands of devices and sessions', () => {
  it('DV4 DV8 a waiting machine is told everywhere, let in with the open key alone, and its reason is on its own screen', async () => {
    const { kim } = stage.world.people;
    const pc = await machine(kim);
    await online(pc);
    const notices: EventPayload<'devices.noticed'>[] = [];
    pc.onEvent((event, payload) => {
      if (event === 'devices.noticed') notices.push(payload as EventPayload<'devices.noticed'>);
    });
    const laptop = await machine(kim);
    await until('the laptop waits', () => status(laptop).reason?.code === 'DEVICE_WAITING');
    await until('told', () => notices.some(({ kind, own }) => kind === 'waiting' && !own));
    const { devices, agency } = await list(pc);
    const waiting = devices.find(({ state }) => state === 'waiting');
    expect([waiting?.id, waiting?.personName, agency]).toEqual([status(laptop).device, '김하나', null]);
    if (waiting === undefined) return;
    const on = { act: 'approve' as const, person: waiting.person, device: waiting.id, revision: waiting.revision };
    pc.context.keyring.lock();
    expect(await pc.handlers['devices.decide'](on)).toMatchObject({ ok: false, code: 'LOCKED' });
    must(await pc.handlers['key.unlock']({ passphrase: PASSPHRASE }));
    expect(must(await pc.handlers['devices.decide'](on)).sentence).toContain('승인');
    expect(await pc.handlers['devices.decide'](on)).toMatchObject({ ok: false, code: 'STALE' });
    must(await laptop.handlers['sessions.resume']({}));
    await online(laptop);
    const { sessions, events } = await list(pc);
    expect(sessions.map(({ own }) => own)).toEqual([true, false]);
    expect(events[0]).toMatchObject({ kind: 'login', by: '김하나' });
    must(await pc.handlers['sessions.end']({ id: sessions.find(({ own }) => !own)?.id ?? 0 }));
    await until('the laptop is told', () => status(laptop).reason?.code === 'SESSION_ENDED');
    expect(status(laptop).reason?.halted).toBe(true);
    // What this window did itself is not told to it as somebody else's login.
    expect(notices.filter(({ kind, own }) => kind === 'login' && own)).toEqual([]);
  });

  it('DV15 a device that waits is told at once to its person where they are, and to the administrator, in note, bell and desktop, until it was decided on', async () => {
    const { kim, admin } = stage.world.people;
    const [pc, desk] = [await machine(kim), await machine(admin)];
    await Promise.all([online(pc), online(desk)]);
    const shown = [desktopOf(pc), desktopOf(desk)];
    const laptop = await machine(kim);
    for (const backend of [pc, desk]) await until('the approver is told', () => status(backend).waiting.length === 1);
    expect([pc, desk].map((backend) => status(backend).waiting[0])).toMatchObject([
      { person: 'kim', own: true, device: status(laptop).device },
      { person: 'kim', own: false, device: status(laptop).device, who: expect.stringContaining('김하나') },
    ]);
    expect(shown.map((notices) => notices.map(({ title }) => title))).toEqual([['기기가 승인을 기다립니다'], ['기기가 승인을 기다립니다']]);
    expect(must(await desk.handlers['notices.list']({}))).toMatchObject({ unread: 1, devices: [{ state: 'waiting', own: false }] });
    const found = (await list(desk)).agency?.find(({ state }) => state === 'waiting');
    if (found === undefined) throw new Error('not shown');
    must(await desk.handlers['devices.decide']({ act: 'approve', person: found.person, device: found.id, revision: found.revision }));
    for (const backend of [pc, desk]) await until('it is over', () => status(backend).waiting.length === 0);
    expect(must(await desk.handlers['notices.list']({}))).toMatchObject({ unread: 0, devices: [] });
  });

  it('DV4 DV5 DV12 an administrator sees the devices of the agency, blocks one and opens it again; nobody else is shown them', async () => {
    const { kim, admin } = stage.world.people;
    const [pc, desk] = [await machine(kim), await machine(admin)];
    await Promise.all([online(pc), online(desk)]);
    const seen = async () => {
      const found = (await list(desk)).agency?.find(({ person }) => person === 'kim');
      if (found === undefined) throw new Error('not shown');
      return found;
    };
    const decide = async (act: 'approve' | 'block') => {
      const { person, id: device, revision } = await seen();
      return must(await desk.handlers['devices.decide']({ act, person, device, revision }));
    };
    expect(await seen()).toMatchObject({ personName: '김하나', state: 'approved', own: false });
    expect((await list(desk)).agency?.find(({ person }) => person === 'admin-a')).toMatchObject({ own: true });
    await decide('block');
    await until('kim is out', () => status(pc).reason?.code === 'DEVICE_BLOCKED');
    expect(await pc.handlers['devices.list']({})).toMatchObject({ ok: false });
    await decide('approve');
    must(await pc.handlers['sessions.resume']({}));
    await online(pc);
    expect(status(pc).login).toMatchObject({ failed: 1 });
    // A copy of kim's profile logged in with a secret of before: the open desk is told by itself who, when and from where (DV12).
    expect(status(desk).locked).toEqual([]);
    const shown = desktopOf(desk);
    expect((await logIn(stage.url(), kim, { id: status(pc).device, name: '모르는 PC', secret: '' })).ok).toBe(false);
    await until('the desk is told', () => status(desk).locked.length === 1);
    expect(status(desk).locked[0]).toMatchObject({ person: 'kim', tried: '모르는 PC', who: expect.stringContaining('김하나') });
    // The bell and the desktop tell it too, once, until it was read and decided on.
    const bell = async () => must(await desk.handlers['notices.list']({}));
    const [row] = (await bell()).devices;
    expect([row, (await bell()).unread]).toMatchObject([{ state: 'locked', who: expect.stringContaining('김하나'), read: false }, 1]);
    expect(shown.map(({ title, documentId }) => [title, documentId])).toEqual([['기기 잠김: 프로필이 복사된 흔적', null]]);
    must(await desk.handlers['notices.read']({ ids: [], devices: [row?.key ?? ''] }));
    expect((await bell()).unread).toBe(0);
    await until('kim is locked out', () => status(pc).reason?.halted === true);
    expect(status(pc).locked).toEqual([]);
    await decide('block');
    await until('the note goes', () => status(desk).locked.length === 0);
    expect((await bell()).devices).toEqual([]);
  });
});
