/** Acts beside the straight way: 보류, 대결 and its 사후보고; a reviewer's own edit and a change a partner asks for. */

import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Browser, type Page } from '@playwright/test';
import { createDesks, stepOf, today, type Desks, type Name } from '../support/desks.ts';
import { login, startHost } from '../support/e2e-app.ts';
import { MACHINE_PASSPHRASE } from '../support/machine.ts';
import { must } from '../support/sync.ts';

const test = base.extend<{ desks: Desks }>({
  desks: async ({ browserName: _unused }, use) => {
    const desks = await createDesks();
    await use(desks);
    await desks.close();
  },
});

async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.map((violation) => [violation.id, violation.nodes.map(({ html }) => html)])).toEqual([]);
}

async function sit(browser: Browser, address: string, name: Name, position: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await login(page, address, name, position, { passphrase: MACHINE_PASSPHRASE });
  return page;
}

const list = (page: Page, name: string) => page.getByRole('navigation', { name: '주 메뉴' }).getByRole('button', { name: new RegExp(name) });

test('AP15 AP18 AP19 a paper is held, then decided by the deputy, and confirmed by who was away', async ({ browser, desks }) => {
  for (const name of ['yoon', 'lee'] as const) await desks.profile(name);
  const away = { from: today(), until: today(), ground: '출장', designatedBy: { position: '실장', unit: null }, order: null };
  await desks.reorganise({ deputies: [{ position: '과장', unit: 'U1', deputy: 'yoon', ...away }] });
  await desks.sentUp('전산실 상면 임차 승인');
  const host = await startHost(desks.data, desks.stage.url());
  const deputy = await sit(browser, host.address, 'yoon', '과장');
  const row = deputy.getByRole('option', { name: /전산실 상면 임차 승인/ });
  await expect(row).toContainText('대결');
  await expect(row).toContainText('과장 출장');
  await deputy.keyboard.press('h');
  const dialog = deputy.getByRole('dialog');
  await dialog.getByLabel('보류하는 까닭').fill('예산 산출 근거를 보완할 것');
  await accessible(deputy);
  await deputy.keyboard.press('Control+Enter');
  await expect(deputy.getByText('보류했습니다.')).toBeVisible();
  await expect(deputy.getByRole('button', { name: '보류 해제' })).toBeVisible();
  await deputy.getByRole('button', { name: /^서명하기/ }).click();
  await expect(dialog).toContainText('정보화담당관실 과장 대신');
  await expect(dialog.getByTestId('printed')).toContainText(/대결 \d+\. \d+\. 윤여섯/);
  await dialog.getByLabel('중요한 문서로 보아 사후보고하기').check();
  await accessible(deputy);
  await deputy.keyboard.press('Control+Enter');
  await expect(deputy.getByText('직무대리로 서명했습니다.')).toBeVisible();
  await list(deputy, '사후보고').click();
  await expect(deputy.getByRole('option')).toContainText('보고');

  const back = await sit(browser, host.address, 'lee', '과장');
  await list(back, '사후보고').click();
  await accessible(back);
  await back.getByRole('listbox').press('Enter');
  await expect(back.getByText(/까지 직무대리 기간입니다/)).toBeVisible();
  await desks.reorganise({ deputies: [] });
  await back.getByRole('button', { name: '사후보고 확인' }).click();
  await back.getByRole('dialog').getByLabel(/의견/).fill('그대로 시행할 것');
  await accessible(back);
  await back.keyboard.press('Control+Enter');
  await expect(back.getByText('사후보고를 확인했습니다.')).toBeVisible();
  await expect(back.getByRole('region', { name: '사후보고' })).toContainText('그대로 시행할 것');
  await host.stop();
});

test('AP20 AP22 a reviewer writes the next version alone and sends it with what changed; a partner asks for a change', async ({ browser, desks }) => {
  for (const name of ['lee', 'han'] as const) await desks.profile(name);
  const documentId = await desks.sentUp('공동 전산망 점검 계획', undefined, ['B']);
  const host = await startHost(desks.data, desks.stage.url());
  const lee = await sit(browser, host.address, 'lee', '과장');
  await lee.getByRole('option', { name: /공동 전산망 점검 계획/ }).click();
  await lee.keyboard.press('a');
  await lee.getByRole('button', { name: /^고침/ }).click();
  await lee.getByLabel('고치는 까닭').fill('점검 주기를 밝힘');
  await accessible(lee);
  await lee.keyboard.press('Control+Enter');
  await expect(lee.getByText('제2판을 고치는 중입니다.')).toBeVisible();
  await expect(lee.locator('.body-text')).toHaveAttribute('contenteditable', 'true');
  await lee.locator('.block').first().click();
  await lee.keyboard.type('분기마다 점검합니다.');
  await accessible(lee);
  await expect(lee.getByText('이 기기·서버')).toBeVisible();
  await lee.keyboard.press('F9');
  const dialog = lee.getByRole('dialog');
  await expect(dialog.getByText('바뀐 줄 1')).toBeVisible();
  await expect(dialog.locator('ins')).toContainText('분기마다 점검합니다.');
  await accessible(lee);
  await lee.keyboard.press('Control+Enter');
  await expect(lee.getByText('제2판을 올렸습니다.')).toBeVisible();
  await lee.getByRole('button', { name: /^서명하기/ }).click();
  await lee.keyboard.press('Control+Enter');
  await expect(lee.getByText('서명했습니다.')).toBeVisible();

  const { handlers } = await desks.at('park');
  await desks.seen('park', documentId, 'the request', ({ acts }) => acts.includes('receive'));
  must(await handlers['approval.receive']({ documentId, handler: 'park' }));
  await desks.seen('park', documentId, 'the lane to design', ({ acts }) => acts.includes('designPartner'));
  const { lane, recordFile } = must(await handlers['route.propose']({ documentId }));
  must(await handlers['route.design']({ documentId, lane, recordFile }));
  const han = await sit(browser, host.address, 'han', '과장');
  await han.getByRole('option', { name: /공동 전산망 점검 계획/ }).dblclick();
  await han.getByRole('button', { name: /^서명하기/ }).click();
  await han.keyboard.press('c');
  await han.getByLabel('고칠 점').fill('시행일을 늦출 것');
  await accessible(han);
  await han.keyboard.press('Control+Enter');
  await expect(han.getByText('수정 요청이 있어 이 판의 결재가 멈췄습니다.')).toBeVisible();
  const kim = await desks.seen('kim', documentId, 'back', ({ status }) => status === 'returned');
  expect(kim.ended).toMatchObject({ how: 'change-asked', reason: '시행일을 늦출 것' });
  expect(stepOf(kim, '과장').state).toBe('signed');
  await host.stop();
});
