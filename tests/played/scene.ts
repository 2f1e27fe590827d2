/** What the played days share: people at their windows, pictures, and the steps everybody takes. */

import { expect, type Browser, type Page } from '@playwright/test';
import { join } from 'node:path';
import { login, root } from '../support/e2e-app.ts';

const SIZES = [
  [1440, 900],
  [1024, 768],
] as const;

/** Keeps what stands on the screen as a picture of the guide; `PLAYED=folder` keeps them elsewhere, `LOOK=folder` keeps each in both sizes, light and dark. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  const look = process.env['LOOK'];
  for (const [width, height] of look === undefined ? [] : SIZES) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(look ?? '', `${name}-${width}-${colorScheme}.png`), animations: 'disabled', caret: 'hide' });
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.screenshot({ path: join(process.env['PLAYED'] ?? join(root, 'docs/screens/played'), `${name}.png`), animations: 'disabled', caret: 'hide' });
}

/** Somebody at a window of their own. */
export async function at(browser: Browser, address: string, agency: string, position: string, passphrase?: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'ko-KR' })).newPage();
  await login(page, address, agency, position, passphrase === undefined ? {} : { passphrase });
  return page;
}

/** Opens the paper of a list and waits for its text. */
export async function openPaper(page: Page, title: string): Promise<void> {
  await page
    .getByRole('option', { name: new RegExp(title) })
    .first()
    .dblclick();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
}

/** Signs the paper that is in front. */
export async function sign(page: Page, said = '서명했습니다'): Promise<void> {
  await page.getByRole('button', { name: /^서명하기/ }).click();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(said).first()).toBeVisible();
}

/** Somebody comes, signs a paper and goes. */
export async function comesAndSigns(browser: Browser, address: string, [agency, position]: readonly [string, string], title: string): Promise<void> {
  const page = await at(browser, address, agency, position);
  await openPaper(page, title);
  await sign(page);
  await page.context().close();
}
