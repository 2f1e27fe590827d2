/** Text of other programs: a file as a draft, a file and pasted HTML at the caret, what was lost told; the guards before 결재 올림; the writing rules. */

import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { hwpxOf } from '../support/hwpx-by-rhwp.ts';
import { draftOf, PARAGRAPHS } from '../bench/editor/text.ts';
import { putCaret } from '../support/caret.ts';
import { importSample, login } from '../support/e2e-app.ts';
import { testWithApp } from '../support/e2e-test.ts';

const test = testWithApp({ first: false });

const body = (inner: string): Buffer =>
  Buffer.from(zipSync({ 'word/document.xml': strToU8(`<w:document xmlns:w="urn:w"><w:body>${inner}</w:body></w:document>`) }));
const line = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;

test('IMP-1 IMP-3 IMP-8 PERS-2 TBL-10 a file of another program becomes a draft, and more text comes in at the caret; personal data can be gone to', async ({
  browser,
  app,
}) => {
  const page = await (await browser.newContext()).newPage();
  await login(page, app.address, '고용노동부', '행정사무관');
  await page.getByRole('button', { name: '새 문서', exact: true }).first().click();
  const docx = body(`${line('제목  협업 계획 알림')}${line('1. 첫째 항목')}<w:p><w:r><w:t>2. 둘째 항목</w:t><w:drawing/></w:r></w:p>`);
  await page.getByLabel('가져올 파일').setInputFiles({ name: '계획.docx', mimeType: 'application/octet-stream', buffer: docx });
  await expect(page.getByText('그림 1개를 가져오지 못했습니다')).toBeVisible();
  await page.getByRole('button', { name: '가져온 문서 열기' }).click();
  await expect(page.getByRole('textbox', { name: '제목' })).toHaveValue('협업 계획 알림');
  await expect(page.locator('.body-text .block')).toHaveText(['첫째 항목', '둘째 항목']);

  await putCaret(page.locator('.block').last());
  const hwpx = Buffer.from(
    hwpxOf(
      ['3. 셋째 항목', '연락처 010-1234-5678'],
      [
        ['구분', '수'],
        ['과', '3'],
      ],
    ),
  );
  await page.getByLabel(/파일에서 글 가져오기/).setInputFiles({ name: '더.hwpx', mimeType: 'application/octet-stream', buffer: hwpx });
  await expect(page.locator('.body-text table td')).toHaveText(['구분', '수', '과', '3']);
  await expect(page.locator('.body-text .block[data-mark]')).toHaveText(['첫째 항목', '둘째 항목', '셋째 항목']);
  await putCaret(page.locator('.block').first());
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/html', '<table><tr><td colspan=2>합친 칸</td></tr><tr><td><p>가</p><p>나</p></td><td>다</td></tr></table>');
    document.querySelector('.body-text')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expect(page.locator('.body-text table').first().locator('td').first()).toHaveAttribute('colspan', '2');
  await expect(page.locator('.body-text table').first().locator('td')).toHaveText(['합친 칸', '', '가 나', '다']);
  // Lines of a cell stay lines; Enter makes another one, and Shift Esc leaves the table.
  const broken = page.locator('.body-text table').first().locator('td').nth(2);
  expect(await broken.textContent()).toBe('가\n나');
  await putCaret(broken);
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('새 줄');
  expect((await broken.textContent())?.split('\n')).toHaveLength(3);
  await page.keyboard.press('Shift+Escape');
  await page.keyboard.type('표 아래');
  await expect(page.locator('.body-text > .block', { hasText: '표 아래' })).toHaveCount(1);

  const cells = page.locator('.body-text table').last().locator('td');
  await putCaret(cells.first());
  for (const key of ['F5', 'F5', 'ArrowRight', 'Control+x']) await page.keyboard.press(key);
  await expect(cells).toHaveText(['', '', '과', '3']);
  await putCaret(cells.nth(2));
  await page.keyboard.press('F5');
  await page.keyboard.press('Control+v');
  await expect(cells).toHaveText(['', '', '구분', '수']);

  const place = page.getByRole('button', { name: /본문 5째 줄 휴대전화번호 010-123\*-\*\*\*\*/ });
  await place.click();
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe('010-1234-5678');
  if (process.env['SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['SHOTS']}/foreign.png` });
  await page.getByRole('region', { name: '글로 내보내기' }).getByRole('button', { name: 'TXT' }).click();
  const kept = await page.getByText(/협업 계획 알림.*\.txt/).textContent();
  const path = /(\/\S.*\.txt)/.exec(kept ?? '')?.[1] ?? '';
  expect(readFileSync(path, 'utf8')).toContain('제목  협업 계획 알림\n\n1. 첫째 항목\n');
  await page.getByRole('region', { name: '글로 내보내기' }).getByRole('button', { name: 'HWPX' }).click();
  await expect(page.getByText(/협업 계획 알림.*\.hwpx/)).toBeVisible();
});

test('FILE-1 SECRET-1 what runs is refused as an attachment, and a marking of 비밀 makes no draft and stops one', async ({ browser, app }) => {
  const page = await (await browser.newContext()).newPage();
  await login(page, app.address, '고용노동부', '행정사무관');
  await page.getByRole('button', { name: '새 문서', exact: true }).first().click();
  await page.getByLabel('제목').fill('훈련 계획 "Ⅲ급비밀"');
  await page.getByRole('button', { name: '기안 시작' }).click();
  await expect(page.getByText('비밀 표시(Ⅲ급비밀)가 있습니다(제목).')).toBeVisible();
  await expect(page.locator('.sheet')).toHaveCount(0);
  await page.getByLabel('제목').fill('훈련 계획');
  await page.getByRole('button', { name: '기안 시작' }).click();
  await page.locator('.block').first().click();
  await page.keyboard.type('Ⅲ급비밀');
  await expect(page.locator('.check.stop', { hasText: '비밀 표시' })).toContainText('보안업무규정');
  const program = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  await page.locator('#attachments input[type=file]').setInputFiles({ name: '사진.png', mimeType: 'image/png', buffer: program });
  await expect(page.getByText('실행 프로그램이 들어 있어 붙일 수 없습니다(사진.png).')).toBeVisible();
  if (process.env['SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['SHOTS']}/guard.png` });
});

test('LINT-8 faults of writing are underlined after a pause, gone to, and mended one by one or all at once', async ({ browser, app }) => {
  const page = await (await browser.newContext()).newPage();
  await login(page, app.address, '고용노동부', '행정사무관');
  await page.getByRole('button', { name: '새 문서', exact: true }).first().click();
  await page.getByLabel('제목').fill('작성 규칙');
  await page.getByRole('button', { name: '기안 시작' }).click();
  await page.locator('.block').first().click();
  await page.keyboard.type('기간: 2027. 01. 01.부터');
  await page.keyboard.press('Enter');
  await page.keyboard.type('회의: 오후 3:00, 몇일 뒤');
  const panel = page.getByRole('region', { name: '작성 규칙' });
  await expect(panel.locator('.rule-card')).toHaveCount(3);
  await expect(page.locator('.body-text .rule').first()).toHaveText('2027. 01. 01.');
  if (process.env['SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['SHOTS']}/rules.png` });
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  await panel.getByRole('button', { name: /^고침: .*2027/ }).click();
  await expect(page.locator('.block').first()).toHaveText('기간: 2027. 1. 1.부터');
  await expect(panel.locator('.rule-card')).toHaveCount(2);
  await page.keyboard.press('F7');
  await page.keyboard.press('Alt+Enter');
  await expect(panel.locator('.rule-card')).toHaveCount(1);
  await page.keyboard.press('F7');
  await page.keyboard.press('Alt+Enter');
  await expect(panel).toHaveCount(0);
  await expect(page.locator('.block').last()).toHaveText('회의: 15:00, 며칠 뒤');
});

test('UNDO-2 UNDO-3 FIND-1 a paper of 300 pages opens, is written in its middle, scrolled, gone to its end, and searched', async ({ browser, app }) => {
  const page = await (await browser.newContext()).newPage();
  await login(page, app.address, '고용노동부', '행정사무관');
  await page.getByRole('button', { name: '새 문서', exact: true }).first().click();
  await page.getByLabel('가져올 파일').setInputFiles({ name: '긴 문서.md', mimeType: 'text/markdown', buffer: draftOf(300) });
  const lines = page.locator('.body-text .block');
  await expect(lines).toHaveCount(300 * PARAGRAPHS);
  const middle = lines.nth(150 * PARAGRAPHS);
  await putCaret(middle);
  await page.keyboard.type(' 가운데에 쓴 글');
  await expect(middle).toHaveText(/2251번째 줄이다\. 가운데에 쓴 글$/);
  const outline = page.getByRole('navigation', { name: '개요' });
  await expect(outline.locator('[aria-current]')).toHaveText(/^□.*2251번째 줄이다\. 가운데에 쓴 글$/);
  expect(await outline.locator('li').count()).toBeLessThan(200);
  await page.locator('.desk').evaluate((desk) => desk.scrollTo(0, desk.scrollHeight));
  await expect(page.locator('.sheet-closing')).toBeInViewport();
  await page.keyboard.press('Control+End');
  await expect(outline.locator('[aria-current]')).toHaveText(/^□.*4486번째 줄이다\.$/);
  await expect(lines.last()).toBeInViewport();
  await page.keyboard.press('Control+f');
  await page.getByRole('search', { name: '찾기와 바꾸기' }).getByLabel('찾을 말').fill('1234번째 줄');
  await expect(page.locator('.body-text .found.now')).toBeInViewport();
  await expect(page.locator('.body-text .block:not(.near)')).toHaveCount(0);
  await expect(page.locator('.status')).toContainText('저장됨');
});

test('FIND-1 words are found over lines and cells, gone through, and replaced one by one or all in one step', async ({ browser, app }) => {
  const page = await (await browser.newContext()).newPage();
  await login(page, app.address, '고용노동부', '행정사무관');
  await importSample(page, '찾아 바꾸는 문서');
  await page.locator('.block').first().click();
  await page.keyboard.press('Control+f');
  const bar = page.getByRole('search', { name: '찾기와 바꾸기' });
  await bar.getByLabel('찾을 말').fill('교육부');
  const before = await page.locator('.body-text .found').count();
  expect(before).toBeGreaterThan(0);
  await expect(bar.getByRole('status')).toHaveText(`1 / ${before}`);
  await bar.getByLabel('찾을 말').fill('협업정원');
  const all = await page.locator('.body-text .found').count();
  expect(all).toBeGreaterThan(1);
  await page.keyboard.press('Enter');
  await expect(bar.getByRole('status')).toHaveText(`2 / ${all}`);
  await bar.getByLabel('바꿀 말').fill('협업인력');
  await bar.getByRole('button', { name: '바꾸기', exact: true }).click();
  await expect(page.locator('.body-text .found')).toHaveCount(all - 1);
  await bar.getByRole('button', { name: '모두 바꾸기' }).click();
  await expect(page.locator('.body-text')).not.toContainText('협업정원');
  await expect(bar.getByRole('status')).toHaveText('없음');
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  await bar.getByLabel('찾을 말').press('Escape');
  await expect(bar).toHaveCount(0);
  await expect(page.locator('.body-text')).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(page.locator('.body-text')).toContainText('협업정원');
});
