/** A server on another machine: `ongyeol serve` behind TLS, a window that trusts its authority, one that does not. */

import { expect, test } from '@playwright/test';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { login, PASSPHRASE, root, startHost } from '../support/e2e-app.ts';
import { makeTls } from '../support/tls.ts';

const main = join(root, 'electron/cli/main.ts');

test('a window reaches a server behind TLS with its authority named, and says so where it is not', async ({ page, browser }) => {
  const data = await mkdtemp(join(tmpdir(), 'ongyeol-elsewhere-'));
  await writeFile(join(data, 'first-run.json'), '{}');
  expect(spawnSync(process.execPath, [main, 'app', '--data', data, '--once']).status).toBe(0);
  const { certificate } = makeTls(join(data, 'server'));
  const config = join(data, 'server/config.json');
  const known = JSON.parse(await readFile(config, 'utf8')) as object;
  await writeFile(config, JSON.stringify({ ...known, host: '0.0.0.0', tls: { key: 'tls.key', certificate: 'tls.crt' } }));
  const serve = spawn(process.execPath, [main, 'serve', '--data', data, '--port', '0', '--json'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const url = await new Promise<string>((found) => {
    createInterface({ input: serve.stdout }).once('line', (line) => found((JSON.parse(line) as { subject: { url: string } }).subject.url));
  });
  expect(url).toMatch(/^https:/);
  const trusting = await startHost(data, url, ['--ca', certificate]);
  await login(page, trusting.address, '고용노동부', '행정사무관');
  await trusting.stop();

  const doubting = await startHost(data, url);
  const other = await (await browser.newContext()).newPage();
  await other.goto(doubting.address);
  await other.getByLabel('프로필 찾기').fill('교육부');
  await other.locator('.pick').first().click();
  await other.getByLabel('인증서 암호').fill(PASSPHRASE);
  await other.getByRole('button', { name: '열기' }).click();
  await expect(other.getByText('서버의 인증서를 믿지 못함')).toBeVisible();
  await doubting.stop();
  const gone = new Promise((done) => serve.once('exit', done));
  serve.kill('SIGINT');
  await gone;
  await rm(data, { recursive: true, force: true });
});
