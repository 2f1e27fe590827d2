/** One joint paper by hand, from a blank sheet to the inbox of another ministry: every act through the screen, nobody helped by a command. */

import { expect, type Browser, type Page } from '@playwright/test';
import { join } from 'node:path';
import { putCaret } from '../support/caret.ts';
import { login, root, type Started } from '../support/e2e-app.ts';
import { testWithApp } from '../support/e2e-test.ts';

const TITLE = '지역 청년 일경험 공동 운영 계획 알림';

const test = testWithApp({ first: false });

/** `SCREENS=1` renews the pictures of the README. */
async function picture(page: Page, name: string): Promise<void> {
  if (process.env['SCREENS'] === undefined) return;
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(root, 'docs/screens', `${name}.png`), animations: 'disabled', caret: 'hide' });
}

async function window(browser: Browser, app: Started, agency: string, position: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await login(page, app.address, agency, position);
  return page;
}

async function write(page: Page): Promise<void> {
  await page.getByRole('button', { name: '새 문서', exact: true }).first().click();
  await page.getByLabel('제목').fill(TITLE);
  await page.getByLabel(/교육부/).check();
  await page.getByLabel(/관계기관 통보/).check();
  await page.getByRole('button', { name: '기안 시작' }).click();
  await page.locator('.block').first().click();
  await page.keyboard.type('「청년고용촉진 특별법」 제8조에 따라 지역 청년 일경험 사업을 두 부처가 함께 운영하고자 합니다.');
  await page.keyboard.press('Enter');
  await page.keyboard.type('운영 계획은 다음과 같습니다.');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('기간: 2026. 12. 1. ~ 2027. 2. 28.');
  await page.keyboard.press('Enter');
  await page.keyboard.type('대상: 직업계고 졸업 예정자와 대학생 300명');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.type('각 기관에서는 참여자 모집에 협조하여 주시기 바랍니다.');
  await page.getByLabel('문서요지').fill('지역 청년 일경험 사업을 두 부처가 공동으로 운영하는 계획을 알림');
  await page.getByLabel(/키워드/).fill('청년, 일경험, 공동운영');
  await page.getByLabel('수신', { exact: true }).fill('행정안전부장관(조직기획과장)');
  await page.getByLabel(/보고자/).focus();
  await expect(page.locator('.sheet-head')).toContainText('행정안전부장관(조직기획과장)');
  await expect(page.locator('.body-text')).toContainText('참여자 모집에 협조');
}

async function sign(browser: Browser, app: Started, [agency, position]: readonly [string, string], look?: (page: Page) => Promise<void>): Promise<void> {
  const page = await window(browser, app, agency, position);
  await page.locator('.item', { hasText: TITLE }).first().click();
  if (look !== undefined) await picture(page, 'home');
  await page.locator('.item', { hasText: TITLE }).first().dblclick();
  await page.getByRole('button', { name: /서명하기/ }).click();
  await look?.(page);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('서명했습니다')).toBeVisible();
  await page.context().close();
}

test('a joint paper goes from a blank sheet to another ministry’s inbox, every act by hand', async ({ browser, app }) => {
  test.setTimeout(120_000);
  const drafter = await window(browser, app, '고용노동부', '행정사무관');
  await write(drafter);
  const partner = await window(browser, app, '교육부', '교육행정사무관');
  await partner.getByRole('button', { name: /기안 문서함/ }).click();
  await partner.locator('.item', { hasText: TITLE }).first().dblclick();
  await putCaret(partner.locator('.block', { hasText: '대상:' }).first());
  await partner.keyboard.type(' 내외');
  await expect(drafter.locator('.body-text')).toContainText('300명 내외');
  await expect(drafter.locator('.caret')).toContainText('교육행정사무관');
  await picture(drafter, 'editor');
  await drafter.getByRole('button', { name: /교육행정사무관/ }).click();
  await expect(drafter.getByText('교육행정사무관 따라가는 중')).toBeVisible();
  await drafter.keyboard.press('F8');
  await expect(drafter.getByRole('complementary', { name: '문서 확인' })).toBeHidden();
  await expect(drafter.locator('.caret')).toBeInViewport();
  await drafter.keyboard.press('F8');
  await expect(drafter.getByRole('complementary', { name: '문서 확인' })).toBeVisible();

  await drafter.getByRole('tab', { name: '결재경로' }).click();
  await drafter.getByRole('button', { name: '이 경로로 정하기' }).click();
  await expect(drafter.getByText('결재경로를 정했습니다')).toBeVisible();
  await picture(drafter, 'route');
  await drafter.keyboard.press('F9');
  await drafter.getByRole('button', { name: '확정하고 올리기' }).click();
  await expect(drafter.getByText('결재를 올렸습니다')).toBeVisible();
  await sign(browser, app, ['고용노동부', '청년고용기획과장'], async (page) => {
    await page.getByText('참고 의견').click();
    await page.getByLabel('참고 의견 내용').fill('모집 공고 일정은 교육부와 협의를 마침');
    await picture(page, 'decide');
  });

  await partner.getByRole('tab', { name: '진행 현황' }).click();
  await partner.locator('.opt', { hasText: '교육행정사무관' }).first().click();
  await partner.getByRole('button', { name: '결재 요청 받고 담당자 지정' }).click();
  await expect(partner.getByText('담당자를 정했습니다')).toBeVisible();
  await partner.getByRole('button', { name: '이 경로로 정하기' }).click();
  await expect(partner.getByText('결재경로를 정했습니다')).toBeVisible();
  await sign(browser, app, ['교육부', '교육일자리총괄과장']);
  await drafter.getByRole('tab', { name: '진행 현황' }).click();
  await picture(drafter, 'progress');
  await sign(browser, app, ['교육부', '평생직업교육국장']);
  await sign(browser, app, ['교육부', '평생직업교육실장']);

  await drafter.getByRole('tab', { name: '문서관리카드' }).click();
  await drafter.getByRole('button', { name: '시행일 정하기' }).click();
  await expect(drafter.getByText('시행일')).not.toHaveCount(0);
  await drafter.getByRole('button', { name: '관인 날인' }).click();
  await partner.getByRole('tab', { name: '문서관리카드' }).click();
  await partner.getByRole('button', { name: '관인 날인' }).click();
  await drafter.getByRole('button', { name: '발송', exact: true }).click();
  await drafter.getByRole('button', { name: '발송하기' }).click();
  await expect(drafter.getByText('발송했습니다')).toBeVisible();
  await expect(drafter.locator('canvas').first()).toBeVisible({ timeout: 30_000 });
  await drafter.keyboard.press('v');
  await expect(drafter.getByText('기록이 모두 확인됨')).toBeVisible({ timeout: 30_000 });

  const clerk = await window(browser, app, '행정안전부 운영지원과', '주무관');
  await clerk.getByRole('button', { name: /받은 문서/ }).click();
  await clerk.locator('.item', { hasText: TITLE }).first().dblclick();
  await expect(clerk.locator('canvas').first()).toBeVisible({ timeout: 30_000 });
  const readers = drafter.locator('.readers');
  await expect(readers.getByRole('listitem').filter({ hasText: '운영지원과 주무관' })).toContainText('1회');
  await picture(drafter, 'card');
});
