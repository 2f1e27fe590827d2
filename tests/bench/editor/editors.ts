/** The two editors that take turns: ours in the program as it is started, and a stock Tiptap page on a plain room of the same server code. */

import { chromium, type Browser, type Page } from 'playwright-core';
import { login, startApp, type Started } from '../../support/e2e-app.ts';
import { serveStockPage, type StockPage } from '../../support/stock-page.ts';
import { createStage, type Stage } from '../../support/sync.ts';
import { watchPage } from './probe.ts';
import { draftOf, fillStock, PARAGRAPHS } from './text.ts';

/** Two people before one text, and how long the first took to have it open (ms). */
export interface Opened {
  readonly writer: Page;
  readonly reader: Page;
  readonly openMs: number;
  close(): Promise<void>;
}

/** An editor that is measured. */
export interface Contender {
  readonly name: string;
  /** A fresh text of so many pages, open before two people. */
  open(pages: number): Promise<Opened>;
  /** An empty text before one person. */
  blank(): Promise<Page>;
  close(): Promise<void>;
}

/** Lines of the text that is written in; the small sheet beside a list has lines too. */
const LINES = '.desk .ProseMirror p, .ProseMirror:not(.body-text) p';

/** Waits for the lines a text of so many pages has in an editor. Where they do not come, what the screen says instead is the error. */
async function ready(page: Page, lines: number): Promise<void> {
  const there = ([least, all]: readonly [number, string]): boolean => document.querySelectorAll(all).length >= least;
  await page.waitForFunction(there, [lines, LINES] as const, { timeout: 180_000, polling: 'raf' }).catch(async (error: unknown) => {
    const said = await page.evaluate(
      ([least, all]) => {
        const texts = [...document.querySelectorAll('h1, .note, .toast, dialog[open]')].map((one) => one.textContent.trim());
        return `${document.querySelectorAll(all).length} of ${least} lines; on the screen: ${texts.join(' | ')}`;
      },
      [lines, LINES] as const,
    );
    throw new Error(said, { cause: error });
  });
}

/** From `begin` to the first frame that holds all lines. */
function openedIn(page: Page, lines: number, row: string | null): Promise<number> {
  return page.evaluate(
    ([least, open, all]) =>
      new Promise<number>((done) => {
        const { domInteractive = 0 } = (performance.getEntriesByType('navigation')[0] ?? {}) as { domInteractive?: number };
        const began = open === null ? domInteractive : performance.now();
        if (open !== null) document.querySelector(open)?.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
        const look = (): unknown =>
          document.querySelectorAll(all).length >= least ? requestAnimationFrame((at) => done(at - began)) : requestAnimationFrame(look);
        look();
      }),
    [lines, row, LINES] as const,
  );
}

async function pageOf(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'ko-KR', viewport: { width: 1440, height: 900 } })).newPage();
  await watchPage(page);
  return page;
}

async function closeAll(pages: readonly Page[]): Promise<void> {
  for (const page of pages) await page.context().close();
}

async function goHome(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /기안 문서함/ })
    .last()
    .click();
  await page.locator('.item').first().waitFor();
}

function ours(browser: Browser, app: Started): Contender {
  const enter = async (agency: string, position: string): Promise<Page> => {
    const page = await pageOf(browser);
    await login(page, app.address, agency, position);
    return page;
  };
  return {
    name: '온결',
    async open(pages) {
      const lines = pages * PARAGRAPHS;
      const [writer, reader] = [await enter('고용노동부', '행정사무관'), await enter('교육부', '교육행정사무관')];
      await writer.getByRole('button', { name: '새 문서', exact: true }).first().click();
      await writer.getByLabel('가져올 파일').setInputFiles({ name: '재는 문서.md', mimeType: 'text/markdown', buffer: draftOf(pages) });
      await ready(writer, lines);
      await goHome(writer);
      const openMs = await openedIn(writer, lines, '.item');
      await goHome(reader);
      await reader
        .locator('.item', { hasText: `재는 문서 ${pages}쪽` })
        .first()
        .dblclick();
      await ready(reader, lines);
      return { writer, reader, openMs, close: () => closeAll([writer, reader]) };
    },
    async blank() {
      const page = await enter('고용노동부', '행정사무관');
      await page.getByRole('button', { name: '새 문서', exact: true }).first().click();
      await page.getByLabel('제목').fill('빈 문서');
      await page.getByLabel(/관계기관 통보/).check();
      await page.getByRole('button', { name: '기안 시작' }).click();
      await ready(page, 1);
      return page;
    },
    close: () => app.stop(),
  };
}

function stock(browser: Browser, stage: Stage, page: StockPage): Contender {
  const { kim, lee } = stage.world.people;
  let rooms = 0;
  const enter = async (who: typeof kim, room: string): Promise<Page> => {
    const opened = await pageOf(browser);
    await opened.goto(page.address(stage.url(), room, await stage.token(who)), { waitUntil: 'commit' });
    return opened;
  };
  return {
    name: 'Tiptap',
    async open(pages) {
      const room = `plain/bench-${(rooms += 1)}`;
      const filled = await stage.stock(kim, room);
      await new Promise<void>((done) => filled.provider.once('sync', () => done()));
      fillStock(filled.doc, pages);
      const writer = await enter(kim, room);
      const openMs = await openedIn(writer, pages * PARAGRAPHS, null);
      const reader = await enter(lee, room);
      await ready(reader, pages * PARAGRAPHS);
      return { writer, reader, openMs, close: () => closeAll([writer, reader]) };
    },
    async blank() {
      const opened = await enter(kim, `plain/bench-${(rooms += 1)}`);
      await opened.waitForFunction(() => document.title === 'synced');
      return opened;
    },
    async close() {
      await page.close();
      await stage.close();
    },
  };
}

/** Starts both, and the browser they run in. */
export async function startContenders(): Promise<{ readonly contenders: readonly Contender[]; close(): Promise<void> }> {
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args });
  const contenders = [stock(browser, await createStage({ plainRooms: true }), await serveStockPage()), ours(browser, await startApp({ first: false }))];
  return {
    contenders,
    async close() {
      for (const one of contenders) await one.close();
      await browser.close();
    },
  };
}
