/** Comments and suggestions between two ministries, in two browsers with two replicas over a real server. */

import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { putCaret } from '../support/caret.ts';
import { importSample, login } from '../support/e2e-app.ts';
import { testWithApp } from '../support/e2e-test.ts';

const test = testWithApp({ first: false });

/** A partner finds the draft it was asked to write in. */
async function openDraft(page: Page, title: string): Promise<void> {
  await page
    .getByRole('link', { name: /기안/ })
    .or(page.getByRole('button', { name: /기안 문서함/ }))
    .first()
    .click();
  await page.locator('.item', { hasText: title }).first().dblclick();
  await expect(page.locator('.body-text')).toContainText('협업정원');
}

/** Selects words of the sheet as a mouse would. */
async function select(page: Page, words: string): Promise<void> {
  await putCaret(page.locator('.block', { hasText: words }).first());
  await page.evaluate((wanted) => {
    const sheet = document.querySelector('.body-text');
    const walker = document.createTreeWalker(sheet ?? document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = (node.nodeValue ?? '').indexOf(wanted);
      if (at < 0) continue;
      getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length);
      return;
    }
  }, words);
}

test('COM-1 COM-4 COM-5 COM-6 a partner comments and suggests; the drafter answers, resolves and takes it, and both see the same', async ({ browser, app }) => {
  const lead = await (await browser.newContext()).newPage();
  await login(lead, app.address, '고용노동부', '행정사무관');
  await importSample(lead, '의견을 나누는 문서');
  const partner = await (await browser.newContext()).newPage();
  await login(partner, app.address, '교육부', '교육행정사무관');
  await openDraft(partner, '의견을 나누는 문서');

  await select(partner, '협업정원');
  await partner.getByRole('button', { name: '고른 글에 의견 달기' }).click();
  await partner.getByLabel('의견', { exact: true }).last().fill('근거를 붙임에 적으면 좋겠습니다.');
  await partner.getByLabel('부를 사람').selectOption({ index: 1 });
  await expect(partner.getByLabel('의견', { exact: true }).last()).toHaveValue(/@행정사무관 $/);
  await partner.getByLabel('의견', { exact: true }).last().press('Control+Enter');
  const comments = lead.getByRole('region', { name: '의견' });
  await expect(comments.locator('.thread')).toContainText('근거를 붙임에 적으면 좋겠습니다.');
  await expect(comments.getByText('나를 부름')).toBeVisible();
  await expect(lead.locator('.body-text .commented')).toHaveText('협업정원');

  await comments.getByRole('button', { name: '답하기' }).click();
  await lead.getByLabel('답', { exact: true }).fill('붙임 1에 넣었습니다.');
  await lead.keyboard.press('Control+Enter');
  await expect(partner.getByRole('region', { name: '의견' }).locator('.thread-reply')).toContainText('붙임 1에 넣었습니다.');

  await select(partner, '점검');
  await partner.getByRole('button', { name: '고른 글에 수정 제안하기' }).click();
  await partner.getByLabel('이렇게 고치기를 제안함').fill('점검과 조정');
  await partner.keyboard.press('Control+Enter');
  const suggestions = lead.getByRole('region', { name: '수정 제안' });
  await expect(suggestions.locator('.thread ins')).toHaveText('점검과 조정');
  await expect(lead.locator('.check.stop', { hasText: '정하지 않은 수정 제안 1건' })).toBeVisible();
  await expect(lead.locator('.body-text .replaced')).toHaveText('점검');
  if (process.env['SHOTS'] !== undefined) await lead.screenshot({ path: `${process.env['SHOTS']}/threads.png` });

  for (const page of [lead, partner]) {
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  }

  // The words move with what others type in front of them.
  await putCaret(lead.locator('.block', { hasText: '점검' }).first(), 'Home');
  await lead.keyboard.type('앞글 ');
  await expect(partner.locator('.body-text .replaced')).toHaveText('점검');
  await suggestions.getByRole('button', { name: '받아들임', exact: true }).click();
  await expect(partner.locator('.body-text')).toContainText('앞글 점검과 조정');
  await expect(partner.locator('.body-text .replaced')).toHaveCount(0);
  await comments.getByRole('button', { name: '해결됨으로' }).click();
  await expect(partner.locator('.body-text .commented')).toHaveCount(0);
  await expect(lead.locator('.check.stop', { hasText: '수정 제안' })).toHaveCount(0);
});

test('UNDO-1 AUT-3 undo takes back what this person typed and leaves what a colleague typed meanwhile; 글쓴이 표시 tells the two apart', async ({
  browser,
  app,
}) => {
  const lead = await (await browser.newContext()).newPage();
  await login(lead, app.address, '고용노동부', '행정사무관');
  await importSample(lead, '되돌리는 문서');
  const partner = await (await browser.newContext()).newPage();
  await login(partner, app.address, '교육부', '교육행정사무관');
  await openDraft(partner, '되돌리는 문서');
  await putCaret(lead.locator('.block').first());
  await lead.keyboard.type(' 내 글');
  await expect(partner.locator('.block').first()).toContainText('내 글');
  await putCaret(partner.locator('.block').nth(1));
  await partner.keyboard.type(' 동료 글');
  await expect(lead.locator('.block').nth(1)).toContainText('동료 글');
  await lead.keyboard.press('Control+z');
  await expect(partner.locator('.block').first()).not.toContainText('내 글');
  await expect(partner.locator('.block').nth(1)).toContainText('동료 글');
  await lead.keyboard.press('Control+y');
  await expect(partner.locator('.block').first()).toContainText('내 글');

  await lead.getByRole('button', { name: '글쓴이 표시' }).click();
  await expect(lead.locator('.body-text > .by.L1').first()).toContainText('내 글');
  await expect(lead.locator('.wrote.L2')).toHaveText(' 동료 글');
  const bar = lead.getByRole('region', { name: '글쓴이 표시' });
  await expect(bar).toContainText(/교육부\s*5자/);
  await putCaret(lead.locator('.block').nth(1));
  await expect(bar.getByRole('status')).toContainText(/교육부 교육행정사무관.*부터/);
  const { violations } = await new AxeBuilder({ page: lead }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await lead.getByRole('button', { name: '글쓴이 표시' }).click();
  await expect(lead.locator('.by')).toHaveCount(0);
});
