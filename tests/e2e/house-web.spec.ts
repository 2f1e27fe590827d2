/** The web host as it is built: policy, strangers, one session per page, ends cleanly. */

import { test as base, expect, type Page } from '@playwright/test';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startWebHost, type RunningWebHost } from '../support/host-web.ts';

const test = base.extend<{ host: RunningWebHost }>({
  host: async ({ browserName: _unused }, use) => {
    const host = await startWebHost();
    await use(host);
    await host.stop();
  },
});

/** Speaks the bridge from inside a page: the first answer's text, or how the socket ended. */
function callFrom(page: Page, origin: string, token: string): Promise<string> {
  return page.evaluate(
    ([address, secret]) =>
      new Promise<string>((done) => {
        const socket = new WebSocket(`${address.replace('http', 'ws')}/bridge`);
        socket.onopen = () => {
          socket.send(JSON.stringify({ token: secret, resume: null }));
          socket.send(JSON.stringify({ id: 0, name: 'app.info', input: {} }));
        };
        socket.onmessage = (message) => done(String(message.data));
        socket.onerror = () => done('refused');
        socket.onclose = (event) => done(`closed ${event.code}`);
      }),
    [origin, token] as const,
  );
}

test('the page is served with its policy and reaches its commands', async ({ page, host }) => {
  const response = await page.goto(host.url);
  expect(response?.status()).toBe(200);
  expect(response?.headers()['content-security-policy']).toContain("script-src 'self'");
  expect(JSON.parse(await callFrom(page, host.origin, host.token))).toMatchObject({ id: 0, reply: { ok: true, value: { host: 'web' } } });
  expect(await callFrom(page, host.origin, 'wrong')).toBe('closed 4401');
  // In a task of its own: what the debugger calls directly is exempt from the policy.
  const evaluated = await page.evaluate(
    () =>
      new Promise<string>((done) => {
        setTimeout(() => {
          try {
            done(String(new Function('return 1')()));
          } catch {
            done('blocked');
          }
        });
      }),
  );
  expect(evaluated).toBe('blocked');
});

test('the token leaves the machine in no request', async ({ page, host }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.url().split('#')[0]} ${JSON.stringify(request.headers())}`));
  await page.goto(host.url);
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.join('\n')).not.toContain(host.token);
});

test('a page of another origin cannot use the bridge even with the token', async ({ page, host }) => {
  const stranger = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<title>stranger</title>'));
  await new Promise<void>((done) => stranger.listen(0, '127.0.0.1', done));
  await page.goto(`http://127.0.0.1:${(stranger.address() as AddressInfo).port}/`);
  expect(await callFrom(page, host.origin, host.token)).toBe('refused');
  await new Promise((done) => stranger.close(done));
});

test('a taken port is told in Korean, with exit code 1', async ({ host }) => {
  const { spawnSync } = await import('node:child_process');
  const second = spawnSync(process.execPath, ['out/main/web.js', '--data', host.dataDir, '--port', new URL(host.origin).port], { encoding: 'utf8' });
  expect(second.status).toBe(1);
  expect(second.stderr).toContain('그 포트는 다른 프로그램이 쓰고 있습니다');
});

test('SIGTERM ends the host with an open page at once', async ({ page }) => {
  const host = await startWebHost();
  await page.goto(host.url);
  const started = Date.now();
  expect(await host.stop()).toBe(0);
  expect(Date.now() - started).toBeLessThan(20_000);
});
