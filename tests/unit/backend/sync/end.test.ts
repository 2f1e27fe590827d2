import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWire } from '../../../../electron/backend/sync/wire.ts';
import { SEEN_ALL } from '../../../support/sync-world.ts';
import { createTestDevice } from '../../../support/sync-devices.ts';
import { createStage, must, until, type Stage } from '../../../support/sync.ts';

let stage: Stage;
beforeAll(async () => void (stage = await createStage()));
afterAll(() => stage?.close());

describe('the end of a replica', () => {
  it('C24 it ends only after what nobody waits for, and what that began meanwhile', async () => {
    const sync = stage.replica(stage.world.people.kim);
    await until('online', () => sync.status().connection === 'online');
    const told: string[] = [];
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const second = (): Promise<void> => Promise.resolve().then(() => void told.push('second'));
    sync.meanwhile(
      held.then(() => {
        told.push('first');
        sync.meanwhile(second());
      }),
    );
    const ended = sync.stop().then(() => told.push('ended'));
    await until('the line is down', () => sync.status().connection === 'offline');
    expect(told).toEqual([]);
    release();
    await ended;
    expect(told).toEqual(['first', 'second', 'ended']);
  });

  it('C24 work nobody waits for that the disk ends is told like every fault of the disk, and the end comes all the same', async () => {
    const sync = stage.replica(stage.world.people.lee);
    await until('online', () => sync.status().connection === 'online');
    expect(sync.disk()).toBe(null);
    sync.meanwhile(Promise.reject(Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })));
    await until('told', () => sync.disk() === 'DISK_FULL');
    await sync.stop();
  });

  it('C25 what another process of the profile took in is known here too: a command beside the open program changes the directory', async () => {
    const { world } = stage;
    const db = stage.database();
    const [here, beside] = [stage.replica(world.people.kim, db), stage.replica(world.people.kim, db)];
    await until('a directory', () => beside.directory().rev > 0 && here.directory().rev > 0);
    await here.stop();
    const { rev } = here.directory();
    const changed = { ...world.directory('A'), head: '처장' };
    const signed = world.people.admin.sign('directory.put', { agency: changed }, { documentId: 'directory', version: 0, directoryRev: SEEN_ALL });
    must(await stage.post(null, { signed }));
    beside.retry();
    await until('taken in beside', () => beside.directory().rev > rev);
    expect(here.directory().agencies.get('A')?.head).toBe('처장');
  });

  it('C24 a wire that was closed asks neither the server nor what is kept of it', async () => {
    const barred = (): never => {
      throw new Error('asked for the keys kept of the server');
    };
    const wire = createWire({ url: stage.url(), login: stage.world.people.kim.login, device: createTestDevice(), pin: { barred, unproved: () => false } });
    wire.close();
    expect(await wire.json('GET', '/blobs/erased')).toMatchObject({ ok: false, code: 'OFFLINE' });
  });
});
