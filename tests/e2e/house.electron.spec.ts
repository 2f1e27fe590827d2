/** The desktop program as it is built: isolation, policy, no way out of the page, menu, windows. */

import { expect, type Page } from '@playwright/test';
import type { Bridge } from '../../shared/api/bridge.ts';
import { openKeyring } from '../../electron/backend/keys/keyring.ts';
import { electronTest as test, loaded } from '../support/host-electron.ts';
import { writeSomeone } from '../support/profile.ts';
import { createWorld } from '../support/sync-world.ts';

type WithBridge = typeof globalThis & { bridge: Bridge };

const call = (page: Page, name: string, input: unknown) =>
  page.evaluate(([command, value]) => (globalThis as WithBridge).bridge.call(command, value), [name, input] as const);

test('the page has the bridge and nothing else of the machine', async ({ window }) => {
  expect(await call(window, 'app.info', {})).toMatchObject({ ok: true, value: { host: 'electron' } });
  const seen = await window.evaluate(() => ({
    frozen: Object.isFrozen((globalThis as WithBridge).bridge),
    keys: Object.keys((globalThis as WithBridge).bridge).toSorted(),
    leaks: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter((name) => name in globalThis),
    protocol: location.protocol,
  }));
  expect(seen).toEqual({ frozen: true, keys: ['call', 'on'], leaks: [], protocol: 'file:' });
});

test('refusals come back as values in Korean', async ({ window }) => {
  for (const [name, code] of [
    ['nope', 'UNKNOWN_COMMAND'],
    ['__proto__', 'UNKNOWN_COMMAND'],
    ['documents.get', 'BAD_INPUT'],
  ] as const) {
    expect(await call(window, name, {})).toMatchObject({ ok: false, error: { code, message: expect.stringMatching(/[가-힣]/) } });
  }
});

test('the policy of the page stops text from becoming code and strangers from being asked', async ({ window }) => {
  const tried = await window.evaluate(async () => {
    const attempt = async (what: () => unknown) => {
      // In a task of its own: what the debugger calls directly is exempt from the policy.
      await new Promise((done) => setTimeout(done));
      try {
        await what();
        return 'done';
      } catch {
        return 'blocked';
      }
    };
    return {
      policy: document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content') ?? '',
      code: await attempt(() => new Function('return 1')()),
      fetch: await attempt(() => fetch('https://example.com/')),
    };
  });
  expect(tried).toMatchObject({ code: 'blocked', fetch: 'blocked' });
  expect(tried.policy).toContain("default-src 'self'");
});

test('no way out: popups, navigation and foreign frames are refused', async ({ desktop, window }) => {
  const home = window.url();
  await window.evaluate(() => {
    globalThis.open('https://example.com/');
    const frame = document.createElement('iframe');
    frame.src = 'https://example.com/';
    document.body.append(frame);
  });
  await window.evaluate(() => {
    location.href = 'https://example.com/';
  });
  await window.evaluate(() => {
    location.href = 'file:///etc/passwd';
  });
  // A round trip through the program comes after whatever the navigation set off.
  await call(window, 'app.info', {});
  await expect.poll(() => desktop.windows().length).toBe(1);
  expect(window.url()).toBe(home);
  expect(
    window
      .frames()
      .map((frame) => frame.url())
      .filter((url) => url.includes('example.com') || url.includes('passwd')),
  ).toEqual([]);
});

test('the menu is Korean, and 새 창 opens a window with a session of its own', async ({ desktop, window }) => {
  const labels = await desktop.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label));
  expect(labels).toEqual(['파일', '편집', '보기']);
  const opened = desktop.waitForEvent('window');
  await desktop.evaluate(({ Menu, BrowserWindow }) => Menu.getApplicationMenu()?.getMenuItemById('new-window')?.click({}, BrowserWindow.getAllWindows()[0]));
  const second = await loaded(await opened);
  expect(await call(second, 'app.info', {})).toMatchObject({ ok: true });
  expect(await call(window, 'app.info', {})).toMatchObject({ ok: true });
  await second.close();
  await expect.poll(() => desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('a reload keeps the bridge working', async ({ window }) => {
  expect(await call(window, 'app.info', {})).toMatchObject({ ok: true });
  await window.reload();
  expect(await call(window, 'app.info', {})).toMatchObject({ ok: true });
});

test('KEY10 safeStorage binds a key file to this machine: it opens here, and nowhere without that store', async ({ dataDir, desktop: _started, window }) => {
  const world = createWorld();
  const { folder } = await writeSomeone(dataDir, world.people.kim, world.root, '묶을 인증서의 암호');
  const open = { id: 'kim', passphrase: '묶을 인증서의 암호' };
  expect(await call(window, 'profiles.unlock', open)).toMatchObject({ ok: true });
  expect(await call(window, 'status.get', {})).toMatchObject({ value: { bound: false } });
  expect(await call(window, 'key.bind', { passphrase: open.passphrase, on: true })).toMatchObject({ ok: true });
  const elsewhere = await openKeyring({ folder, passphrase: open.passphrase, minutes: 1, now: () => new Date(), changed: () => undefined });
  expect(elsewhere).toMatchObject({ ok: false, code: 'KEY_FILE_BOUND' });
  await call(window, 'profiles.lock', {});
  expect(await call(window, 'profiles.unlock', open)).toMatchObject({ ok: true });
  expect(await call(window, 'status.get', {})).toMatchObject({ value: { bound: true } });
});
