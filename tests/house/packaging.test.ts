/** What would be shipped, without the Electron binary: the configuration is valid, and the archive has what runs and nothing else. */

import { extractAll, extractFile, listPackage } from '@electron/asar';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { aPrint } from '../support/print-sample.ts';
import { openBridge } from '../support/host-socket.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'ongyeol-package-'));
const config = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8')) as Record<string, unknown>;
const resources = join(folder, 'dist/linux-unpacked/resources');
let files: readonly string[] = [];

const run = (tool: string, args: readonly string[]) => {
  const done = spawnSync(join(root, 'node_modules/.bin', tool), args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}` },
  });
  if (done.status !== 0) throw new Error(`${tool}: ${done.stdout}\n${done.stderr}`);
};

/** A folder that looks like an Electron distribution: enough for packing, nothing to run. */
function dummyElectron(): string {
  const dist = join(folder, 'electron');
  mkdirSync(dist);
  for (const name of ['electron', 'chrome-sandbox']) {
    writeFileSync(join(dist, name), '#!/bin/sh\nexit 1\n');
    chmodSync(join(dist, name), 0o755);
  }
  for (const name of ['LICENSE', 'LICENSES.chromium.html']) writeFileSync(join(dist, name), '');
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')) as { version: string };
  writeFileSync(join(dist, 'version'), version);
  return dist;
}

beforeAll(() => {
  if (!existsSync(join(root, 'out/main/index.js'))) run('electron-vite', ['build', '--logLevel', 'error']);
  const { electronFuses: _needARealBinary, ...rest } = config;
  const file = join(folder, 'builder.json');
  writeFileSync(
    file,
    JSON.stringify({ ...rest, electronDist: dummyElectron(), directories: { output: join(folder, 'dist'), buildResources: join(root, 'resources/icons') } }),
  );
  run('electron-builder', ['--dir', '--linux', '--x64', '--publish', 'never', '--config', file]);
  files = listPackage(join(resources, 'app.asar'), { isPack: false }).map((path) => path.replaceAll('\\', '/'));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface BuilderConfig {
  validateConfiguration(config: unknown, log: unknown): Promise<void>;
}

test('the configuration is valid, fuses included, and a wrong key is found', async () => {
  const require = createRequire(createRequire(join(root, 'package.json')).resolve('electron-builder/package.json'));
  const { validateConfiguration } = require('app-builder-lib/out/util/config/config.js') as BuilderConfig;
  const { DebugLogger } = require('builder-util') as { DebugLogger: new (enabled: boolean) => unknown };
  await expect(validateConfiguration(config, new DebugLogger(false))).resolves.toBeUndefined();
  await expect(validateConfiguration({ ...config, apId: 'x' }, new DebugLogger(false))).rejects.toThrow('apId');
});

test.each([
  '/package.json',
  '/out/main/index.js',
  '/out/main/pdf-worker.js',
  '/out/main/intake-worker.js',
  '/out/main/audit-worker.js',
  '/out/preload/preload.cjs',
  '/out/renderer/index.html',
  '/node_modules/better-sqlite3/lib/index.js',
  '/node_modules/pdfmake/js/Printer.js',
  '/node_modules/@expo-google-fonts/noto-sans-kr/LICENSE_FONT',
  '/node_modules/@expo-google-fonts/noto-serif-kr/LICENSE_FONT',
])('%s is shipped', (file) => {
  expect(files).toContain(file);
});

test.each([
  /^\/(tests|sync-server|scripts|electron|renderer|shared|docs|resources)\//,
  /\.ts$/,
  /\.map$/,
  /^\/node_modules\/(react|vite|electron|playwright|@playwright|oxlint|node-linux-[^/]+)\//,
  /better-sqlite3\/(deps|src)\//,
  /(100Thin|200ExtraLight|300Light|500Medium|600SemiBold|800ExtraBold|900Black)/,
  /@expo-google-fonts.*\.png$/,
])('nothing like %s is shipped', (pattern) => {
  expect(files.filter((file) => pattern.test(file))).toEqual([]);
});

test('every face is shipped once, in the weights that are used', () => {
  const faces = files.filter((file) => file.endsWith('.ttf')).map((file) => file.replace(/^.*\//, ''));
  const forms = ['NotoSansKR_400Regular.ttf', 'NotoSansKR_700Bold.ttf', 'NotoSerifKR_400Regular.ttf', 'NotoSerifKR_700Bold.ttf'];
  expect(faces.filter((face) => face.includes('KR')).toSorted()).toEqual(forms);
  for (const face of forms) expect(files).toContain(`/out/renderer/fonts/${face}`);
});

test('every import of the main process is inside the archive', () => {
  const shipped = new Set(files);
  const chunks = files.filter((file) => /^\/out\/main\/.*\.js$/.test(file));
  const names = chunks.flatMap((file) => {
    const text = extractFile(join(resources, 'app.asar'), file.slice(1)).toString('utf8');
    return [...text.matchAll(/(?:^|\n)\s*(?:import|export)[^'"\n]*?from\s*['"]([^./'"][^'"]*)['"]/g)].map(([, name]) => name ?? '');
  });
  const packages = new Set(
    names
      .filter((name) => !/^(node:|electron$)/.test(name))
      .map((name) =>
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      ),
  );
  expect(packages.size).toBeGreaterThan(3);
  expect([...packages].filter((name) => !shipped.has(`/node_modules/${name}/package.json`))).toEqual([]);
});

test('native code lies beside the archive, where it can be loaded', () => {
  const prebuilds = readdirSync(join(resources, 'app.asar.unpacked/node_modules/better-sqlite3/prebuilds'));
  expect(prebuilds).toContain('linux-x64.node');
});

test('the archive runs by itself: the web host starts, and the PDF worker draws a paper in either face', async () => {
  const unpacked = join(folder, 'unpacked');
  extractAll(join(resources, 'app.asar'), unpacked);
  const script = `
    import { readFileSync } from 'node:fs';
    import { Worker } from 'node:worker_threads';
    const worker = new Worker(new URL('./out/main/pdf-worker.js', import.meta.url));
    worker.on('error', (error) => { console.error(error); process.exit(1); });
    worker.on('message', ({ id, result, fault }) => {
      console.log(result?.ok === true ? result.value.pages : (fault || result.message));
      if (id === 2) process.exit(0);
    });
    const print = JSON.parse(readFileSync('print.json', 'utf8'));
    worker.postMessage({ id: 1, print, seals: null });
    worker.postMessage({ id: 2, print: { ...print, face: 'serif' }, seals: null });`;
  writeFileSync(join(unpacked, 'load.mjs'), script);
  writeFileSync(join(unpacked, 'print.json'), JSON.stringify(aPrint({ files: [] })));
  expect(spawnSync(process.execPath, ['load.mjs'], { cwd: unpacked, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '', stdout: '2\n2\n' });
  const host = spawn(process.execPath, ['out/main/web.js', '--data', join(folder, 'data')], { cwd: unpacked, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(host.stdout, 'data')) as [Buffer];
  const client = await openBridge(/^READY (\S+)/.exec(String(line))?.[1] ?? '');
  expect(await client.call('profiles.list', {})).toMatchObject({ ok: true });
  host.kill('SIGTERM');
  expect(await once(host, 'exit')).toEqual([0, null]);
});
