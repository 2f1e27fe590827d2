/** R1 with a stock Tiptap page: two browsers on a plain room of the real server. */

import { expect, test, type Page } from '@playwright/test';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { build } from 'vite';
import { createStage, type Stage } from '../support/sync.ts';

let stage: Stage;
let pages: Server;
let built: string;

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

test.beforeAll(async () => {
  stage = await createStage({ plainRooms: true });
  built = await mkdtemp(join(tmpdir(), 'ongyeol-stock-'));
  await build({ root: join(import.meta.dirname, 'stock-page'), configFile: false, logLevel: 'error', build: { outDir: built, emptyOutDir: false } });
  pages = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '');
    readFile(join(built, path)).then(
      (bytes) => response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/plain' }).end(bytes),
      () => response.writeHead(404).end(),
    );
  }).listen(0, '127.0.0.1');
  await once(pages, 'listening');
});

test.afterAll(async () => {
  pages.close();
  await stage.close();
  await rm(built, { recursive: true, force: true });
});

async function open(page: Page, token: string, room: string): Promise<void> {
  const server = stage.url().replace('http', 'ws');
  await page.goto(`http://127.0.0.1:${(pages.address() as AddressInfo).port}/#${new URLSearchParams({ server, room, token })}`);
}

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
