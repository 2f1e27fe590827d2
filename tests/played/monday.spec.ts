/** Fifty papers on a Monday morning: one unlock, each really opened, signed, returned or held by keys, the alike ones signed together. */

import { expect, test, type Page } from '@playwright/test';
import { sectionRoom } from '../../shared/collab/protocol.ts';
import { FIRST_SECTION } from '../../shared/collab/schema.ts';
import { appendBlocks } from '../../shared/collab/write.ts';
import { workingDaysAfter } from '../../shared/calendar/working-days.ts';
import { createDesks, today, type Desks } from '../support/desks.ts';
import { startHost } from '../support/e2e-app.ts';
import { MACHINE_PASSPHRASE } from '../support/machine.ts';
import { must } from '../support/sync.ts';
import { at, picture } from './scene.ts';

const SUBJECTS = ['전산실 점검 결과 보고', '정보화 교육 참석 알림', '자료 제출 요구 회신', '장비 반출 승인', '보안 점검 일정 통보'] as const;
const titleOf = (n: number): string => `${SUBJECTS[n % SUBJECTS.length]} ${String(n + 1).padStart(2, '0')}`;

/** Only a paper whose text stood on the screen counts as seen, so each of these has one. */
async function sentUpWithText(desks: Desks, title: string): Promise<string> {
  const documentId = await desks.draft(title);
  const { context, handlers } = await desks.at('kim');
  const room = context.sync.openRoom(sectionRoom(documentId, 1, FIRST_SECTION));
  await room.whenSynced;
  appendBlocks(room.doc, [{ type: 'block', kind: 'plain', level: 1, inlines: [{ text: `${title}와 관련하여 협조하여 주시기 바랍니다.` }] }]);
  await room.saved();
  room.close();
  must(await handlers['approval.submit']({ documentId }));
  await desks.seen('kim', documentId, 'sent up', ({ status }) => status === 'in-approval');
  return documentId;
}

async function fill(desks: Desks): Promise<string[]> {
  const { handlers } = await desks.at('kim');
  const papers: string[] = [];
  for (let n = 0; n < 50; n++) {
    const documentId = await sentUpWithText(desks, titleOf(n));
    papers.push(documentId);
    const whole = n % 5 === 0 ? today() : n % 5 === 1 ? workingDaysAfter(today(), 1) : null;
    if (whole !== null) must(await handlers['due.set']({ documentId, due: { whole, steps: {} } }));
  }
  return papers;
}

/** What the record says of a paper: whether this person opened it before anything else, and what they did with it. */
async function recordOf(desks: Desks, documentId: string, person: string): Promise<{ openedFirst: boolean; did: string[] }> {
  const { context } = await desks.at('kim');
  const types = context.sync
    .entries(documentId)
    .flatMap(({ entry }) => (entry.kind === 'statement' && entry.body.statement.actor.person === person ? [entry.body.statement.type] : []));
  return { openedFirst: types[0] === 'opened', did: types.filter((type) => type !== 'opened') };
}

/** How many wait, as the nav says. */
async function waiting(page: Page): Promise<number> {
  const label = await page.getByRole('button', { name: /^결재 대기 \d+건/ }).getAttribute('aria-label');
  return Number(/\d+/.exec(label ?? '')?.[0]);
}

/** The paper in front is handled by keys: sign, return with a reason, or hold with one. */
async function handle(page: Page, key: 'a' | 'r' | 'h', why: string): Promise<void> {
  const title = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  await expect(page.locator('.body-text')).toBeVisible();
  await page.keyboard.press(key);
  await expect(page.getByRole('dialog')).toBeVisible();
  if (key !== 'a') await page.keyboard.type(why);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(title);
}

test('fifty papers: one unlock, keys only, each really opened', async ({ browser }) => {
  test.setTimeout(1_200_000);
  const desks = await createDesks();
  await desks.profile('lee');
  const host = await startHost(desks.data, desks.stage.url());
  try {
    const papers = await fill(desks);
    const begun = Date.now();
    const page = await at(browser, host.address, 'lee', '과장', MACHINE_PASSPHRASE);
    await expect(page.getByRole('button', { name: '결재 대기 50건' })).toBeVisible({ timeout: 60_000 });
    await picture(page, 'monday-1-fifty');
    await page.getByRole('button', { name: /^알림/ }).click();
    await picture(page, 'monday-2-notices');
    await page.keyboard.press('Escape');
    await page.getByRole('listbox').focus();
    for (let n = 0; n < 10; n++) {
      await page.keyboard.press('x');
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('b');
    const dialog = page.getByRole('dialog');
    for (let n = 1; n < 10; n++) {
      await expect(dialog.getByRole('button', { name: new RegExp(`^본 ${n}건에 서명`) })).toBeVisible();
      await page.keyboard.press('n');
    }
    await expect(dialog.getByRole('button', { name: /^본 10건에 서명/ })).toHaveAttribute('aria-disabled', 'false');
    await picture(page, 'monday-3-batch');
    await page.keyboard.press('Control+Enter');
    await expect(dialog.getByText('10건에 서명했습니다.')).toBeVisible({ timeout: 60_000 });
    await picture(page, 'monday-4-batch-done');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: '결재 대기 40건' })).toBeVisible();
    await page.keyboard.press('g');
    await handle(page, 'h', '예산 근거를 확인한 뒤에 결재함');
    await handle(page, 'r', '붙임이 빠져 있음');
    await picture(page, 'monday-5-in-turn');
    for (let left = await waiting(page); left > 2; left--) await handle(page, 'a', '');
    await page.keyboard.press('a');
    await page.keyboard.press('Control+Enter');
    await page
      .getByRole('button', { name: /^결재 대기/ })
      .first()
      .click();
    await expect(page.getByRole('option')).toHaveCount(1);
    await picture(page, 'monday-6-one-held');
    const seconds = Math.round((Date.now() - begun) / 1000);
    console.log(`fifty papers handled in ${seconds} s by keys`);
    // The record says so too: every one was opened by this person first, 48 signed, one returned, one held, nothing twice.
    const counts = async () => {
      const records = await Promise.all(papers.map((documentId) => recordOf(desks, documentId, 'lee')));
      const did = (type: string) => records.filter((one) => one.did.join() === type).length;
      return [records.filter(({ openedFirst }) => openedFirst).length, did('decided'), did('returned'), did('held')];
    };
    await expect.poll(counts).toEqual([50, 48, 1, 1]);
    await page.getByRole('button', { name: /^처리과 현황/ }).click();
    await picture(page, 'monday-7-unit');
    // One unlock: nobody was asked for the passphrase again.
    await expect(page.getByLabel('인증서 암호')).toHaveCount(0);
  } finally {
    await host.stop();
    await desks.close();
  }
});
