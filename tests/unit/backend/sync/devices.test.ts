import { randomBytes } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../electron/backend/db/open.ts';
import type { ReplicaDb } from '../../../../electron/backend/db/sql.ts';
import type { Vault } from '../../../../electron/backend/platform.ts';
import { createDevice } from '../../../../electron/backend/sync/device.ts';
import { createSync, type Sync } from '../../../../electron/backend/sync/sync.ts';
import { createWire } from '../../../../electron/backend/sync/wire.ts';
import { mainRoom } from '../../../../shared/collab/protocol.ts';
import type { DeviceInfo, DeviceList } from '../../../../shared/sync/devices.ts';
import type { Limits } from '../../../../sync-server/limits.ts';
import { createTestDevice, decisionOf } from '../../../support/sync-devices.ts';
import { createFolders, createStage, must, until, type Stage } from '../../../support/sync.ts';
import { createVault } from '../../../support/vault.ts';

const folders = createFolders();
const ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
  folders.clean();
});

async function begin(limits: Partial<Limits> = {}): Promise<Stage> {
  const stage = await createStage({ freeDevices: 1, devicesAtOnce: 3, ...limits });
  ending.push(() => stage.close());
  return stage;
}

const KEY = randomBytes(32);
const open = (file: string): ReplicaDb => {
  const db = must(openDatabase(file, KEY));
  ending.push(() => db.close());
  return db;
};
const online = (sync: Sync) => until('online', () => sync.status().connection === 'online');
const refused = (sync: Sync, code: string) => until(code, () => sync.failure() === code);
const listOf = async (sync: Sync): Promise<DeviceList> => must(await sync.ask<DeviceList>('GET', '/devices'));

/** Opens kim's replica on a file. */
function machine(stage: Stage, file: string, more: { vault?: Vault; clock?: () => Date } = {}): Sync {
  const { root, crypto, people } = stage.world;
  const sync = createSync({ db: open(file), url: stage.url(), login: people.kim.login, rootCertificate: root, crypto, clock: () => new Date(), ...more });
  ending.push(() => sync.stop());
  sync.start();
  return sync;
}

