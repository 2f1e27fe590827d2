/** 기기와 로그인: a second machine of one person waits, is let in and blocked from the first; a copy of the profile locks both. */

import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { login, startHost, type Started } from '../support/e2e-app.ts';
import { testWithApp } from '../support/e2e-test.ts';

const test = testWithApp({ first: false });

/** Folder of a demo profile. */
async function folderOf(data: string, agency: string, position: string): Promise<string> {
  const base = join(data, 'profiles');
  for (const name of await readdir(base)) {
    const profile = JSON.parse(await readFile(join(base, name, 'profile.json'), 'utf8')) as { agency: { name: string }; position: string };
    if (profile.agency.name === agency && profile.position === position) return join(base, name);
  }
  throw new Error('no such profile');
}

/** Another machine: the profile brought there without, or with, what the first machine keeps. */
async function machine(app: Started, agency: string, position: string, whole: boolean) {
  const data = await mkdtemp(join(tmpdir(), 'ongyeol-machine-'));
  const from = await folderOf(app.data, agency, position);
  await cp(from, join(data, 'profiles/person'), { recursive: true, filter: (path) => whole || !path.includes('replica.db') });
  const host = await startHost(data, app.server);
  return {
    address: host.address,
    async stop() {
      await host.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

const panel = (page: Page) => page.getByRole('dialog', { name: '기기와 로그인' });

test('a second machine waits for its approval, comes in, and is out when it is blocked', async ({ page, browser, app }) => {
  await login(page, app.address, '고용노동부', '행정사무관');
  const laptop = await machine(app, '고용노동부', '행정사무관', false);
  const other = await (await browser.newContext()).newPage();
  await login(other, laptop.address, '고용노동부', '행정사무관', { connected: false });
  await other.getByRole('button', { name: '기기 승인을 기다림' }).click();
  await expect(panel(other).getByText('처음 쓰는 기기라 승인을 기다립니다.')).toBeVisible();
  const number = /번호는 (\w{8})/.exec((await panel(other).locator('.device-number').textContent()) ?? '')?.[1] ?? 'none';

  await expect(page.getByText('새 기기가 승인을 기다립니다')).toBeVisible();
  await page.locator('.device-note').getByRole('button', { name: '기기와 로그인' }).click();
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.map((violation) => violation.id)).toEqual([]);
  const waiting = panel(page).getByRole('list', { name: '기기', exact: true }).getByRole('listitem').filter({ hasText: number });
  await waiting.getByRole('button', { name: /^승인/ }).click();
  await expect(panel(page).getByText('기기를 승인했습니다')).toBeVisible();
  await panel(other).getByRole('button', { name: '다시 로그인' }).click();
  await expect(other.getByText('서버 연결됨')).toBeVisible();
  await expect(panel(other).getByRole('list', { name: '지금 로그인한 곳' }).getByText('이 기기')).toBeVisible();

  await expect(panel(page).getByRole('button', { name: /^로그인 끝내기/ })).toBeVisible();
  await panel(page).getByRole('button', { name: /^차단/ }).click();
  await expect(panel(page).getByText('기관 관리자만 다시 풀 수 있습니다')).toBeVisible();
  await panel(page).getByRole('button', { name: /^차단/ }).click();
  await expect(panel(page).getByText('기기를 차단했습니다')).toBeVisible();
  await expect(panel(other).getByText('이 기기는 차단되어 서버에 로그인할 수 없습니다.')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /인증서 열려 있음/ }).click();
  await page.getByRole('button', { name: '다른 사람으로' }).click();
  await login(page, app.address, '고용노동부', '행정사무관');
  await expect(page.getByRole('button', { name: /^기기와 로그인 보기/ })).toContainText(/지난 로그인 .*그 뒤 실패한 시도 \d+번/);
  await laptop.stop();
});

test('a login of a copied profile turns the owner out, and both stay out with the reason before them', async ({ page, browser, app }) => {
  await login(page, app.address, '교육부', '교육행정사무관');
  const copy = await machine(app, '교육부', '교육행정사무관', true);
  const other = await (await browser.newContext()).newPage();
  await login(other, copy.address, '교육부', '교육행정사무관', { connected: false });
  await expect(page.getByRole('button', { name: '잠긴 기기' })).toBeVisible({ timeout: 20_000 });
  await expect(other.getByRole('button', { name: '잠긴 기기' })).toBeVisible({ timeout: 20_000 });
  await expect(page.locator('.device-note')).toBeVisible();
  await page.getByRole('button', { name: '잠긴 기기' }).click();
  await expect(panel(page).getByText('복사되어 쓰인 흔적이 있어')).toBeVisible();
  await copy.stop();
});
