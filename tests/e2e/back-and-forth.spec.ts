/** What does not go straight: 회수, 반려, 재기안; signing with the line cut; text that comes after the content was fixed. */

import { expect } from '@playwright/test';
import { putCaret } from '../support/caret.ts';
import { importSample, login, openLine, startHost, submitDraft, writeAlone } from '../support/e2e-app.ts';
import { testWithApp } from '../support/e2e-test.ts';

const test = testWithApp({ first: false });

test('a paper is withdrawn, drafted again, returned with a reason, and drafted again', async ({ browser, app }) => {
  const drafter = await (await browser.newContext()).newPage();
  await login(drafter, app.address, '고용노동부', '행정사무관');
  await importSample(drafter, '거두고 되돌린 문서');
  await submitDraft(drafter);
  await drafter.getByRole('button', { name: '회수', exact: true }).click();
  await drafter.getByLabel('사유').fill('붙임을 바꾸어야 함');
  await drafter.getByRole('button', { name: '회수하기' }).click();
  await expect(drafter.getByText('회수했습니다')).toBeVisible();
  await drafter.getByRole('button', { name: '재기안' }).click();
  await expect(drafter.getByText('제2판을 열었습니다')).toBeVisible();
  await expect(drafter.getByText('회수했습니다')).toHaveCount(0);
  await submitDraft(drafter);

  const reviewer = await (await browser.newContext()).newPage();
  await login(reviewer, app.address, '고용노동부', '청년고용기획과장');
  await reviewer.locator('.item', { hasText: '거두고 되돌린 문서' }).dblclick();
  await expect(drafter.getByRole('button', { name: '회수', exact: true })).toHaveAttribute('aria-disabled', 'true');
  await expect(drafter.getByText('다음 사람이 먼저 열어 회수할 수 없습니다: 청년고용기획과장')).toHaveCount(1);
  await drafter.reload();
  await expect(drafter.getByRole('heading', { level: 1, name: '거두고 되돌린 문서' })).toBeVisible();
  await reviewer.getByRole('button', { name: /^반려 R/ }).click();
  await expect(reviewer.getByText('결재가 멈추고 기안자에게 돌아감')).toBeVisible();
  await reviewer.getByLabel('반려 사유').fill('수신 기관을 확인해야 함');
  await reviewer.keyboard.press('Control+Enter');
  await expect(reviewer.getByText('반려했습니다')).toBeVisible();

  await drafter.getByRole('tab', { name: '진행 현황' }).click();
  await expect(drafter.getByText('수신 기관을 확인해야 함').first()).toBeVisible();
  await drafter.getByRole('button', { name: '재기안' }).click();
  await expect(drafter.getByText('제3판을 열었습니다')).toBeVisible();
  await drafter.getByRole('tab', { name: '본문' }).click();
  await expect(drafter.locator('.body-text')).toContainText('협업정원');
  await expect(drafter.locator('.body-text')).toHaveAttribute('contenteditable', 'true');
  await putCaret(drafter.locator('.block', { hasText: '점검' }).first());
  await drafter.keyboard.type(' 고쳐 씀');
  await drafter.getByRole('tab', { name: '문서관리카드' }).click();
  await drafter.keyboard.press('d');
  await expect(drafter.getByText('바뀐 줄 1')).toBeVisible();
  await expect(drafter.locator('.compare ins')).toHaveText(' 고쳐 씀');
});

