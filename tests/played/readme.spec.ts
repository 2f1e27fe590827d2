/** The five minutes of the README, step by step, with the pictures it shows (`docs/screens`). */

import { expect, test } from '@playwright/test';
import { join } from 'node:path';
import { importSample, root, startApp, submitDraft } from '../support/e2e-app.ts';
import { at, comesAndSigns, openPaper } from './scene.ts';

const TITLE = '청년일자리 협업정원 공동 운영계획';

test('five minutes to the first approved document', async ({ browser }) => {
  const app = await startApp({ first: false });
  const keep = (page: Awaited<ReturnType<typeof at>>, name: string): Promise<unknown> =>
    page.screenshot({ path: join(process.env['PLAYED'] ?? join(root, 'docs/screens'), `${name}.png`), animations: 'disabled', caret: 'hide' });
  try {
    const drafter = await at(browser, app.address, '고용노동부', '행정사무관');
    await importSample(drafter, TITLE);
    const partner = await at(browser, app.address, '교육부', '교육행정사무관');
    await partner
      .getByRole('button', { name: /기안 문서함/ })
      .first()
      .click();
    await openPaper(partner, TITLE);
    await partner.locator('.body-text .block').last().click();
    await partner.keyboard.press('End');
    await expect(drafter.getByText('함께 쓰는 중').first()).toBeVisible();
    await keep(drafter, 'editor');
    await drafter.getByRole('tab', { name: '결재경로' }).click();
    await expect(drafter.getByRole('button', { name: '이 경로로 정하기' })).toBeVisible();
    await keep(drafter, 'route');
    await drafter.getByRole('tab', { name: '본문' }).click();
    await submitDraft(drafter);

    const decider = await at(browser, app.address, '고용노동부', '청년고용기획과장');
    await expect(decider.getByRole('option', { name: new RegExp(TITLE) })).toBeVisible();
    await expect(decider.locator('.mini-desk')).toContainText('협업정원');
    await keep(decider, 'home');
    await openPaper(decider, TITLE);
    await expect(decider.locator('.body-text')).toContainText('협업정원');
    await decider.keyboard.press('a');
    await decider.getByLabel(/^참고 의견/).check();
    await decider.getByRole('dialog').getByRole('textbox').fill('모집 공고 일정은 교육부와 협의를 마침');
    await keep(decider, 'decide');
    await decider.keyboard.press('Control+Enter');
    await expect(decider.getByText('서명했습니다').first()).toBeVisible();
    for (const post of ['청년여성고용정책관', '고용정책실장', '차관']) await comesAndSigns(browser, app.address, ['고용노동부', post], TITLE);

    const handler = await at(browser, app.address, '교육부', '교육행정사무관');
    await openPaper(handler, TITLE);
    await handler.getByRole('button', { name: '결재 요청 받고 담당자 지정' }).click();
    await expect(handler.getByText('담당자를 정했습니다')).toBeVisible();
    await handler.getByRole('button', { name: '이 경로로 정하기' }).click();
    await expect(handler.getByText('결재경로를 정했습니다')).toBeVisible();
    await comesAndSigns(browser, app.address, ['교육부', '교육일자리총괄과장'], TITLE);
    await drafter.getByRole('tab', { name: '진행 현황' }).click();
    await expect(drafter.getByText('평생직업교육국장').first()).toBeVisible();
    await keep(drafter, 'progress');
    await drafter.getByRole('tab', { name: '문서관리카드' }).click();
    await expect(drafter.getByText('모집 공고 일정은').first()).toBeVisible();
    await expect(drafter.locator('canvas').first()).toBeVisible();
    await keep(drafter, 'card');
  } finally {
    await app.stop();
  }
});
