/** Rules PC1–PC5: a profile in one file, and back on another PC. */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../../../electron/backend/backend.ts';
import { createApp } from '../../../../electron/backend/app.ts';
import { LARGEST_COPY } from '../../../../shared/api/profile-copy.ts';
import { restoreProfile } from '../../../../electron/backend/profile/copy.ts';
import { createWebPlatform } from '../../../../electron/hosts/web-platform.ts';
import { ongyeol } from '../../../support/cli.ts';
import { MACHINE_PASSPHRASE, openMachine, writeMachine } from '../../../support/machine.ts';
import { createFolders, createStage, must, until, type Stage } from '../../../support/sync.ts';

const folders = createFolders();
const open: Backend[] = [];
let stage: Stage;
let kim: Backend;
let kept = '';
let home = '';
let documentId = '';
let copy: Uint8Array = new Uint8Array(0);

beforeAll(async () => {
  stage = await createStage({ freeDevices: 1, devicesAtOnce: 3 });
  kept = folders.make();
  home = await writeMachine(stage, folders.make(), stage.world.people.kim);
  kim = await openMachine(stage, home, createWebPlatform({ folder: kept }));
  await until('online', () => kim.context.sync.status().connection === 'online' && kim.context.sync.directory().agencies.size > 0);
  const made = must(
    await kim.handlers['documents.create']({
      form: 'official',
      title: '사본에 담길 기안 copy-marker',
      partners: [],
      recordFile: '정보화 일반',
      work: ['정보화 운영'],
    }),
  );
  ({ documentId } = made);
  expect(await kim.handlers['profile.copy']({ passphrase: '아닌 암호 열 글자' })).toMatchObject({ code: 'WRONG_PASSPHRASE' });
  const saved = must(await kim.handlers['profile.copy']({ passphrase: MACHINE_PASSPHRASE }));
  copy = new Uint8Array(readFileSync(saved.path ?? ''));
});
afterAll(async () => {
  for (const backend of [kim, ...open]) await backend?.close();
  await stage?.close();
  folders.clean();
});

const titleOf = async (backend: Backend): Promise<string> => {
  const view = await backend.handlers['documents.get']({ documentId });
  return view.ok ? view.value.title : view.code;
};