test('a signature given with the line cut waits, is shown, travels as a file, and is answered when the line is back', async ({ browser, app }) => {
  const drafter = await (await browser.newContext()).newPage();
  await login(drafter, app.address, '고용노동부', '행정사무관');
  await importSample(drafter, '끊긴 채 서명한 문서');
  await submitDraft(drafter);
  const line = await openLine(app.server);
  const host = await startHost(app.data, line.url);
  const reviewer = await (await browser.newContext()).newPage();
  await login(reviewer, host.address, '고용노동부', '청년고용기획과장');
  await reviewer.locator('.item', { hasText: '끊긴 채 서명한 문서' }).dblclick();
  await expect(reviewer.getByRole('button', { name: /서명하기/ })).toBeVisible();
  line.cut();
  await expect(reviewer.getByText('서버에 닿지 않음')).toBeVisible();
  await reviewer.getByRole('button', { name: /서명하기/ }).click();
  await reviewer.keyboard.press('Control+Enter');
  await expect(reviewer.getByText('서명한 것을 이 PC에 보관했습니다')).toBeVisible();
  await expect(reviewer.getByRole('button', { name: /서명하기/ })).toHaveCount(0);
  await expect(reviewer.getByText('서명함 · 아직 서버로 가지 않음')).toBeVisible();

  await reviewer.getByRole('button', { name: /보낼 서명 \d+건/ }).click();
  const dialog = reviewer.getByRole('dialog');
  await expect(dialog.getByRole('listitem').filter({ hasText: '검토' })).toHaveCount(1);
  await dialog.getByRole('button', { name: '파일로 내보내기' }).click();
  const saved = await dialog.getByText('저장한 곳').textContent();
  const path = /저장한 곳: (.+)$/.exec(saved ?? '')?.[1] ?? '';

  await drafter.getByRole('button', { name: '보낼 서명 없음' }).click();
  await expect(drafter.getByRole('dialog').getByText('보낼 서명이 없습니다.')).toBeVisible();
  await drafter.getByLabel('보낼 서명 파일').setInputFiles(path);
  await drafter.getByLabel('보낼 서명 파일').dispatchEvent('cancel'); // a chooser that is left without choosing closes nothing
  await expect(drafter.getByText(/서명 \d건을 받아 두었습니다/)).toBeVisible();
  await drafter.keyboard.press('Escape');
  await expect(drafter.getByText('청년여성고용정책관 검토').first()).toBeVisible();
  await expect(drafter.getByText('보관했던 서명을 서버가 받았습니다').first()).toBeVisible();

  await reviewer.keyboard.press('Escape');
  line.mend();
  await expect(reviewer.getByText('서버 연결됨')).toBeVisible({ timeout: 20_000 });
  await expect(reviewer.getByText('보관했던 서명을 서버가 받았습니다').first()).toBeVisible();
  await expect(reviewer.getByText('보낼 서명 없음')).toBeVisible();
  await host.stop();
  await line.close();
});

test('text written with the line cut while the content was fixed is kept apart, shown with the difference, and put into the next version', async ({
  browser,
  app,
}) => {
  const drafter = await (await browser.newContext()).newPage();
  await login(drafter, app.address, '고용노동부', '행정사무관');
  await importSample(drafter, '끊긴 채 고친 문서');
  const line = await openLine(app.server);
  const host = await startHost(app.data, line.url);
  const partner = await (await browser.newContext()).newPage();
  await login(partner, host.address, '교육부', '교육행정사무관');
  await partner.getByRole('button', { name: /기안 문서함/ }).click();
  await partner.locator('.item', { hasText: '끊긴 채 고친 문서' }).dblclick();
  await expect(partner.locator('.body-text')).toContainText('협업정원');
  await expect(partner.getByText('서버 연결됨')).toBeVisible();
  line.cut();
  await expect(partner.getByText('서버에 닿지 않음')).toBeVisible();
  await putCaret(partner.locator('.block', { hasText: '점검' }).first());
  await partner.keyboard.type(' 끊긴 채 쓴 글');
  await expect(partner.getByText(/이 기기에만 있음/)).toBeVisible();
  await submitDraft(drafter);
  line.mend();
  await expect(partner.getByText('따로 보관한 글 1건')).toBeVisible({ timeout: 20_000 });
  await expect(partner.getByText('서버가 받지 않은 글이 있어')).toBeVisible();
  await expect(partner.locator('.body-text')).not.toContainText('끊긴 채 쓴 글');
  await partner.getByRole('button', { name: '따로 보관한 글 1건' }).click();
  const dialog = partner.getByRole('dialog');
  await expect(dialog.getByText('결재 올림으로 내용이 확정된 뒤에 닿은 글입니다')).toBeVisible();
  await expect(dialog.locator('.diff-lines ins')).toContainText('끊긴 채 쓴 글');
  await dialog.getByRole('button', { name: '의견으로 제안하기' }).click();
  await expect(dialog.getByText('문서 옆의 의견으로 제안했습니다')).toBeVisible();
  await drafter.getByRole('tab', { name: '본문' }).click();
  await expect(drafter.getByRole('region', { name: '의견', exact: true }).locator('.thread')).toContainText('끊긴 채 쓴 글');

  await drafter.getByRole('button', { name: '회수', exact: true }).click();
  await drafter.getByLabel('사유').fill('글이 더 있음');
  await drafter.getByRole('button', { name: '회수하기' }).click();
  await drafter.getByRole('button', { name: '재기안' }).click();
  await expect(drafter.getByText('제2판을 열었습니다')).toBeVisible();
  await dialog.getByRole('button', { name: '새 판 끝에 넣기' }).click();
  await expect(dialog.getByText('새 판의 맨 끝에 1줄을 넣었습니다')).toBeVisible();
  await drafter.getByRole('tab', { name: '본문' }).click();
  await expect(drafter.locator('.body-text')).toContainText('끊긴 채 쓴 글');
  await host.stop();
  await line.close();
});

