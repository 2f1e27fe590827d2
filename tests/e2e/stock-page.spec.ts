/** R1 with a stock Tiptap page: two browsers on a plain room of the real server. */

import { expect, test, type Page } from '@playwright/test';
import { serveStockPage, type StockPage } from '../support/stock-page.ts';
import { createStage, type Stage } from '../support/sync.ts';

let stage: Stage;
let stock: StockPage;

test.beforeAll(async () => {
  stage = await createStage({ plainRooms: true });
  stock = await serveStockPage();
});

test.afterAll(async () => {
  await stock.close();
  await stage.close();
});

const open = (page: Page, token: string, room: string): Promise<unknown> => page.goto(stock.address(stage.url(), room, token));

/** Clicks into a paragraph until the editor itself says that its caret is there. */
async function goTo(page: Page, paragraph: number): Promise<void> {
  const lines = page.locator('.ProseMirror p');
  const before = (await lines.allTextContents()).slice(0, paragraph);
  const inside = before.reduce((length, text) => length + text.length + 2, 1);
  await expect(async () => {
    await lines.nth(paragraph).click();
    await expect(page.locator('body')).toHaveAttribute('data-caret', String(inside), { timeout: 500 });
  }).toPass();
}

test('R1 two stock Tiptap pages write one plain room together; without a session none comes in', async ({ browser }) => {
  const { kim, lee } = stage.world.people;
  const [a, b, stranger] = await Promise.all([1, 2, 3].map(async () => (await browser.newContext()).newPage()));
  if (a === undefined || b === undefined || stranger === undefined) throw new Error('no pages');
  await open(a, await stage.token(kim), 'plain/stock');
  await open(b, await stage.token(lee), 'plain/stock');
  await expect(a).toHaveTitle('synced');
  await expect(b).toHaveTitle('synced');
  await a.locator('.ProseMirror').click();
  await a.keyboard.type('고용노동부에서 씀');
  await a.keyboard.press('Enter');
  await expect(b.locator('.ProseMirror p')).toHaveText(['고용노동부에서 씀', '']);
  await goTo(b, 1);
  await b.keyboard.press('Control+b');
  await b.keyboard.type('교육부에서 씀');
  await expect(a.locator('.ProseMirror strong')).toHaveText('교육부에서 씀');
  await expect(a.locator('.ProseMirror p')).toHaveText(['고용노동부에서 씀', '교육부에서 씀']);
  await open(stranger, 'x'.repeat(40), 'plain/stock');
  await expect(stranger).toHaveTitle('closed 4401');
});
