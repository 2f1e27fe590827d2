/** Slice 4 by hand: two officials of two ministries in two windows, through to a signed decision, on the real server. */

import AxeBuilder from '@axe-core/playwright';
import { expect, type Browser, type Page } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { putCaret } from '../support/caret.ts';
import { PASSPHRASE, root } from '../support/e2e-app.ts';
import { testWithApp } from '../support/e2e-test.ts';

const test = testWithApp({ first: true });

// Behind each other on one worker: the first start plays the whole main job, which is worth doing once.
test.describe.configure({ mode: 'default' });

/** With a wrong passphrase first. */
async function login(page: Page, address: string, agency: string, position: string): Promise<void> {
  await page.goto(address);
  await page.getByLabel('프로필 찾기').fill(agency);
  await page.locator('.pick', { hasText: position }).first().click();
  await page.getByLabel('인증서 암호').fill('틀린 암호');
  await page.getByRole('button', { name: '열기' }).click();
  await expect(page.getByRole('alert')).toContainText('인증서 암호가 맞지 않습니다');
  await page.getByLabel('인증서 암호').fill(PASSPHRASE);
  await page.getByRole('button', { name: '열기' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /결재 대기/ })).toBeVisible();
}

async function noViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
}

/** A step dragged beside the one before and set apart again by key, and a day for the whole paper. */
async function dragAndSetDays(page: Page): Promise<void> {
  const grip = page.getByRole('button', { name: '검토 청년여성고용정책관 옮기기' });
  await grip.dragTo(page.locator('.plan-stage').nth(1), { targetPosition: { x: 120, y: 25 } });
  await expect(page.locator('.plan-stage', { hasText: '함께 진행' })).toContainText('청년여성고용정책관');
  await grip.press('p');
  await expect(page.locator('.plan-stage', { hasText: '함께 진행' })).toHaveCount(0);
  await page.getByLabel('처리기한', { exact: true }).fill('2099-12-30');
}

/** The drafter reminds whoever holds the paper; the reminder is at their bell. */
async function reminds(drafter: Page, reviewer: Page): Promise<void> {
  await drafter.getByRole('tab', { name: '진행 현황' }).click();
  await expect(drafter.getByText('2099. 12. 30.(수)').first()).toBeVisible();
  await drafter.getByRole('button', { name: '알림 보내기' }).click();
  await expect(drafter.getByText('알림을 보냈습니다.', { exact: true })).toBeVisible();
  await reviewer.getByRole('button', { name: '알림, 읽지 않은 것 1건' }).click();
  await expect(reviewer.getByRole('dialog')).toContainText(/행정사무관 보냄 · 검토/);
  await reviewer.keyboard.press('Escape');
}

/** VP1 The page that was built, opened from the disk with no network, says of a capsule what the command says. */
async function checkedByPage(browser: Browser, data: string, capsule: string): Promise<void> {
  const page = await (await browser.newContext({ offline: true })).newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const address = pathToFileURL(join(root, 'out/verify/verify.html')).href;
  await page.goto(address);
  await page.getByLabel('최상위 인증서 고르기').setInputFiles(join(data, 'root.pem'));
  await page.getByLabel('파일 고르기').setInputFiles(capsule);
  const card = page.getByRole('article');
  await expect(card).toContainText('이상 없음');
  await noViolations(page);
  const [saved] = await Promise.all([page.waitForEvent('download'), card.getByRole('button', { name: '결과 파일(JSON) 저장' }).click()]);
  const told = spawnSync(process.execPath, [join(root, 'electron/cli/main.ts'), 'verify', capsule, '--trust', join(data, 'root.pem'), '--json'], {
    encoding: 'utf8',
  });
  expect(readFileSync(await saved.path(), 'utf8')).toBe(told.stdout.trim());
  expect(asked.filter((one) => !one.startsWith('blob:'))).toEqual([address]);
}

