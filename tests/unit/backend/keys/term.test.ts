import { afterEach, describe, expect, it } from 'vitest';
import type { Backend } from '../../../../electron/backend/backend.ts';
import { MACHINE_PASSPHRASE, NO_PLATFORM, openMachine, writeMachine } from '../../../support/machine.ts';
import { createFolders, createStage, must, until, type Stage } from '../../../support/sync.ts';

const folders = createFolders();
const open: Backend[] = [];
let stage: Stage;
afterEach(async () => {
  for (const backend of open.splice(0)) await backend.close();
  await stage.close();
  folders.clean();
});

const minutesOpen = (backend: Backend): number => (Date.parse(backend.context.keyring.unlockedUntil() ?? '') - Date.now()) / 60_000;
const online = (backend: Backend) => until('online', () => backend.context.sync.status().connection === 'online');

describe('how long keys stay open', () => {
  it('KEY3 is the policy of the server: a shorter one holds at once, the newest also while the server is away', async () => {
    stage = await createStage({ keyMinutes: 2 });
    const profile = await writeMachine(stage, folders.make(), stage.world.people.kim);
    const backend = await openMachine(stage, profile);
    open.push(backend);
    expect(minutesOpen(backend)).toBeGreaterThan(4);
    await online(backend);
    expect(minutesOpen(backend)).toBeLessThanOrEqual(2);
    must(await backend.handlers['key.unlock']({ passphrase: MACHINE_PASSPHRASE }));
    expect(minutesOpen(backend)).toBeGreaterThan(1.5);
    expect(minutesOpen(backend)).toBeLessThanOrEqual(2);
    await open.pop()?.close();
    const alone = await openMachine(stage, profile, NO_PLATFORM, null);
    open.push(alone);
    expect(minutesOpen(alone)).toBeLessThanOrEqual(2);
  });
});
