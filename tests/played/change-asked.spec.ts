/** A change asked by the second partner after the first decided, while a signature given with the line cut is on its way. */

import { expect, test, type Browser, type Page } from '@playwright/test';
import { importSample, openLine, startApp, startHost, submitDraft } from '../support/e2e-app.ts';
import { at, comesAndSigns, openPaper, picture, sign } from './scene.ts';

const TITLE = '청년일자리 협업정원 운영계획(제2 관계기관 수정 요청)';

async function receives(page: Page): Promise<void> {
  await openPaper(page, '제2 관계기관');
  await page.getByRole('button', { name: '결재 요청 받고 담당자 지정' }).click();
  await expect(page.getByText('담당자를 정했습니다')).toBeVisible();
}

/** The first partner decides whole. */
async function firstPartner(browser: Browser, address: string): Promise<void> {
  const handler = await at(browser, address, '교육부', '교육행정사무관');
  await receives(handler);
  await handler.getByRole('button', { name: '이 경로로 정하기' }).click();
  await expect(handler.getByText('결재경로를 정했습니다')).toBeVisible();
  for (const post of ['교육일자리총괄과장', '평생직업교육국장', '평생직업교육실장']) await comesAndSigns(browser, address, ['교육부', post], '제2 관계기관');
}

test('a change asked by the second partner voids what the first decided, and a late signature is refused by article', async ({ browser }) => {
  const app = await startApp({ first: false });
  const line = await openLine(app.server);
  try {
    const drafter = await at(browser, app.address, '고용노동부', '행정사무관');
    await importSample(drafter, TITLE);
    await submitDraft(drafter);
    for (const post of ['청년고용기획과장', '청년여성고용정책관', '고용정책실장', '차관'])
      await comesAndSigns(browser, app.address, ['고용노동부', post], '제2 관계기관');
    await firstPartner(browser, app.address);

    // The second partner: 운영지원과장 concurs side by side with the 과장.
    const handler = await at(browser, app.address, '산업통상부', '행정사무관');
    await receives(handler);
    await handler.getByLabel('이름·직위·처리과로 찾기').fill('운영지원과장');
    await handler.getByLabel('이름·직위·처리과로 찾기').press('Enter');
    await handler
      .getByRole('button', { name: '협조 운영지원과장 옮기기' })
      .dragTo(handler.locator('.plan-stage').first(), { targetPosition: { x: 120, y: 25 } });
    await expect(handler.getByText('함께 진행').first()).toBeVisible();
    await picture(handler, 'change-1-partner-designs');
    await handler.getByRole('button', { name: '이 경로로 정하기' }).click();
    await expect(handler.getByText('결재경로를 정했습니다')).toBeVisible();

    const far = await startHost(app.data, line.url);
    const late = await at(browser, far.address, '산업통상부', '운영지원과장');
    await openPaper(late, '제2 관계기관');
    await expect(late.locator('.body-text')).toContainText('협업정원');
    line.cut();
    await expect(late.getByText('서버에 닿지 않음')).toBeVisible();
    await late.getByRole('button', { name: /^서명하기/ }).click();
    await late.keyboard.press('Control+Enter');
    await expect(late.getByText(/보낼 서명 \d+건/)).toBeVisible();
    await picture(late, 'change-2-signed-offline');

    const head = await at(browser, app.address, '산업통상부', '산업일자리혁신과장');
    await openPaper(head, '제2 관계기관');
    await head.getByRole('button', { name: /^서명하기/ }).click();
    await head.keyboard.press('c');
    await head.getByLabel('고칠 점').fill('산업단지 현장 지원 항목을 넣어 주십시오.');
    await picture(head, 'change-3-asking');
    await head.keyboard.press('Control+Enter');
    await expect(head.getByText(/결재가 멈췄습니다|수정을 요청했습니다/).first()).toBeVisible();

    await expect(drafter.getByText('수정 요청이 왔습니다.')).toBeVisible();
    await drafter.getByRole('tab', { name: '진행 현황' }).click();
    await picture(drafter, 'change-4-came-back');
    await drafter.getByRole('tab', { name: '문서관리카드' }).click();
    await picture(drafter, 'change-5-card');

    line.mend();
    await expect(late.getByText(/영 제17조/)).toBeVisible({ timeout: 60_000 });
    await picture(late, 'change-6-late-refused');
    await late.getByRole('button', { name: /보낼 서명/ }).click();
    await expect(late.getByRole('dialog').getByText(/영 제17조/)).toBeVisible();
    await picture(late, 'change-7-outbox');

    await drafter.getByRole('button', { name: '재기안' }).click();
    await expect(drafter.getByText('제2판').first()).toBeVisible();
    await submitDraft(drafter);
    const again = await at(browser, app.address, '고용노동부', '청년고용기획과장');
    await openPaper(again, '제2 관계기관');
    await again.getByRole('tab', { name: '문서관리카드' }).click();
    await again.locator('.past-version').scrollIntoViewIfNeeded();
    await expect(again.locator('.past-version')).toContainText('산업단지 현장 지원 항목을 넣어 주십시오.');
    await picture(again, 'change-8-earlier-version');
    await again.getByRole('tab', { name: '진행 현황' }).click();
    await picture(again, 'change-9-drafted-anew');
    await sign(again);
    await far.stop();
  } finally {
    await line.close();
    await app.stop();
  }
});
