/** Opening the program from the command line: a Chromium window where there is a display, else the address; nothing is left behind. */

import { expect, test } from '@playwright/test';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWindow } from '../../electron/cli/open-window.ts';
import { root } from '../support/host-web.ts';

async function withDisplay(act: (display: string) => Promise<void>): Promise<void> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const pipe = server.stdio[3] as NodeJS.ReadableStream;
  const [number] = (await once(pipe, 'data')) as [Buffer];
  try {
    await act(`:${String(number).trim()}`);
  } finally {
    server.kill('SIGTERM');
  }
}

const answers = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  );

test('without a display the address is printed and answers until it is closed', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ongyeol-open-'));
  const lines: string[] = [];
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  const window = await openWindow({ root, dataDir, serverUrl: null, env, print: (line) => lines.push(line) });
  expect(window.kind).toBe('address');
  expect(lines).toEqual([`이 주소를 브라우저에서 여세요: ${window.url}`]);
  expect(await answers(window.url ?? '')).toBe(true);
  await window.close();
  expect(await window.ended).toBe(0);
  expect(await answers(window.url ?? '')).toBe(false);
  rmSync(dataDir, { recursive: true, force: true });
});

test('with a display a Chromium window opens, and closing ends host, browser and its profile', async () => {
  // With the Electron binary the window is Electron's own: house.electron.spec.ts.
  if (existsSync(join(root, 'node_modules/electron/path.txt'))) return;
  const dataDir = mkdtempSync(join(tmpdir(), 'ongyeol-open-'));
  const home = mkdtempSync(join(tmpdir(), 'ongyeol-tmp-'));
  await withDisplay(async (display) => {
    const window = await openWindow({ root, dataDir, serverUrl: null, env: { ...process.env, DISPLAY: display }, profileDir: home, print: () => undefined });
    expect(window.kind).toBe('chromium');
    // The browser has written its profile: it runs.
    await expect.poll(() => readdirSync(home, { recursive: true }).some((name) => String(name).endsWith('Local State'))).toBe(true);
    expect(await answers(window.url ?? '')).toBe(true);
    await window.close();
    expect(await window.ended).toBe(0);
    expect(await answers(window.url ?? '')).toBe(false);
    expect(readdirSync(home)).toEqual([]);
  });
  for (const folder of [dataDir, home]) rmSync(folder, { recursive: true, force: true });
});

test('a web host that cannot start is told, not waited for', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ongyeol-open-'));
  const options = { root, dataDir, serverUrl: null, env: {}, print: () => undefined };
  const first = await openWindow(options);
  const port = Number(new URL(first.url ?? '').port);
  await expect(openWindow({ ...options, port })).rejects.toThrow('웹 호스트가 시작되지 않았습니다');
  await first.close();
  rmSync(dataDir, { recursive: true, force: true });
});
