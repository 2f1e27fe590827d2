/** Ten days' absence of a 과장: the deputy decides, an important paper is reported afterwards, and who was away confirms. */

import { expect, test } from '@playwright/test';
import { createDesks, today } from '../support/desks.ts';
import { startHost } from '../support/e2e-app.ts';
import { MACHINE_PASSPHRASE } from '../support/machine.ts';
import { must } from '../support/sync.ts';
import { at, openPaper, picture, sign } from './scene.ts';

const later = (days: number): string => new Date(Date.parse(`${today()}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

test('ten days away: 대결 with days and ground in the signature, 사후보고 of the important paper, confirmed in person', async ({ browser }) => {
  const desks = await createDesks();
  for (const name of ['yoon', 'lee'] as const) await desks.profile(name);
  const days = { from: today(), until: later(9), ground: '국외 출장' };
  const host = await startHost(desks.data, desks.stage.url());
  try {
    await desks.reorganise({
      deputies: [{ position: '과장', unit: 'U1', deputy: 'yoon', ...days, designatedBy: { position: '실장', unit: null }, order: null }],
      absences: [{ person: 'lee', ...days }],
    });
    const { handlers } = await desks.at('kim');
    const important = await desks.draft('정보자원 이중화 추진 계획');
    must(await handlers['approval.submit']({ documentId: important, important: true }));
    await desks.sentUp('정보화 교육 참석 알림');
    const deputy = await at(browser, host.address, 'yoon', '과장', MACHINE_PASSPHRASE);
    await expect(deputy.getByRole('option')).toHaveCount(2);
    await picture(deputy, 'absence-1-deputy-waits');
    await openPaper(deputy, '정보자원 이중화');
    await deputy.getByRole('button', { name: /^서명하기/ }).click();
    await expect(deputy.getByRole('dialog')).toContainText('국외 출장');
    await picture(deputy, 'absence-2-acting');
    await deputy.keyboard.press('Control+Enter');
    await expect(deputy.getByText('직무대리로 서명했습니다.')).toBeVisible();
    await deputy.getByRole('button', { name: /^사후보고 \d+건/ }).click();
    await expect(deputy.getByRole('option', { name: /정보자원/ })).toBeVisible();
    await picture(deputy, 'absence-3-reported');

    const back = await at(browser, host.address, 'lee', '과장', MACHINE_PASSPHRASE);
    await back.getByRole('button', { name: /^사후보고 \d+건/ }).click();
    await expect(back.getByRole('option', { name: /정보자원/ })).toBeVisible();
    await picture(back, 'absence-4-to-confirm');
    await back.getByRole('listbox').press('Enter');
    await expect(back.getByText(/까지 직무대리 기간입니다/)).toBeVisible();
    await picture(back, 'absence-4-away-still');
    // Who is entered as away may sign all the same, and is told; the deputy comes first, and what was typed stays.
    await back
      .getByRole('button', { name: /^결재 대기/ })
      .first()
      .click();
    await openPaper(back, '정보화 교육');
    await back.getByRole('button', { name: /^서명하기/ }).click();
    await expect(back.getByRole('dialog')).toContainText('오늘 부재로 적혀 있습니다');
    await back.getByLabel(/^참고 의견/).check();
    await back.getByRole('dialog').getByRole('textbox').fill('일찍 돌아와 확인함');
    await picture(back, 'absence-5-own-turn');
    await deputy
      .getByRole('button', { name: /^결재 대기/ })
      .first()
      .click();
    await openPaper(deputy, '정보화 교육');
    await sign(deputy, '직무대리로 서명했습니다.');
    await expect(back.getByText('일찍 돌아와 확인함')).toBeVisible();
    await expect(back.getByRole('dialog').getByRole('button', { name: /^서명하기/ })).toHaveCount(0);
    await expect(back.getByText('먼저 한 처리: 혁신행정담당관실 과장')).toBeVisible();
    await picture(back, 'absence-6-overtaken');
    await back.keyboard.press('Escape');
    await back
      .getByRole('button', { name: /^사후보고/ })
      .first()
      .click();
    await back.getByRole('listbox').press('Enter');
    // Back before the tenth day: the administrator ends the entry, and from then on it can be confirmed.
    await desks.reorganise({ deputies: [], absences: [] });
    await back.getByRole('button', { name: '사후보고 확인' }).click();
    await back.getByRole('dialog').getByLabel(/의견/).fill('그대로 추진할 것');
    await picture(back, 'absence-7-confirming');
    await back.keyboard.press('Control+Enter');
    await expect(back.getByText('사후보고를 확인했습니다.')).toBeVisible();
    await back.getByRole('tab', { name: '문서관리카드' }).click();
    await expect(back.getByRole('region', { name: '사후보고' })).toContainText('그대로 추진할 것');
    await picture(back, 'absence-8-card');
  } finally {
    await host.stop();
    await desks.close();
  }
});
