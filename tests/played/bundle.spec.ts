/** 일괄기안 as a drafter does it: two drafts chosen in the list, tied, one route with its 기한 for both, sent up together, and seen as a stack by who signs. */

import { expect } from '@playwright/test';
import { writeAlone } from '../support/e2e-app.ts';
import { testWithApp } from '../support/e2e-test.ts';
import { at, picture } from './scene.ts';

const test = testWithApp({ first: false });

test('BD1 BD2 two drafts go up together on one route, and the reviewer sees them as one stack', async ({ browser, app }) => {
  const titles = ['묶음의 주된 문서', '묶음의 둘째 문서'];
  const drafter = await at(browser, app.address, '고용노동부', '행정사무관');
  for (const title of titles) await writeAlone(drafter, title);
  await drafter
    .getByRole('button', { name: /기안 문서함/ })
    .last()
    .click();
  await drafter.locator('.item', { hasText: titles[0] ?? '' }).dblclick();
  await drafter.getByRole('tab', { name: '결재경로' }).click();
  await drafter.getByRole('button', { name: '이 경로로 정하기' }).click();
  await expect(drafter.getByText('결재경로를 정했습니다')).toBeVisible();
  await drafter
    .getByRole('button', { name: /기안 문서함/ })
    .last()
    .click();
  for (const title of titles) {
    await drafter.locator('.item', { hasText: title }).click();
    await drafter.keyboard.press('x');
  }
  await drafter.keyboard.press('b');
  const dialog = drafter.getByRole('dialog');
  await expect(dialog).toContainText('일괄기안');
  await picture(drafter, 'bundle');
  await drafter.keyboard.press('Control+Enter');
  await expect(dialog.getByRole('button', { name: /올리기|올림/ }).last()).toHaveAttribute('aria-disabled', 'false', { timeout: 20_000 });
  await drafter.keyboard.press('F9');
  await expect(dialog.getByText(/올렸습니다|2건/).first()).toBeVisible();
  await drafter.keyboard.press('Escape');
  const reviewer = await at(browser, app.address, '고용노동부', '청년고용기획과장');
  for (const title of titles) await expect(reviewer.locator('.item', { hasText: title })).toBeVisible();
  await reviewer.locator('.item', { hasText: titles[0] ?? '' }).dblclick();
  await expect(reviewer.getByText('일괄기안').first()).toBeVisible();
  await picture(reviewer, 'bundle-reviewer');
});
