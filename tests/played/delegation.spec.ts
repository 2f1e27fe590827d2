/** The same paper sent too low, too high, and decided by its drafter where the table gives the work to that post. */

import { expect, test, type Page } from '@playwright/test';
import { startApp } from '../support/e2e-app.ts';
import { at, openPaper, picture } from './scene.ts';

async function write(page: Page, title: string, work: RegExp): Promise<void> {
  await page.getByRole('button', { name: '새 문서', exact: true }).first().click();
  await page.getByLabel('제목').fill(title);
  await page.getByLabel(work).check();
  await page.getByRole('button', { name: '기안 시작' }).click();
  await page.locator('.block').first().click();
  await page.keyboard.type('청년 고용 통계를 제출합니다.');
  await page.getByLabel('문서요지').fill('청년 고용 통계를 제출함');
  await page.getByLabel(/키워드/).fill('청년, 통계');
  await page.getByLabel(/보고자/).focus();
  await page.getByRole('tab', { name: '결재경로' }).click();
  await expect(page.getByRole('button', { name: '이 경로로 정하기' })).toBeVisible();
}

async function decideAt(page: Page, post: string): Promise<void> {
  const find = page.getByLabel('이름·직위·처리과로 찾기');
  await find.fill(post);
  await find.press('Enter');
}

async function reason(page: Page, text: string): Promise<void> {
  await page.getByLabel(/결재권자를 둔 사유/).fill(text);
  await expect(page.getByText(/위임전결규정보다 (높은|낮은) 결재권자$/).first()).toBeVisible();
  await page.getByRole('button', { name: '이 경로로 정하기' }).click();
  await expect(page.getByText('결재경로를 정했습니다')).toBeVisible();
}

async function sendUp(page: Page, name: string): Promise<void> {
  await page.keyboard.press('F9');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  const ground = dialog.getByText('단순한 업무에 관한 문서');
  if (await ground.isVisible()) await ground.click();
  await picture(page, name);
  await page.getByRole('button', { name: '확정하고 올리기' }).click();
  await expect(page.getByText('결재를 올렸습니다')).toBeVisible();
}

test('too low and too high stop until a reason is given and are flagged; a lawful 담당자 전결 is silent', async ({ browser }) => {
  const app = await startApp({ first: false });
  try {
    const drafter = await at(browser, app.address, '고용노동부', '행정사무관');
    await write(drafter, '통계 제출(낮은 결재권자)', /협업정원 운영계획/);
    for (const post of ['고용정책실장', '청년여성고용정책관']) await drafter.getByRole('button', { name: `${post} 빼기` }).click();
    await drafter.keyboard.press('Control+z');
    await expect(drafter.getByRole('button', { name: '청년여성고용정책관 빼기' })).toBeVisible();
    await drafter.keyboard.press('Control+z');
    await expect(drafter.getByRole('button', { name: '고용정책실장 빼기' })).toBeVisible();
    await expect(drafter.getByRole('button', { name: '경로 바꾼 것 되돌리기' })).toBeDisabled();
    await drafter.keyboard.press('Control+y');
    await drafter.getByRole('button', { name: '되돌린 것 다시 하기' }).click();
    await expect(drafter.getByRole('button', { name: '청년여성고용정책관 빼기' })).toBeHidden();
    await drafter.getByLabel('청년고용기획과장 단계 종류').selectOption('approve');
    await expect(drafter.getByText(/결재권자가 위임전결규정보다 낮습니다/).first()).toBeVisible();
    await picture(drafter, 'delegation-1-too-low');
    await reason(drafter, '실장 공석 기간의 경미한 제출이라 과장이 결재함');
    await picture(drafter, 'delegation-2-reason');
    await sendUp(drafter, 'delegation-3-send-up');

    await write(drafter, '통계 제출(높은 결재권자)', /관계기관 통보/);
    await drafter.getByLabel('청년고용기획과장 단계 종류').selectOption('review');
    await decideAt(drafter, '고용정책실장');
    await drafter.getByLabel('고용정책실장 단계 종류').selectOption('approve');
    await expect(drafter.getByText(/결재권자가 위임전결규정보다 높습니다/).first()).toBeVisible();
    await picture(drafter, 'delegation-4-too-high');
    await reason(drafter, '국회 요구에 따른 제출이라 실장이 직접 결재함');
    await sendUp(drafter, 'delegation-5-send-up');

    await write(drafter, '통계 제출(담당자 전결)', /단순 자료 제출/);
    await picture(drafter, 'delegation-6-drafter-decides');
    await drafter.getByRole('button', { name: '이 경로로 정하기' }).click();
    await expect(drafter.getByText('결재경로를 정했습니다')).toBeVisible();
    await sendUp(drafter, 'delegation-7-decides-alone');
    await drafter.getByRole('tab', { name: '문서관리카드' }).click();
    await expect(drafter.getByText(/청년고용기획과-\d+/).first()).toBeVisible();
    await picture(drafter, 'delegation-8-registered');

    const head = await at(browser, app.address, '고용노동부', '청년고용기획과장');
    await openPaper(head, '낮은 결재권자');
    await head.getByRole('button', { name: /^서명하기/ }).click();
    await picture(head, 'delegation-9-signing-low');
    await head.keyboard.press('Control+Enter');
    await expect(head.getByText('서명했습니다').first()).toBeVisible();
  } finally {
    await app.stop();
  }
});