describe('the replica as a device', () => {
  it('DV2 the next secret is on disk before the session is used: a disk that refuses leaves the device as it was', async () => {
    const stage = await begin();
    const { kim } = stage.world.people;
    const device = createDevice({ db: stage.database(), vault: null });
    const full = {
      ...device,
      keep: () => {
        throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
      },
    };
    const first = createWire({ url: stage.url(), login: kim.login, device: full });
    expect(await first.session.ensure()).toMatchObject({ ok: false, code: 'DISK_FULL' });
    expect(first.session.pass().token).toBe('');
    const wire = createWire({ url: stage.url(), login: kim.login, device });
    must(await wire.session.ensure());
    const server = wire.session.server();
    const shown = device.show(server);
    expect(shown.secret).not.toBe('');
    // Nothing was asked under the session yet: the secret is kept all the same, and good for the next login.
    const next = createWire({ url: stage.url(), login: kim.login, device });
    must(await next.session.ensure());
    must(await next.json('GET', '/devices'));
    expect(device.show(server)).toMatchObject({ id: shown.id });
    for (const one of [first, wire, next]) one.close();
  });

  it('DV2 an answer that is lost on its way locks no honest device', async () => {
    const stage = await begin();
    const { kim } = stage.world.people;
    const device = createDevice({ db: stage.database(), vault: null });
    let lose = 0;
    const proxy = createServer((from, to) => {
      const onward = request(
        { host: '127.0.0.1', port: Number(new URL(stage.url()).port), method: from.method, path: from.url, headers: from.headers },
        (answer) => {
          if (from.url === '/login' && lose-- > 0) return void from.socket.destroy();
          to.writeHead(answer.statusCode ?? 500, answer.headers);
          return void answer.pipe(to);
        },
      );
      from.pipe(onward);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    ending.push(() => proxy.close());
    const port = (proxy.address() as { port: number }).port;
    for (let round = 0; round < 3; round++) {
      lose = 1;
      const wire = createWire({ url: `http://127.0.0.1:${port}`, login: kim.login, device });
      expect((await wire.session.ensure()).ok).toBe(false);
      lose = 0;
      must(await wire.session.ensure());
      const { devices } = must(await wire.json<DeviceList>('GET', '/devices'));
      expect(devices).toMatchObject([{ state: 'approved', own: true }]);
      wire.close();
    }
  });

  it('DV3 a command on the same PC, which cannot open the key store, is a device of its own and takes nothing from the app', async () => {
    const stage = await begin();
    const db = stage.database();
    const app = createDevice({ db, vault: createVault('here') });
    const first = app.show('log');
    expect(app.keep('log', first, 'one')).toBe(true);
    const command = createDevice({ db, vault: null });
    const own = command.show('log');
    expect([own.id === first.id, own.secret]).toEqual([false, '']);
    expect(command.keep('log', own, 'two')).toBe(true);
    expect(command.show('log')).toEqual({ id: own.id, secret: 'two' });
    expect(app.show('log')).toEqual({ id: first.id, secret: 'one' });
    // A third place, with a key store of its own, opens neither the first nor takes it away.
    expect(createDevice({ db, vault: createVault('elsewhere') }).show('log').id).toBe(own.id);
  });

  it('DV2 two processes of one profile at one login: only what was read and not yet changed is replaced', async () => {
    const stage = await begin();
    const device = createDevice({ db: stage.database(), vault: null });
    const [a, b] = [device.show('log'), device.show('log')];
    expect(device.keep('log', a, 'one')).toBe(true);
    expect(device.keep('log', b, 'two')).toBe(false);
    expect(device.show('log')).toEqual({ id: a.id, secret: 'one' });
    expect(device.show('another log').id).not.toBe(a.id);
  });

  it('DV3 a copy of the whole profile comes in once; the owner is turned out, locks the device by coming back, and neither tries on', async () => {
    const stage = await begin();
    const folder = folders.make();
    const owner = machine(stage, join(folder, 'replica.db'));
    await online(owner);
    // The thief's copy is made while the owner is at work: it holds the secret of now.
    for (const part of ['', '-wal']) copyFileSync(join(folder, `replica.db${part}`), join(folder, `copy.db${part}`));
    const heard: string[] = [];
    owner.onDevice((notice) => heard.push(notice.event));
    const thief = machine(stage, join(folder, 'copy.db'));
    await refused(owner, 'DEVICE_CLONED');
    await refused(thief, 'DEVICE_CLONED');
    // The owner read of a login nobody here made.
    await until('the owner heard', () => heard.includes('login'));
    expect(thief.reason()?.message).toContain('복사');
    // Neither comes back by itself: each of these is one try, and the administrator reads how many there were.
    for (const sync of [owner, thief]) {
      sync.retry();
      await refused(sync, 'DEVICE_CLONED');
    }
    const { admin } = stage.world.people;
    const desk = createWire({ url: stage.url(), login: admin.login, device: createTestDevice() });
    must(await desk.session.ensure());
    const [locked] = must(await desk.json<DeviceInfo[]>('GET', '/devices/agency')).filter((device) => device.person === 'kim');
    if (locked === undefined) throw new Error('no device of kim');
    must(await desk.json('POST', '/devices/decide', await decisionOf(admin, stage.server().origin, 'approve', locked)));
    owner.retry();
    await online(owner);
    // Whoever comes second after that is the copy, and is known at once.
    thief.retry();
    await refused(thief, 'DEVICE_CLONED');
    desk.close();
  });

  it('DV2 a command beside the open program goes first: the program stays out of its way without an alarm and comes back once it is done', async () => {
    const stage = await begin();
    const db = stage.database();
    const who = stage.world.people.kim;
    let working = false;
    const app = stage.replica(who, db, { atCommand: () => working });
    await online(app);
    const heard: string[] = [];
    app.onDevice(({ event }) => heard.push(event));
    // One command right after the other, as an administrator types them: the program is turned out more than once within a minute.
    for (const again of [false, true]) {
      working = true;
      const command = stage.replica(who, db);
      await online(command);
      await until('out of the way', () => app.failure() === 'PROFILE_AT_COMMAND');
      expect(command.status().connection).toBe('online');
      await command.stop();
      working = false;
      if (again) app.retry();
      await online(app);
    }
    expect(heard).toEqual([]);
    // DV14: what only goes on after a command is no login its person made; what they asked for is.
    expect((await listOf(app)).events.filter(({ command }) => command === true)).toHaveLength(1);
  });

  it('DV2 two windows of one profile do not turn each other out for ever: one of them gives way and says why', { timeout: 90_000 }, async () => {
    const stage = await begin();
    const file = join(folders.make(), 'replica.db');
    const windows = [machine(stage, file), machine(stage, file)] as const;
    // Each is turned out twice, and comes back later every time: on a busy computer that takes its while.
    await until('one gives way', () => windows.some((sync) => sync.failure() === 'SESSION_SHARED'), 60_000);
    await until('the other works', () => windows.some((sync) => sync.status().connection === 'online'));
    const [stays, gave] = windows[0].failure() === 'SESSION_SHARED' ? [windows[1], windows[0]] : windows;
    expect((await listOf(stays)).devices.map(({ state }) => state)).toEqual(['approved']);
    expect(gave.reason()).toMatchObject({ code: 'SESSION_SHARED', halted: true });
    await stays.stop();
    gave.retry();
    await online(gave);
  });

  it('DV3 with a key store of the system a copied profile is a new device elsewhere, and waits', async () => {
    const stage = await begin();
    const folder = folders.make();
    const owner = machine(stage, join(folder, 'replica.db'), { vault: createVault('here') });
    await online(owner);
    await owner.stop();
    for (const end of ending.splice(1)) await end();
    copyFileSync(join(folder, 'replica.db'), join(folder, 'copy.db'));
    const elsewhere = machine(stage, join(folder, 'copy.db'), { vault: createVault('elsewhere') });
    await refused(elsewhere, 'DEVICE_WAITING');
    const here = machine(stage, join(folder, 'replica.db'), { vault: createVault('here') });
    await online(here);
    expect((await listOf(here)).devices.map(({ state, own }) => ({ state, own }))).toEqual([
      { state: 'approved', own: true },
      { state: 'waiting', own: false },
    ]);
  });

  it('DV6 a session that was ended stays ended until its person asks again; text and acts wait meanwhile', async () => {
    const stage = await begin({ freeDevices: 2 });
    const { kim } = stage.world.people;
    const laptop = machine(stage, join(folders.make(), 'replica.db'));
    await online(laptop);
    const documentId = '6f0d2a52-3b0c-4a6e-9a35-0b6c7f1d2e3f';
    must(
      await laptop
        .submit({ signed: kim.sign('document.created', { form: 'official', unit: 'U1', grants: [] }, { documentId }) })
        .then((reply) => ({ ok: true as const, value: reply })),
    );
    const room = laptop.openRoom(mainRoom(documentId, 1));
    await room.whenSynced;
    const pc = createWire({ url: stage.url(), login: kim.login, device: createTestDevice('사무실 PC') });
    must(await pc.session.ensure());
    const { sessions } = must(await pc.json<DeviceList>('GET', '/devices'));
    must(await pc.json('POST', '/sessions/end', { id: sessions.find(({ own }) => !own)?.id }));
    await refused(laptop, 'SESSION_ENDED');
    room.doc.getText('t').insert(0, '끊긴 동안 쓴 글');
    expect(await laptop.submit({ signed: kim.sign('rights.set', { grants: [] }, { documentId }) })).toEqual({ state: 'waiting' });
    expect(must(await pc.json<DeviceList>('GET', '/devices')).sessions).toHaveLength(1);
    expect(laptop.status()).toMatchObject({ connection: 'offline', unsavedUpdates: 1, outbox: 1 });
    laptop.retry();
    await online(laptop);
    await room.saved();
    await until('sent', () => laptop.status().outbox === 0);
    expect(laptop.outbox().map(({ reply }) => reply.state)).toEqual(['accepted', 'accepted']);
    pc.close();
  });

  it('DV7 sessions are renewed by the life they have, whatever the clock of this PC says: co-editing goes on without a break', async () => {
    const stage = await begin({ sessionMs: 1500, keepAliveMs: 50 });
    const far = (): Date => new Date(Date.now() - 400 * 86_400_000);
    const sync = machine(stage, join(folders.make(), 'replica.db'), { clock: far });
    await online(sync);
    const { kim } = stage.world.people;
    const documentId = '7f0d2a52-3b0c-4a6e-9a35-0b6c7f1d2e3f';
    await sync.submit({ signed: kim.sign('document.created', { form: 'official', unit: 'U1', grants: [] }, { documentId }) });
    const room = sync.openRoom(mainRoom(documentId, 1));
    await room.whenSynced;
    let breaks = 0;
    sync.onChange(() => void (breaks += sync.status().connection === 'online' ? 0 : 1));
    const end = performance.now() + 5000;
    for (let n = 0; performance.now() < end; n++) {
      room.doc.getMap('m').set('n', n);
      await room.saved();
    }
    expect(breaks).toBe(0);
    // One login in all that time: the device was let in once.
    expect((await listOf(sync)).events.filter(({ kind }) => kind === 'login')).toHaveLength(1);
  });
});
