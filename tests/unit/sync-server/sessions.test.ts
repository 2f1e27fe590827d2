import { afterEach, describe, expect, it } from 'vitest';
import { CLOSE } from '../../../shared/collab/protocol.ts';
import type { Session } from '../../../shared/sync/api.ts';
import type { Limits } from '../../../sync-server/limits.ts';
import type { SyncServer } from '../../../sync-server/server.ts';
import { createWire } from '../../../electron/backend/sync/wire.ts';
import type { DeviceList } from '../../../shared/sync/devices.ts';
import { createTestDevice, logIn } from '../../support/sync-devices.ts';
import { createDoor, newDevice, type Door, type Line } from '../../support/sync-door.ts';
import { startHere } from '../../support/sync-process.ts';
import { createStage, must, until, type Stage } from '../../support/sync.ts';

/** As it is delivered: the first device of a person is let in, others wait. */
const POLICY = { freeDevices: 1, devicesAtOnce: 3 };
let stage: Stage;
let door: Door;
let other: SyncServer | null = null;
const begin = async (limits: Partial<Limits> = {}): Promise<void> => {
  stage = await createStage({ ...POLICY, ...limits });
  door = createDoor(stage);
};
afterEach(async () => {
  door.close();
  await other?.close();
  other = null;
  await stage.close();
});

