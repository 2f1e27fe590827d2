/** The person's key and the screen: closed by hand and by absence, asked for when an act needs it, told of strangers' tries. */

import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { importSample, login, PASSPHRASE } from '../support/e2e-app.ts';
import { testWithApp } from '../support/e2e-test.ts';

const test = testWithApp({ first: false });

test('the screen closes by hand and by absence; an act with a closed key asks for the passphrase and goes on', async ({ browser, app }) => {
  const page = await (await browser.newContext()).newPage();
  await page.clock.install();
  await login(page, app.address, '고용노동부', '행정사무관');
  const other = await (await browser.newContext()).newPage();
  await other.clock.install();
  await login(other, app.address, '고용노동부', '행정사무관');
  await importSample(other);
  await other.getByRole('tab', { name: '결재경로' }).click();

  await page.getByRole('button', { name: /인증서 열려 있음/ }).click();
  await page.getByRole('dialog', { name: '인증서' }).getByRole('button', { name: '화면 잠그기' }).click();
  const locked = page.getByRole('dialog', { name: '화면 잠김' });
  await locked.getByLabel('인증서 암호').fill('틀린 암호입니다');
  await page.keyboard.press('Enter');
  await expect(locked.getByRole('alert')).toContainText('인증서 암호가 맞지 않습니다');
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.map((violation) => violation.id)).toEqual([]);

  await other.getByRole('button', { name: '이 경로로 정하기' }).click();
  const asked = other.getByRole('dialog', { name: '인증서 열기' });
  await asked.getByLabel('인증서 암호').fill(PASSPHRASE);
  await other.keyboard.press('Enter');
  await expect(other.getByText('결재경로를 정했습니다')).toBeVisible();
  await expect(asked).toHaveCount(0);

  await locked.getByLabel('인증서 암호').fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(locked).toHaveCount(0);
  // A window left alone closes nothing while the person works at another one; left alone both, they close.
  await page.clock.fastForward('10:10');
  await expect(other.getByRole('button', { name: '화면 잠그기' })).toBeVisible();
  await expect(locked).toHaveCount(0);
  await other.clock.fastForward('10:10');
  await expect(other.getByRole('dialog', { name: '화면 잠김' })).toBeVisible();
  await page.clock.fastForward('00:10');
  await expect(locked).toBeVisible();
  // Whoever finds the screen locked does not get past it by loading it anew.
  await page.reload();
  await expect(locked).toBeVisible();
  // Nor by taking the lock out of the page: there is nothing behind it before the passphrase.
  await page.evaluate(() => {
    sessionStorage.removeItem('ongyeol.screen-locked');
    document.querySelector('.lock-screen')?.remove();
  });
  await expect(page.getByRole('main')).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText('결재할 문서가 없습니다');
  await page.reload();
  await locked.getByLabel('인증서 암호').fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(locked).toHaveCount(0);
  await expect(page.getByRole('main')).toContainText('결재할 문서가 없습니다');
});

test('the passphrase is changed; the old one no longer opens', async ({ page, app }) => {
  await login(page, app.address, '산업통상부', '산업일자리혁신과장');
  await page.getByRole('button', { name: /인증서 열려 있음/ }).click();
  await page.getByRole('button', { name: '암호 바꾸기' }).click();
  await page.getByLabel('지금 암호').fill(PASSPHRASE);
  await page.getByLabel('새 암호(10자 이상)').fill('산업통상부 새 암호 하나');
  await page.getByLabel('새 암호 한 번 더').fill('산업통상부 새 암호 둘');
  await expect(page.getByRole('button', { name: '암호 바꾸기' })).toHaveAttribute('aria-disabled', 'true');
  await page.getByLabel('새 암호 한 번 더').fill('산업통상부 새 암호 하나');
  await page.getByRole('button', { name: '암호 바꾸기' }).click();
  await expect(page.getByText('인증서 암호를 바꿨습니다')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '화면 잠그기' }).click();
  const locked = page.getByRole('dialog', { name: '화면 잠김' });
  await locked.getByLabel('인증서 암호').fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(locked.getByRole('alert')).toContainText('맞지 않습니다');
  await locked.getByLabel('인증서 암호').fill('산업통상부 새 암호 하나');
  await page.keyboard.press('Enter');
  await expect(locked).toHaveCount(0);
  await page.getByRole('button', { name: /인증서 열려 있음/ }).click();
});