test('papers that wait are signed in turn: each opened, each signed, the last one leads back to the list', async ({ browser, app }) => {
  const drafter = await (await browser.newContext()).newPage();
  await login(drafter, app.address, '고용노동부', '행정사무관');
  const titles = ['차례로 처리할 첫 문서', '차례로 처리할 둘째 문서', '차례로 처리할 셋째 문서'];
  for (const title of titles) {
    await writeAlone(drafter, title);
    await submitDraft(drafter);
  }
  const head = await (await browser.newContext()).newPage();
  await login(head, app.address, '고용노동부', '청년고용기획과장');
  for (const title of titles) await expect(head.locator('.item', { hasText: title })).toBeVisible();
  await head.keyboard.press('g');
  const label = await head.getByRole('button', { name: /^결재 대기 \d+건/ }).getAttribute('aria-label');
  for (let left = Number(/\d+/.exec(label ?? '')?.[0]); left > 1; left--) {
    const title = await head.getByRole('heading', { level: 1 }).textContent();
    await expect(head.locator('.body-text')).not.toBeEmpty();
    await head.keyboard.press('a');
    await expect(head.getByRole('dialog').getByText(`대기 ${left}건 중`)).toBeVisible();
    await head.keyboard.press('Control+Enter');
    await expect(head.getByText(`결재 대기 ${left - 1}건 남음`)).toBeVisible();
    await expect(head.getByRole('heading', { level: 1 })).not.toHaveText(title ?? '');
  }
  await head.keyboard.press('a');
  await expect(head.getByRole('dialog').getByRole('button', { name: /다음 문서/ })).toHaveCount(0);
  await head.keyboard.press('Control+Enter');
  await expect(head.getByText('서명했습니다')).toBeVisible();
});

test('chosen papers are looked at one by one and signed in one go', async ({ browser, app }) => {
  const drafter = await (await browser.newContext()).newPage();
  await login(drafter, app.address, '고용노동부', '행정사무관');
  const titles = ['함께 서명할 첫 문서', '함께 서명할 둘째 문서', '함께 서명할 셋째 문서'];
  for (const title of titles) {
    await writeAlone(drafter, title);
    await submitDraft(drafter);
  }
  const head = await (await browser.newContext()).newPage();
  await login(head, app.address, '고용노동부', '청년고용기획과장');
  for (const title of titles) {
    await head.locator('.item', { hasText: title }).click();
    await head.keyboard.press('x');
  }
  await expect(head.getByText('3건 고름')).toBeVisible();
  await head.keyboard.press('b');
  const dialog = head.getByRole('dialog');
  const sign = dialog.getByRole('button', { name: /^본 \d건에 서명/ });
  await expect(sign).toHaveAttribute('aria-disabled', 'true');
  await expect(dialog.locator('.sheet-head')).toContainText('첫 문서');
  // Read is what was drawn and recorded, not what was chosen.
  await expect(sign).toHaveText(/본 1건에 서명/);
  await expect(dialog.locator('.batch-paper')).toContainText('협조하여 주시기 바랍니다.');
  await head.keyboard.press('n');
  await expect(sign).toHaveText(/본 2건에 서명/);
  await expect(dialog.locator('.sheet-head')).toContainText('둘째 문서');
  await head.keyboard.press('n');
  await expect(dialog.locator('.sheet-head')).toContainText('셋째 문서');
  await expect(sign).toHaveText(/본 3건에 서명/);
  await dialog.getByRole('button', { name: '이 문서 빼기' }).click();
  await expect(sign).toHaveText(/본 2건에 서명/);
  await head.keyboard.press('Control+Enter');
  await expect(dialog.getByText('2건에 서명했습니다.')).toBeVisible();
  await head.keyboard.press('Escape');
  await expect(head.locator('.item', { hasText: '함께 서명할 셋째 문서' })).toBeVisible();
  await expect(head.locator('.item', { hasText: '함께 서명할 첫 문서' })).toHaveCount(0);
});
