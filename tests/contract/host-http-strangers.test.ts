import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect as connectTcp } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { serveHttp, type HttpHost } from '../../electron/hosts/http.ts';
import { bridgeClose } from '../../electron/hosts/socket.ts';
import { createHostApp } from '../support/host-app.ts';
import { openBridge } from '../support/host-socket.ts';

const app = createHostApp();
const folder = mkdtempSync(join(tmpdir(), 'ongyeol-host-'));
const rendererDir = join(folder, 'renderer');
let host: HttpHost;

beforeAll(async () => {
  mkdirSync(join(rendererDir, 'assets'), { recursive: true });
  writeFileSync(join(rendererDir, 'index.html'), '<title>온결</title>');
  writeFileSync(join(rendererDir, 'assets/main.js'), 'export {};');
  writeFileSync(join(rendererDir, '.secret'), 'x');
  writeFileSync(join(folder, 'outside.txt'), 'x');
  symlinkSync(join(folder, 'outside.txt'), join(rendererDir, 'link.txt'));
  host = await serveHttp({ rendererDir, connect: app.connect, port: 0, helloMs: 150 });
});
afterAll(() => host.close());

function get(
  path: string,
  { headers = {}, method = 'GET' }: { headers?: Record<string, string>; method?: string } = {},
): Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }> {
  const { hostname, port } = new URL(host.url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    sent.on('error', reject).end();
  });
}

test('the address names 127.0.0.1 and carries the token only in its fragment', () => {
  expect(host.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{32}$/);
});

test('the page comes with its policy', async () => {
  const page = await get('/');
  expect(page).toMatchObject({ status: 200, body: '<title>온결</title>' });
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(page.headers['content-security-policy']).toContain('frame-src blob:');
  expect(page.headers['x-content-type-options']).toBe('nosniff');
  expect((await get('/assets/main.js?v=1')).headers['content-type']).toBe('text/javascript; charset=utf-8');
  expect(await get('/', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
});

test.each([
  '/../outside.txt',
  '/..%2foutside.txt',
  '/%2e%2e/outside.txt',
  '/assets/..%5c..%5coutside.txt',
  '/link.txt',
  '/.secret',
  '/assets',
  '//etc/passwd',
  '/%00',
  '/%zz',
  '/nothing.js',
])('%s is not served', async (path) => {
  expect((await get(path)).status).toBe(404);
});

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is refused', async (method) => {
  expect((await get('/', { method })).status).toBe(405);
});

test.each(['evil.example', 'localhost', '127.0.0.1', '127.0.0.1:1'])('Host %s is misdirected (DNS rebinding)', async (name) => {
  expect((await get('/', { headers: { host: name } })).status).toBe(421);
});

test('no other interface answers', async () => {
  const others = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter((entry) => entry.family === 'IPv4' && !entry.internal);
  for (const { address } of others) {
    const reached = await new Promise((resolve) =>
      connectTcp(Number(new URL(host.url).port), address)
        .once('connect', () => resolve(true))
        .once('error', () => resolve(false)),
    );
    expect(reached).toBe(false);
  }
});

test.each([[{ origin: 'https://evil.example' }], [{ origin: 'null' }], [{ origin: '' }], [{ host: 'evil.example' }]])(
  'an upgrade with %j is refused',
  async (headers) => {
    await expect(openBridge(host.url, { headers })).rejects.toThrow('403');
    expect(app.opened).toEqual([]);
  },
);

test('another path is no bridge', async () => {
  const origin = new URL(host.url).origin;
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/bridge2`, { headers: { origin } });
  await expect(new Promise((_, reject) => socket.once('error', reject))).rejects.toThrow('403');
});

test('a wrong token, a late token and garbage close the socket with their codes', async () => {
  const wrong = await openBridge(host.url, { token: `${host.token.slice(0, -1)}!` });
  expect(await wrong.closed).toBe(bridgeClose.wrongToken);
  const origin = new URL(host.url).origin;
  const silent = new WebSocket(`${origin.replace('http', 'ws')}/bridge`, { headers: { origin } });
  expect(await new Promise((resolve) => silent.once('close', resolve))).toBe(bridgeClose.tooLate);
  const rude = new WebSocket(`${origin.replace('http', 'ws')}/bridge`, { headers: { origin } });
  rude.once('open', () => rude.send('안녕'));
  expect(await new Promise((resolve) => rude.once('close', resolve))).toBe(bridgeClose.badMessage);
  const trusted = await openBridge(host.url);
  trusted.socket.send('{"id":-1}');
  expect(await trusted.closed).toBe(bridgeClose.badMessage);
});

test('a taken port is an error, not another port', async () => {
  const port = Number(new URL(host.url).port);
  await expect(serveHttp({ rendererDir, connect: app.connect, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