describe('a copy of a profile', () => {
  it('PC1 one file, of which nothing is readable but whose it is', () => {
    expect(readdirSync(kept)).toHaveLength(1);
    expect(Buffer.from(copy).subarray(0, 4).toString()).toBe('OGP1');
    for (const text of ['copy-marker', '사본에 담길', 'CREATE TABLE', 'SQLite format']) expect([text, Buffer.from(copy).includes(text)]).toEqual([text, false]);
  });

  it('PC2 back on another PC it holds every document and waits as a further device; the first PC is not locked out', async () => {
    const data = folders.make();
    expect(must(await restoreProfile(data, copy, MACHINE_PASSPHRASE)).personId).toBe('kim');
    const other = await openMachine(stage, join(data, 'profiles', 'kim'));
    open.push(other);
    await until('waits', () => other.context.sync.reason()?.code === 'DEVICE_WAITING');
    expect(await titleOf(other)).toBe('사본에 담길 기안 copy-marker');
    await kim.close();
    kim = await openMachine(stage, home);
    await until('the first is online', () => kim.context.sync.status().connection === 'online');
    const { devices } = must(await kim.handlers['devices.list']({}));
    expect(devices.map(({ state }) => state).toSorted()).toEqual(['approved', 'waiting']);
    const waiting = devices.find(({ state }) => state === 'waiting');
    must(await kim.handlers['devices.decide']({ act: 'approve', person: 'kim', device: waiting?.id ?? '', revision: waiting?.revision ?? 0 }));
    must(await other.handlers['sessions.resume']({}));
    await until('let in', () => other.context.sync.status().connection === 'online');
  });

  it('PC3 a wrong passphrase, a changed byte, another root or a profile that is there restore nothing', async () => {
    const data = folders.make();
    expect(await restoreProfile(data, copy, '아닌 암호 열 글자')).toMatchObject({ code: 'WRONG_PASSPHRASE' });
    const length = new DataView(copy.buffer, copy.byteOffset + 4, 4).getUint32(0);
    const flipped = Uint8Array.from(copy);
    flipped[8 + length + 5000] = (flipped[8 + length + 5000] ?? 0) ^ 1;
    const head = JSON.parse(Buffer.from(copy.subarray(8, 8 + length)).toString()) as { profile: { root: string } };
    const foreign = Buffer.from(JSON.stringify({ ...head, profile: { ...head.profile, root: 'AAAA' } }));
    const size = Buffer.alloc(4);
    size.writeUInt32BE(foreign.length);
    const swapped = new Uint8Array(Buffer.concat([copy.subarray(0, 4), size, foreign, copy.subarray(8 + length)]));
    for (const bad of [flipped, swapped, copy.subarray(0, copy.length - 1), copy.subarray(0, 6), new Uint8Array(0)])
      expect(await restoreProfile(data, bad, MACHINE_PASSPHRASE)).toMatchObject({ code: 'COPY_BROKEN' });
    expect(readdirSync(data)).toEqual([]);
    must(await restoreProfile(data, copy, MACHINE_PASSPHRASE));
    expect(await restoreProfile(data, copy, MACHINE_PASSPHRASE)).toMatchObject({ code: 'PROFILE_THERE' });
  });

  it('PC5 the start screen does the same on a PC where nobody has a profile yet, and the page is told whose it is and nothing more', async () => {
    const dataDir = folders.make();
    const platform = createWebPlatform({ folder: folders.make() });
    const app = createApp({ dataDir, platform, serverUrl: stage.url(), version: '0', host: 'web' });
    const page = app.connect({ connectionId: 'pc5', resume: null });
    const restore = (bytes: Uint8Array, passphrase: string) => page.call('profile.restore', { copy: bytes, passphrase });
    expect(await restore(copy, '아닌 암호 열 글자')).toMatchObject({ ok: false, error: { code: 'WRONG_PASSPHRASE' } });
    expect(await restore(new Uint8Array(LARGEST_COPY + 1), MACHINE_PASSPHRASE)).toMatchObject({ ok: false, error: { code: 'COPY_BROKEN' } });
    expect(await restore(copy, MACHINE_PASSPHRASE)).toEqual({ ok: true, value: { id: 'kim', name: 'kim' } });
    expect(await restore(copy, MACHINE_PASSPHRASE)).toMatchObject({ ok: false, error: { code: 'PROFILE_THERE' } });
    expect(await page.call('profiles.unlock', { id: 'kim', passphrase: MACHINE_PASSPHRASE })).toMatchObject({ ok: true });
    expect(await page.call('documents.get', { documentId })).toMatchObject({ ok: true, value: { title: '사본에 담길 기안 copy-marker' } });
    page.close();
    await app.close();
  });

  it('PC4 the commands do the same for a profile that is closed', async () => {
    const data = folders.make();
    must(await restoreProfile(data, copy, MACHINE_PASSPHRASE));
    const secret = join(folders.make(), 'passphrase.txt');
    writeFileSync(secret, MACHINE_PASSPHRASE);
    const out = join(folders.make(), 'kim.ongyeol-profile');
    const backed = await ongyeol('profile', 'backup', '--data', data, '--person', 'kim', '--out', out, '--passphrase-file', secret);
    expect([backed.status, backed.out.includes('사본을 만들었습니다')]).toEqual([0, true]);
    const again = folders.make();
    const back = await ongyeol('profile', 'restore', out, '--data', again, '--passphrase-file', secret);
    expect([back.status, back.out.includes('새 기기로'), readdirSync(join(again, 'profiles'))]).toEqual([0, true, ['kim']]);
    expect((await ongyeol('profile', 'restore', out, '--data', again, '--passphrase-file', secret)).status).toBe(2);
  });
});
