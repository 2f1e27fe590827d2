import { randomUUID } from 'node:crypto';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { SCHEMA_VERSION } from '../../../shared/collab/content.ts';
import { CLOSE, mainRoom, SCHEMA_PARAM } from '../../../shared/collab/protocol.ts';
import type { DeviceInfo, LockedDevice } from '../../../shared/sync/devices.ts';
import { readAccess } from '../../../sync-server/access-tool.ts';
import type { Limits } from '../../../sync-server/limits.ts';
import { decisionOf, logIn } from '../../support/sync-devices.ts';
import { createDoor, newDevice, type Door } from '../../support/sync-door.ts';
import { createStage, must, until, type Stage } from '../../support/sync.ts';

/** As it is delivered: the first device of a person is let in, others wait. */
const POLICY = { freeDevices: 1, devicesAtOnce: 3 };
let stage: Stage;
let door: Door;
const begin = async (limits: Partial<Limits> = {}): Promise<void> => {
  stage = await createStage({ ...POLICY, ...limits });
  door = createDoor(stage);
};
afterEach(async () => {
  door.close();
  await stage.close();
});

describe('devices', () => {
  it('DV1 the proof names the device and its secret: what was signed for another is refused, and so is the proof of before', async () => {
    await begin();
    const { kim } = stage.world.people;
    const { next } = await door.come(kim, newDevice('사무실 PC'));
    for (const proved of [{ id: randomUUID() }, { secret: 'another' }])
      expect(await logIn(stage.url(), kim, next, { proved })).toMatchObject({ code: 'LOGIN_REFUSED' });
    expect(await logIn(stage.url(), kim, next, { sent: { device: undefined } })).toMatchObject({ code: 'MALFORMED' });
    expect(await logIn(stage.url(), kim, next, { sent: { signature: 'AA' } })).toMatchObject({ code: 'LOGIN_REFUSED' });
    expect((await door.enter(kim, next)).ok).toBe(true);
  });

  it('DV2 the secret changes at each login and counts from its first use: a lost answer or a crash in between locks nobody out', async () => {
    await begin();
    const { kim } = stage.world.people;
    const first = newDevice('사무실 PC');
    must(await door.enter(kim, first));
    const again = await door.come(kim, first);
    expect(again.session.secret).not.toBe('');
    // The answer is lost: the device shows what it has, as often as it likes.
    must(await door.enter(kim, again.next));
    must(await door.enter(kim, again.next));
    const third = await door.come(kim, again.next);
    // The new secret was kept, but the session never used: a restart of both ends lies in between.
    const kept = { ...first, secret: must(await door.enter(kim, third.next)).secret };
    await stage.restart();
    const fourth = await door.come(kim, kept);
    expect(new Set([again, third, fourth].map(({ session }) => session.secret)).size).toBe(3);
    const { token } = fourth.session;
    expect((await door.infoOf(token, first.id)).state).toBe('approved');
  });

  it('DV3 a copied profile is noticed at the next login of either, and the device is locked for both', async () => {
    await begin();
    const { kim, admin } = stage.world.people;
    const pc = newDevice('사무실 PC');
    const { next } = await door.come(kim, pc);
    const early = await door.come(kim, next);
    const line = await door.feed(early.session.token);
    // Whoever it is: the other one still shows the secret of before.
    expect(await door.enter(kim, next)).toMatchObject({ ok: false, code: 'DEVICE_CLONED' });
    await until('the open one is out', () => line.code() === CLOSE.deviceLocked);
    expect(await door.list(early.session.token)).toMatchObject({ ok: false, code: 'DEVICE_LOCKED' });
    expect(await door.enter(kim, early.next)).toMatchObject({ ok: false, code: 'DEVICE_CLONED' });
    const desk = await door.come(admin, newDevice('관리자 PC'));
    const [locked] = must(await door.ask<DeviceInfo[]>('GET', '/devices/agency', desk.session.token)).filter((one) => one.id === pc.id);
    expect(locked).toMatchObject({ person: 'kim', state: 'cloned', name: '사무실 PC' });
  });

  it('AL3 a login turned away after the key was proved is recorded in the name of its person; one without the key under the name it gives, as a claim; a name nobody has is not kept', async () => {
    await begin();
    const { kim } = stage.world.people;
    const pc = newDevice('사무실 PC');
    const { next } = await door.come(kim, pc);
    await door.come(kim, next);
    expect(await door.enter(kim, next)).toMatchObject({ code: 'DEVICE_CLONED' });
    expect(await logIn(stage.url(), kim, next, { sent: { signature: 'AA' } })).toMatchObject({ code: 'LOGIN_REFUSED' });
    expect(await logIn(stage.url(), kim, next, { sent: { signature: 'AA', person: 'nobody-here' } })).toMatchObject({ ok: false });
    const { records } = must(readAccess({ dataDir: stage.dataDir, document: '', person: '', known: '' }));
    expect(records.filter(({ act }) => act === 'refused').map(({ person, device, what, why }) => [person, device, what, why])).toEqual([
      ['kim', pc.id, '/login', 'DEVICE_CLONED'],
      ['kim', '', '/login claimed', 'LOGIN_REFUSED'],
      ['', '', '/login', 'CHALLENGE_UNKNOWN'],
    ]);
  });

  it('DV12 a lock is told at once to the administrators of the agency who are there, with where the copy showed itself, and to nobody else', async () => {
    await begin();
    const { kim, lee, admin } = stage.world.people;
    const pc = newDevice('사무실 PC');
    const { next } = await door.come(kim, pc);
    const [desk, other] = [await door.come(admin, newDevice('관리자 PC')), await door.come(lee, newDevice('이 PC'))];
    const [line, elsewhere] = [await door.feed(desk.token), await door.feed(other.token)];
    const locked = (token: string) => door.ask<LockedDevice[]>('GET', '/devices/locked', token);
    expect(must(await locked(desk.token))).toEqual([]);
    expect(await locked(other.token)).toMatchObject({ ok: false, code: 'NOT_ADMIN' });
    await door.come(kim, next);
    expect(await door.enter(kim, { ...next, name: '모르는 PC' })).toMatchObject({ code: 'DEVICE_CLONED' });
    await until('the administrator is told', () => line.kinds.includes('locked'));
    const [found] = must(await locked(desk.token));
    expect(found).toMatchObject({ person: 'kim', device: pc.id, name: '사무실 PC', tried: '모르는 PC', from: expect.stringMatching(/127\.0\.0\.1|::1/) });
    // A decision is told too: another administrator's list is not left standing.
    const [device] = must(await door.ask<DeviceInfo[]>('GET', '/devices/agency', desk.token)).filter((one) => one.id === pc.id);
    if (device === undefined) throw new Error('no such device');
    must(await door.decide(admin, desk.token, 'block', device));
    await until('told again', () => line.kinds.filter((kind) => kind === 'locked').length === 2);
    expect(must(await locked(desk.token))).toEqual([]);
    expect(elsewhere.kinds).not.toContain('locked');
  });

  it('DV3 a copy that comes in while the owner is at work turns the owner out, whose coming back locks both', async () => {
    await begin();
    const { kim } = stage.world.people;
    const { session, next } = await door.come(kim, newDevice('사무실 PC'));
    const owner = await door.feed(session.token);
    const copy = await door.come(kim, next);
    await until('turned out', () => owner.code() === CLOSE.sessionReplaced);
    expect(owner.notices.map((notice) => notice.event)).toContain('login');
    const thief = await door.feed(copy.session.token);
    const later = { ...next, secret: session.secret };
    expect(later.secret).toBe(next.secret);
    expect(await door.enter(kim, later)).toMatchObject({ code: 'DEVICE_CLONED' });
    await until('the thief is out', () => thief.code() === CLOSE.deviceLocked);
  });

  it('DV3 a secret that is older by many logins is known for what it is, one that is made up locks nobody', async () => {
    await begin();
    const { kim } = stage.world.people;
    const made = newDevice('사무실 PC');
    const first = await door.come(kim, made);
    let { next } = first;
    for (let n = 0; n < 5; n++) ({ next } = await door.come(kim, next));
    const [number = '', nonce = ''] = next.secret.split('.');
    for (const secret of ['made up', `${Number(number) + 9}.${nonce}.${'A'.repeat(43)}`])
      expect(await door.enter(kim, { ...made, secret })).toMatchObject({ code: 'DEVICE_REFUSED' });
    const { session } = await door.come(kim, next);
    expect((await door.infoOf(session.token, made.id)).state).toBe('approved');
    expect(session.before.failed).toBe(2);
    expect(await door.enter(kim, first.next)).toMatchObject({ code: 'DEVICE_CLONED' });
  });

  it('DV11 a server put back to an older copy knows the secrets it gave out after it, and the device it has forgotten', async () => {
    await begin();
    const { kim, lee } = stage.world.people;
    let { next } = await door.come(kim, newDevice('사무실 PC'));
    await stage.stopServer();
    const file = join(stage.dataDir, 'server.db');
    copyFileSync(file, `${file}.old`);
    await stage.startServer();
    for (let n = 0; n < 3; n++) ({ next } = await door.come(kim, next));
    const forgotten = await door.come(lee, newDevice('노트북'));
    await stage.stopServer();
    for (const part of ['', '-wal', '-shm']) rmSync(`${file}${part}`, { force: true });
    copyFileSync(`${file}.old`, file);
    await stage.startServer();
    const { session, next: kept } = await door.come(kim, next);
    expect((await door.infoOf(session.token, next.id)).state).toBe('approved');
    expect(await door.enter(kim, next)).toMatchObject({ code: 'DEVICE_CLONED' });
    expect(kept.secret).not.toBe(next.secret);
    expect((await door.come(lee, forgotten.next)).session.token).not.toBe('');
    expect(await door.enter(lee, newDevice('또 다른 PC'))).toMatchObject({ code: 'DEVICE_WAITING' });
  });

  it('DV4 a second device waits; the first lets it in with a signed decision, which cannot be replayed', async () => {
    await begin();
    const { kim, lee } = stage.world.people;
    const { session } = await door.come(kim, newDevice('사무실 PC'));
    const line = await door.feed(session.token);
    const laptop = newDevice('노트북');
    expect(await door.enter(kim, laptop)).toMatchObject({ code: 'DEVICE_WAITING' });
    await until('told', () => line.notices.some((notice) => notice.event === 'waiting' && notice.name === '노트북'));
    const seen = await door.infoOf(session.token, laptop.id);
    const other = await door.come(lee, newDevice('다른 사람의 PC'));
    expect(await door.decide(lee, other.session.token, 'approve', seen)).toMatchObject({ code: 'NOT_ADMIN' });
    expect(await door.decide(kim, other.session.token, 'approve', seen)).toMatchObject({ code: 'NOT_ADMIN' });
    expect(await door.decide(kim, session.token, 'approve', seen, { server: 'another.example/log' })).toMatchObject({ code: 'NOT_ADMIN' });
    const forged = await decisionOf(lee, stage.server().origin, 'approve', seen, { by: 'kim', certificate: kim.login.certificate.digest });
    expect(await door.ask('POST', '/devices/decide', session.token, forged)).toMatchObject({ code: 'NOT_ADMIN' });
    expect(await door.enter(kim, laptop)).toMatchObject({ code: 'DEVICE_WAITING' });
    const approval = await decisionOf(kim, stage.server().origin, 'approve', seen);
    must(await door.ask('POST', '/devices/decide', session.token, approval));
    const { next } = await door.come(kim, laptop);
    must(await door.decide(kim, session.token, 'block', await door.infoOf(session.token, laptop.id)));
    // The old approval, sent once more, does not open what was blocked after it.
    expect(await door.ask('POST', '/devices/decide', session.token, approval)).toMatchObject({ code: 'STALE' });
    expect(await door.enter(kim, next)).toMatchObject({ code: 'DEVICE_BLOCKED' });
  });

  it('DV4 the administrator of the agency lets a waiting device in; the administrator of another may not, nor see it', async () => {
    await begin();
    const { kim, admin, otherAdmin } = stage.world.people;
    await door.come(kim, newDevice('사무실 PC'));
    const laptop = newDevice('노트북');
    await door.enter(kim, laptop);
    const desks = { own: await door.come(admin, newDevice('관리자 PC')), other: await door.come(otherAdmin, newDevice('관리자 PC')) };
    const agency = async (token: string) => must(await door.ask<DeviceInfo[]>('GET', '/devices/agency', token));
    const seen = (await agency(desks.own.session.token)).find((one) => one.id === laptop.id);
    if (seen === undefined) throw new Error('the administrator does not see it');
    expect((await agency(desks.other.session.token)).map((one) => one.person)).toEqual(['admin-b']);
    expect(await door.decide(otherAdmin, desks.other.session.token, 'approve', seen)).toMatchObject({ code: 'NOT_ADMIN' });
    must(await door.decide(admin, desks.own.session.token, 'approve', seen));
    const { session } = await door.come(kim, laptop);
    expect(await door.ask('GET', '/devices/agency', session.token)).toMatchObject({ code: 'NOT_ADMIN' });
  });

  it('DV4 only so many devices may wait: a thief with the key cannot fill the list', async () => {
    await begin({ waitingDevices: 2 });
    const { kim } = stage.world.people;
    const { session } = await door.come(kim, newDevice('사무실 PC'));
    const codes = [];
    for (const name of ['하나', '둘', '셋']) codes.push(await door.enter(kim, newDevice(name)));
    expect(codes).toMatchObject([{ code: 'DEVICE_WAITING' }, { code: 'DEVICE_WAITING' }, { code: 'DEVICE_LIMIT' }]);
    for (const one of must(await door.list(session.token)).devices.filter(({ state }) => state === 'waiting'))
      must(await door.decide(kim, session.token, 'block', one));
    expect(await door.enter(kim, newDevice('넷'))).toMatchObject({ code: 'DEVICE_WAITING' });
  });

  it('DV5 a block closes every socket of the device at once and only an administrator opens it again', async () => {
    await begin();
    const { kim, admin } = stage.world.people;
    const pc = await door.come(kim, newDevice('사무실 PC'));
    const laptop = newDevice('노트북');
    await door.enter(kim, laptop);
    must(await door.decide(kim, pc.session.token, 'approve', await door.infoOf(pc.session.token, laptop.id)));
    const { session, next } = await door.come(kim, laptop);
    const documentId = randomUUID();
    must(
      await door.ask('POST', '/statements', session.token, {
        signed: kim.sign('document.created', { form: 'official', unit: 'U1', grants: [] }, { documentId }),
      }),
    );
    const room = door.connect(`/rooms/${mainRoom(documentId, 1)}?${SCHEMA_PARAM}=${SCHEMA_VERSION}`, session.token);
    await room.opened;
    const [line, other] = [await door.feed(session.token), await door.feed(pc.session.token)];
    must(await door.decide(kim, pc.session.token, 'block', await door.infoOf(pc.session.token, laptop.id)));
    await until('both closed', () => room.code() === CLOSE.deviceLocked && line.code() === CLOSE.deviceLocked);
    expect(other.code()).toBe(0);
    expect(await door.list(session.token)).toMatchObject({ ok: false, code: 'DEVICE_LOCKED' });
    expect(await door.enter(kim, next)).toMatchObject({ code: 'DEVICE_BLOCKED' });
    const blocked = await door.infoOf(pc.session.token, laptop.id);
    expect(await door.decide(kim, pc.session.token, 'approve', blocked)).toMatchObject({ code: 'NOT_ADMIN' });
    const desk = await door.come(admin, newDevice('관리자 PC'));
    must(await door.decide(admin, desk.session.token, 'approve', blocked));
    const back = await door.come(kim, next);
    expect((await door.infoOf(back.session.token, laptop.id)).state).toBe('approved');
    expect(must(await door.list(pc.session.token)).events.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['enrolled', 'waiting', 'approved', 'blocked', 'refused', 'login']),
    );
  });

  it('DV5 an approval of a device that is in changes nothing: it is no way to have a secret forgotten', async () => {
    await begin();
    const { kim, admin } = stage.world.people;
    const { session, next } = await door.come(kim, newDevice('사무실 PC'));
    const desk = await door.come(admin, newDevice('관리자 PC'));
    const seen = await door.infoOf(session.token, next.id);
    expect(await door.decide(kim, session.token, 'approve', seen)).toMatchObject({ code: 'STALE' });
    expect(await door.decide(admin, desk.session.token, 'approve', seen)).toMatchObject({ code: 'STALE' });
  });
});
