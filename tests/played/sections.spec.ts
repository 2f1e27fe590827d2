/** 맡은 부분 in three browsers: the drafter divides the body, each ministry writes its own part and reads the others', and one paper comes of it. */

import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { importSample, submitDraft } from '../support/e2e-app.ts';
import { testWithApp } from '../support/e2e-test.ts';
import { at, picture } from './scene.ts';

const test = testWithApp({ first: false });

const TITLE = '부분을 나누어 쓰는 문서';

async function openDraft(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /기안 문서함/ })
    .or(page.getByRole('link', { name: /기안/ }))
    .first()
    .click();
  await page.locator('.item', { hasText: TITLE }).first().dblclick();
  await expect(page.locator('.body-text').first()).toContainText('협업정원');
}

const part = (page: Page, nth: number) => page.getByRole('region', { name: new RegExp(`^제${nth}부분`) });
const text = (page: Page, nth: number) => part(page, nth).getByRole('textbox');

/** Marks of the items of a part, as they stand before its lines. */
const marks = (page: Page, nth: number): Promise<(string | undefined)[]> =>
  part(page, nth)
    .locator('.block')
    .evaluateAll((lines) => lines.map((line) => (line as HTMLElement).dataset['mark']));

test('RT13 SEC-1 SEC-2 three ministries write their parts of one paper', async ({ browser, app }) => {
  const lead = await at(browser, app.address, '고용노동부', '행정사무관');
  await importSample(lead, TITLE);
  const education = await at(browser, app.address, '교육부', '교육행정사무관');
  const industry = await at(browser, app.address, '산업통상부', '행정사무관');
  for (const page of [education, industry]) await openDraft(page);

  await lead.getByRole('button', { name: '본문 나누기' }).click();
  await lead.getByLabel('제1부분 이름').fill('운영');
  await lead.getByLabel('제1부분을 맡은 곳').selectOption({ label: '고용노동부 청년고용기획과' });
  for (const [nth, name, agency] of [
    [2, '교육 분야', '교육부'],
    [3, '산업 분야', '산업통상부'],
  ] as const) {
    await lead.getByRole('button', { name: '부분 더하기' }).click();
    await lead.getByLabel(`제${nth}부분 이름`).fill(name);
    const owner = lead.getByLabel(`제${nth}부분을 맡은 곳`);
    await owner.selectOption((await owner.locator('option', { hasText: agency }).first().getAttribute('value')) ?? '');
  }
  await picture(lead, 'sections-dialog');
  await lead.keyboard.press('Control+Enter');
  await expect(lead.getByText('맡은 부분을 정했습니다')).toBeVisible();

  for (const page of [lead, education, industry]) await expect(part(page, 3)).toBeVisible();
  await expect(text(education, 1)).toHaveAttribute('aria-readonly', 'true');
  await expect(text(education, 2)).not.toHaveAttribute('aria-readonly', 'true');
  await expect(text(lead, 2)).toHaveAttribute('aria-readonly', 'true');
  const last = Number(
    (await marks(lead, 1))
      .filter((mark) => /^\d+\.$/.test(mark ?? ''))
      .at(-1)
      ?.slice(0, -1),
  );

  await text(education, 2).click();
  await education.keyboard.type('교육부는 고등학교 졸업 예정자를 연계한다.');
  await text(industry, 3).click();
  await industry.keyboard.type('산업통상부는 산업별 인력 수요를 공유한다.');
  await industry.keyboard.press('Enter');
  await industry.keyboard.press('Tab');
  await industry.keyboard.type('수요 조사는 분기마다 한다.');
  for (const page of [lead, education, industry]) {
    await expect(text(page, 2)).toContainText('교육부는 고등학교');
    await expect(text(page, 3)).toContainText('수요 조사는 분기마다');
    // Items count on through the parts.
    await expect.poll(() => marks(page, 2)).toEqual([`${last + 1}.`]);
    await expect.poll(async () => (await marks(page, 3))[0]).toBe(`${last + 2}.`);
    await expect(page.getByRole('navigation', { name: '개요' })).toContainText('교육부는 고등학교');
  }
  // What is typed where it is only read goes nowhere.
  await text(education, 1).click();
  await education.keyboard.type('몰래');
  await expect(text(lead, 1)).not.toContainText('몰래');
  await expect(education.getByRole('toolbar', { name: '글 도구' })).toContainText('맡은 부분 · 읽기 전용');
  // Who only reads a part proposes other words in it, and who has it takes them.
  await education.evaluate(() => {
    const walker = document.createTreeWalker(document.querySelector('.body-text') ?? document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const from = (node.nodeValue ?? '').indexOf('운영방식');
      if (from >= 0) getSelection()?.setBaseAndExtent(node, from, node, from + '운영방식'.length);
    }
  });
  await education.getByRole('button', { name: '고른 글에 수정 제안하기' }).click();
  await education.getByLabel('이렇게 고치기를 제안함', { exact: true }).fill('운영 방법');
  await education.keyboard.press('Control+Enter');
  await expect(text(education, 1).locator('.proposed')).toHaveText('운영 방법');
  await expect(education.getByRole('button', { name: '받아들임' })).toHaveCount(0);
  await lead.getByRole('region', { name: '수정 제안' }).getByRole('button', { name: '받아들임' }).click();
  for (const page of [lead, education, industry]) await expect(text(page, 1)).toContainText('운영 방법');
  await picture(education, 'sections-partner');
  await picture(lead, 'sections-lead');
  expect((await new AxeBuilder({ page: education }).include('.editor').analyze()).violations).toEqual([]);

  // One search through all parts.
  await text(lead, 1).click();
  await lead.keyboard.press('Control+f');
  await lead.getByLabel('찾을 말').fill('산업별 인력');
  await expect(lead.getByRole('search')).toContainText('/');
  await expect(text(lead, 3).locator('.found')).toHaveCount(1);
  await lead.keyboard.press('Escape');

  // A part is taken out with its text, and comes back with it.
  await lead.getByRole('button', { name: '본문 나누기' }).click();
  await lead.getByRole('button', { name: '제3부분 빼기' }).click();
  await lead.keyboard.press('Control+Enter');
  for (const page of [lead, education, industry]) await expect(part(page, 3)).toHaveCount(0);
  await lead.getByRole('button', { name: '본문 나누기' }).click();
  await lead.getByRole('button', { name: /산업 분야 되돌리기/ }).click();
  await lead.getByRole('button', { name: '제3부분 위로' }).click();
  await lead.keyboard.press('Control+Enter');
  for (const page of [lead, education, industry]) {
    await expect(text(page, 2)).toContainText('산업별 인력');
    await expect.poll(async () => (await marks(page, 3))[0]).toBe(`${last + 2}.`);
  }
  await submitDraft(lead);
  await lead.getByRole('tab', { name: '본문' }).click();
  await expect(text(lead, 3)).toContainText('교육부는 고등학교');
  await lead.getByRole('button', { name: '미리보기' }).click();
  await expect(lead.locator('.pdf-page, canvas, .pages img').first()).toBeVisible();
  await picture(lead, 'sections-frozen');
});