test('two ministries write together, the lead submits, the reviewer signs with an opinion', async ({ browser, app }) => {
  const drafter = await (await browser.newContext()).newPage();
  await login(drafter, app.address, '고용노동부', '행정사무관');
  await drafter.getByRole('button', { name: '새 문서', exact: true }).first().click();
  await drafter
    .getByLabel('가져올 파일')
    .setInputFiles(['youth-jobs-joint.md', 'attachments/operation-plan.md', 'attachments/task-list.csv'].map((name) => join(root, 'resources/demo', name)));
  await expect(drafter.locator('.body-text')).toContainText('협업정원');

  const partner = await (await browser.newContext()).newPage();
  await login(partner, app.address, '교육부', '교육행정사무관');
  await partner.getByRole('button', { name: /기안 문서함/ }).click();
  await partner.locator('.item').first().dblclick();
  await putCaret(partner.locator('.block', { hasText: '점검' }).first());
  await partner.keyboard.type(' 함께 씀');
  await expect(drafter.locator('.body-text')).toContainText('함께 씀');
  await putCaret(drafter.locator('.block', { hasText: '운영방식' }).first());
  await drafter.keyboard.type(' 주관이 씀');
  await expect(partner.locator('.body-text')).toContainText('주관이 씀');
  const lines = await drafter.locator('.body-text > .block').count();
  await drafter.keyboard.press('Enter');
  await drafter.keyboard.type('한 줄만 늘어남');
  await expect(drafter.locator('.body-text > .block')).toHaveCount(lines + 1);
  await drafter.keyboard.press('Enter');
  await drafter.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', '1. 붙여 넣은 첫째\n  가. 그 아래\n2. 붙여 넣은 둘째');
    document.querySelector('.body-text')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  const pasted = drafter.locator('.block', { hasText: /붙여 넣은|그 아래/ });
  await expect(pasted).toHaveText(['붙여 넣은 첫째', '그 아래', '붙여 넣은 둘째']);
  expect(await pasted.evaluateAll((blocks) => blocks.map((one) => (one as HTMLElement).dataset['level']))).toEqual(['1', '2', '1']);
  await drafter.getByLabel('수신', { exact: true }).fill('행정안전부장관(조직기획과장)');
  await drafter.getByLabel(/보고자/).focus();
  await expect(drafter.locator('.sheet-head')).toContainText('행정안전부장관(조직기획과장)');
  await expect(drafter.locator('.caret')).toContainText('교육행정사무관');
  await noViolations(drafter);

  await drafter.getByRole('tab', { name: '결재경로' }).click();
  await dragAndSetDays(drafter);
  await drafter.getByRole('button', { name: '이 경로로 정하기' }).click();
  await drafter.getByRole('tab', { name: '본문' }).click();
  await expect(drafter.locator('.check.stop')).toHaveCount(0);
  await drafter.keyboard.press('F9');
  await drafter.getByRole('button', { name: '확정하고 올리기' }).click();
  await expect(drafter.getByText('결재를 올렸습니다')).toBeVisible();
  await expect(partner.locator('.body-text')).toHaveAttribute('contenteditable', 'false');

  const reviewer = await (await browser.newContext()).newPage();
  await login(reviewer, app.address, '고용노동부', '청년고용기획과장');
  await noViolations(reviewer);
  await reminds(drafter, reviewer);
  await reviewer.locator('.item').first().dblclick();
  await reviewer.getByRole('button', { name: /서명하기/ }).click();
  await expect(reviewer.locator('.looked')).toContainText('본문을 열어 봄');
  await reviewer.getByText('다른 의견').click();
  await reviewer.getByLabel('다른 의견 내용').fill('근거를 밝혀야 함');
  await noViolations(reviewer);
  await reviewer.keyboard.press('Control+Enter');
  await expect(reviewer.getByText('서명했습니다')).toBeVisible();
  await drafter.getByRole('tab', { name: '진행 현황' }).click();
  await expect(drafter.locator('.step .said', { hasText: '근거를 밝혀야 함' })).toBeVisible();
});

test('the finished paper of the first run opens as a card and verifies on this machine; who keeps it is recorded, with a reason at another ministry', async ({
  page,
  browser,
  app,
}) => {
  await login(page, app.address, '고용노동부', '행정사무관');
  await page.getByRole('button', { name: /처리한 문서/ }).click();
  await page.locator('.item').first().dblclick();
  await expect(page.locator('canvas').first()).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('v');
  await expect(page.getByText('기록이 모두 확인됨')).toBeVisible({ timeout: 30_000 });
  await noViolations(page);
  await page.getByRole('button', { name: '문서 PDF' }).click();
  await expect(page.getByText('저장한 일을 기록했습니다')).toBeVisible();
  // Another ministry is asked for a reason, once, and the readers see it.
  const other = await (await browser.newContext()).newPage();
  await login(other, app.address, '교육부', '교육행정사무관');
  await other.getByRole('button', { name: /처리한 문서/ }).click();
  await other.locator('.item').first().dblclick();
  await other.getByRole('button', { name: '문서 PDF' }).click();
  await expect(other.getByRole('heading', { name: '파일로 저장하는 사유' })).toBeVisible();
  await noViolations(other);
  await other.getByText('감사·조사 자료').click();
  await other.getByLabel('덧붙일 말').fill('요구자료 제12호');
  await other.getByRole('button', { name: '기록하고 저장' }).click();
  await expect(other.getByText(/사유: 감사·조사 자료\(요구자료 제12호\)/)).toBeVisible();
  await other.getByRole('button', { name: '검증용 묶음' }).click();
  await expect(other.locator('.exports .note')).toContainText(/\.ongyeol.*사유: 감사·조사 자료/);
  await checkedByPage(browser, app.data, /저장한 곳: (.*\.ongyeol)/.exec((await other.locator('.exports .note').textContent()) ?? '')?.[1] ?? '');
  const own = other.locator('.readers-list > ul > li', { hasText: '교육부' });
  await own.getByText('파일로 저장 2회').click();
  await expect(own.locator('.readers-kept li').first()).toContainText('검증용 묶음 · 감사·조사 자료: 요구자료 제12호');
  await other.getByRole('button', { name: '접근 기록' }).click();
  await expect(other.getByText(/모두 이어집니다/)).toBeVisible();
  await expect(other.locator('.records-table tbody tr').first()).toContainText('감사·조사 자료: 요구자료 제12호');
  await noViolations(other);
});