describe('sessions', () => {
  it("DV6 sessions are listed and ended: the ended one is told so and closed at once, nobody ends another person's", async () => {
    await begin();
    const { kim, lee } = stage.world.people;
    const pc = await door.come(kim, newDevice('사무실 PC'));
    const laptop = newDevice('노트북');
    await door.enter(kim, laptop);
    must(await door.decide(kim, pc.session.token, 'approve', await door.infoOf(pc.session.token, laptop.id)));
    const { session } = await door.come(kim, laptop);
    const line = await door.feed(session.token);
    const { sessions } = must(await door.list(pc.session.token));
    expect(sessions.map(({ deviceName, own }) => ({ deviceName, own }))).toEqual([
      { deviceName: '사무실 PC', own: true },
      { deviceName: '노트북', own: false },
    ]);
    const id = sessions.find(({ own }) => !own)?.id;
    const other = await door.come(lee, newDevice('다른 사람의 PC'));
    const end = (token: string) => door.ask('POST', '/sessions/end', token, { id });
    expect(await end(other.session.token)).toMatchObject({ code: 'NOT_FOUND' });
    must(await end(pc.session.token));
    await until('closed', () => line.code() === CLOSE.sessionEnded);
    expect(await door.list(session.token)).toMatchObject({ code: 'SESSION_ENDED' });
    expect(await door.ask('POST', '/login/renew', session.token)).toMatchObject({ code: 'SESSION_ENDED' });
    expect(await end(pc.session.token)).toMatchObject({ code: 'NOT_FOUND' });
    expect(must(await door.list(pc.session.token)).sessions).toHaveLength(1);
  });

  it('DV7 renewal leaves no gap: the line goes on, requests under way are taken under either token, each until its own time', async () => {
    await begin();
    await stage.stopServer();
    let shift = 0;
    other = must(await startHere(stage, { clock: () => new Date(Date.now() + shift), limits: { sessionMs: 60_000, keepAliveMs: 20 } }));
    await until('reached', () =>
      door.ask('GET', '/health', '').then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    const { kim } = stage.world.people;
    const { session } = await door.come(kim, newDevice('사무실 PC'));
    expect(session.life).toBe(60);
    const line = await door.feed(session.token);
    shift = 40_000;
    const second = must(await door.ask<Session>('POST', '/login/renew', session.token));
    for (const token of [session.token, second.token, session.token]) must(await door.list(token));
    expect(must(await door.list(second.token)).sessions).toHaveLength(1);
    shift = 80_000;
    expect(await door.list(session.token)).toMatchObject({ code: 'UNAUTHORIZED' });
    const third = must(await door.ask<Session>('POST', '/login/renew', second.token));
    // An answer that was lost: asked again, the first of the two offers is forgotten.
    const fourth = must(await door.ask<Session>('POST', '/login/renew', second.token));
    expect(await door.list(third.token)).toMatchObject({ code: 'UNAUTHORIZED' });
    must(await door.list(fourth.token));
    expect(line.code()).toBe(0);
    shift = 150_000;
    await until('over at last', () => line.code() === CLOSE.unauthorized);
  });

  it('DV8 a login elsewhere is told where the person is logged in, and a policy of one device at once refuses it', async () => {
    await begin({ freeDevices: 2, devicesAtOnce: 1 });
    const { kim } = stage.world.people;
    const pc = await door.come(kim, newDevice('사무실 PC'));
    const line = await door.feed(pc.session.token);
    const laptop = newDevice('노트북');
    expect(await door.enter(kim, laptop)).toMatchObject({ code: 'SESSION_LIMIT' });
    await until('told', () => line.notices.some(({ event, name }) => event === 'limit' && name === '노트북'));
    must(await door.ask('POST', '/logout', pc.session.token));
    await until('logged out', () => line.code() === CLOSE.unauthorized);
    const moved = await door.feed((await door.come(kim, laptop)).session.token);
    expect(await door.enter(kim, pc.next)).toMatchObject({ code: 'SESSION_LIMIT' });
    await until('told again', () => moved.notices.some(({ event }) => event === 'limit'));
  });

  it('DV9 a login tells the one before it and the tries that failed since', async () => {
    await begin({ freeDevices: 2 });
    const { kim, lee } = stage.world.people;
    const pc = await door.come(kim, newDevice('사무실 PC'));
    expect(pc.session.before).toEqual({ at: null, device: null, failed: 0, commands: null });
    await logIn(stage.url(), kim, pc.next, { sent: { signature: 'AA' } });
    await logIn(stage.url(), lee, pc.next, { sent: { person: 'kim' } });
    await logIn(stage.url(), kim, pc.next, { proved: { secret: 'guessed' } });
    const { session } = await door.come(kim, newDevice('노트북'));
    expect(session.before).toMatchObject({ device: '사무실 PC', failed: 2 });
    expect(Date.parse(session.before.at ?? '')).toBeGreaterThan(Date.now() - 60_000);
    expect((await door.come(kim, pc.next)).session.before).toMatchObject({ device: '노트북', failed: 0 });
  });

  it('DV14 logins of commands stand apart: they are no last login, the next one tells how many there were, and a day of them is one row', async () => {
    await begin();
    const { kim } = stage.world.people;
    const device = createTestDevice('사무실 PC');
    const enter = async (command?: true) => {
      const wire = createWire({ url: stage.url(), login: kim.login, device, command });
      must(await wire.session.ensure());
      const { events } = must(await wire.json<DeviceList>('GET', '/devices'));
      wire.close();
      return { before: wire.session.before(), events };
    };
    await enter();
    for (const times of [1, 2, 3]) expect((await enter(true)).before?.commands?.times).toBe(times === 1 ? undefined : times - 1);
    const { before, events } = await enter();
    expect(before).toMatchObject({ device: '사무실 PC', failed: 0, commands: { times: 3 } });
    expect(events.map(({ kind, command = false, times = 1 }) => [kind, command, times])).toEqual([
      ['login', false, 1],
      ['login', true, 3],
      ['login', false, 1],
      ['enrolled', false, 1],
    ]);
  });

  it('DV10 who leaves the directory is out in the same moment, on every socket', async () => {
    await begin();
    const { kim, lee, admin } = stage.world.people;
    const lines: Line[] = [];
    for (const who of [kim, lee]) lines.push(await door.feed((await door.come(who, newDevice('사무실 PC'))).session.token));
    const desk = await door.come(admin, newDevice('관리자 PC'));
    const left = stage.world.directory('A').people.filter((person) => person.id !== 'lee');
    must(await door.ask('POST', '/statements', desk.session.token, { signed: stage.world.publish('A', left) }));
    await until('lee is out', () => lines[1]?.code() === CLOSE.unauthorized);
    expect(lines[0]?.code()).toBe(0);
  });
});
