/**
 * Writing together as it is on a working day, in real browsers: a syllable that is composed while a colleague writes beside it, days without a line on two machines, and three
 * people in one paragraph. The composition is the browser's own (CDP); a Windows or macOS input method was not run.
 */

import { expect, type CDPSession, type Page } from '@playwright/test';
import { putCaret } from '../support/caret.ts';
import { importSample, login, openLine, startHost } from '../support/e2e-app.ts';
import { testWithApp } from '../support/e2e-test.ts';
import { at } from './scene.ts';

const test = testWithApp({ first: false });

async function openDraft(page: Page, title: string): Promise<void> {
  await page
    .getByRole('button', { name: /기안 문서함/ })
    .or(page.getByRole('link', { name: /기안/ }))
    .first()
    .click();
  await page.locator('.item', { hasText: title }).first().dblclick();
  await expect(page.locator('.body-text')).toContainText('협업정원');
}

const line = (page: Page, words: string) => page.locator('.body-text > .block', { hasText: words }).first();

/** What a line says, without the flags of colleagues' carets. */
const said = (page: Page, words: string): Promise<string> =>
  line(page, words).evaluate((block) => {
    const copy = block.cloneNode(true) as HTMLElement;
    for (const caret of copy.querySelectorAll('.caret')) caret.remove();
    return (copy.textContent ?? '').replaceAll('\u2060', '');
  });

/** A syllable as a Hangul input method composes it, with a moment in its middle. */
async function compose(cdp: CDPSession, steps: readonly string[], middle: () => Promise<void>): Promise<void> {
  for (const [i, text] of steps.entries()) {
    await cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    if (i === 1) await middle();
  }
  await cdp.send('Input.insertText', { text: steps.at(-1) ?? '' });
}

/** What a colleague does while the syllable is open, and where the writer's caret stands. */
const CASES: readonly { readonly what: string; readonly edge: 'Home' | 'End'; readonly act: (page: Page) => Promise<void>; readonly wanted: RegExp }[] = [
  {
    what: 'types right behind the syllable',
    edge: 'End',
    act: async (page) => {
      await putCaret(line(page, '점검'), 'End');
      await page.keyboard.type('[뒤]');
    },
    wanted: /점검.*한글/,
  },
  {
    what: 'types right before the syllable',
    edge: 'Home',
    act: async (page) => {
      await putCaret(line(page, '점검'), 'Home');
      await page.keyboard.type('[앞]');
    },
    wanted: /한글.*점검/,
  },
  {
    what: 'changes the kind of the line',
    edge: 'End',
    act: async (page) => {
      await putCaret(line(page, '점검'), 'Home');
      await page.getByLabel('글 종류와 수준').selectOption('square');
    },
    wanted: /점검한글$/,
  },
  {
    what: 'makes the line bold',
    edge: 'End',
    act: async (page) => {
      await putCaret(line(page, '점검'), 'Home');
      await page.keyboard.press('Shift+End');
      await page.keyboard.press('Control+b');
    },
    wanted: /점검한글$/,
  },
  {
    what: 'writes in the same line away from it',
    edge: 'End',
    act: async (page) => {
      await putCaret(line(page, '점검'), 'Home');
      await page.keyboard.type('[앞] ');
    },
    wanted: /^\[앞\] .*점검한글$/,
  },
  {
    what: 'stands with the caret where the syllable is',
    edge: 'End',
    act: (page) => putCaret(line(page, '점검'), 'End'),
    wanted: /점검한글$/,
  },
  {
    what: 'writes in another line',
    edge: 'End',
    act: async (page) => {
      await putCaret(line(page, '운영방식'), 'End');
      await page.keyboard.type(' 다른 줄');
    },
    wanted: /점검한글$/,
  },
];

test('IME-1 a syllable is whole whatever a colleague does beside it while it is composed, and both see the same', async ({ browser, app }) => {
  test.setTimeout(300_000);
  const writer = await at(browser, app.address, '고용노동부', '행정사무관');
  const cdp = await writer.context().newCDPSession(writer);
  for (const [n, { what, edge, act, wanted }] of CASES.entries()) {
    const title = `조합 ${n + 1}`;
    await importSample(writer, title);
    const colleague = await at(browser, app.address, '교육부', '교육행정사무관');
    await openDraft(colleague, title);
    await putCaret(line(writer, '점검'), edge);
    await compose(cdp, ['ㅎ', '하', '한'], () => act(colleague));
    await compose(cdp, ['ㄱ', '그', '글'], () => Promise.resolve());
    await expect.poll(() => said(writer, '점검'), { message: what }).toMatch(wanted);
    // Each has its own letters at once, those of the other when they come.
    const both = async (): Promise<boolean> => (await said(colleague, '점검')) === (await said(writer, '점검'));
    await expect.poll(both, { message: what }).toBe(true);
    expect(await said(writer, '점검'), what).not.toMatch(/[ㄱ-ㅎㅏ-ㅣ]|하한|그글/);
    await colleague.context().close();
    await writer
      .getByRole('button', { name: /기안 문서함/ })
      .last()
      .click();
    await expect(writer.locator('.body-text')).toHaveCount(0);
  }
});

test('COL-7 UNDO-1 two machines without a line for long merge when they come back: every letter of both is there, and both see the same', async ({
  browser,
  app,
}) => {
  test.setTimeout(300_000);
  const title = '오래 끊긴 문서';
  const lead = await at(browser, app.address, '고용노동부', '행정사무관');
  await importSample(lead, title);
  const wire = await openLine(app.server);
  const host = await startHost(app.data, wire.url);
  const away = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await login(away, host.address, '교육부', '교육행정사무관');
  await openDraft(away, title);
  await expect(away.getByText('서버 연결됨')).toBeVisible();
  wire.cut();
  await expect(away.getByText('서버에 닿지 않음')).toBeVisible();
  const [here, there] = ['점검', '운영방식'];
  for (const [page, who] of [
    [lead, '주관'],
    [away, '교육'],
  ] as const) {
    await putCaret(line(page, here), 'End');
    for (let i = 0; i < 20; i += 1) {
      await page.keyboard.press('Enter');
      await page.keyboard.type(`${who} ${i}번째 줄`);
    }
    await putCaret(line(page, there), who === '주관' ? 'End' : 'Home');
    await page.keyboard.type(` [${who}이 고침] `);
  }
  await expect(away.getByText(/이 기기에만 있음/)).toBeVisible();
  // The machine is switched off and on again before there is a line.
  await away.context().close();
  const again = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await login(again, host.address, '교육부', '교육행정사무관', { connected: false });
  await openDraft(again, title);
  await expect(line(again, '교육 19번째 줄')).toBeVisible();
  wire.mend();
  await expect(again.getByText('서버 연결됨')).toBeVisible({ timeout: 40_000 });
  const words = (page: Page): Promise<string[]> =>
    page.locator('.body-text > .block').evaluateAll((all) =>
      all.map((block) => {
        const copy = block.cloneNode(true) as HTMLElement;
        for (const caret of copy.querySelectorAll('.caret')) caret.remove();
        return (copy.textContent ?? '').replaceAll('\u2060', '');
      }),
    );
  for (const page of [lead, again]) {
    await expect(line(page, '교육 19번째 줄')).toBeVisible({ timeout: 40_000 });
    await expect(line(page, '주관 19번째 줄')).toBeVisible();
    for (const who of ['주관', '교육']) {
      const lines = (await words(page)).filter((text) => text.startsWith(`${who} `));
      expect(lines, `${who}, in order`).toEqual(Array.from({ length: 20 }, (_, i) => `${who} ${i}번째 줄`));
      await expect(line(page, there)).toContainText(`[${who}이 고침]`);
    }
  }
  await expect.poll(async () => JSON.stringify(await words(lead)) === JSON.stringify(await words(again))).toBe(true);
  // Who wrote what is told apart.
  await lead.getByRole('button', { name: '글쓴이 표시' }).click();
  await expect(lead.getByRole('region', { name: '글쓴이 표시' })).toContainText('교육부');
  await host.stop();
  await wire.close();
});

test('PRE-1 UNDO-1 three people write in one line at once: no letter is lost, and each takes back only the own', async ({ browser, app }) => {
  test.setTimeout(300_000);
  const title = '셋이 쓰는 줄';
  const first = await at(browser, app.address, '고용노동부', '행정사무관');
  await importSample(first, title);
  const others = [await at(browser, app.address, '교육부', '교육행정사무관'), await at(browser, app.address, '산업통상부', '행정사무관')];
  for (const page of others) await openDraft(page, title);
  const all = [first, ...others];
  const letters = ['abcdefghij', 'klmnopqrst', '0123456789'];
  for (const page of all) await putCaret(line(page, '점검'), 'End');
  await Promise.all(all.map((page, i) => page.keyboard.type(letters[i] ?? '', { delay: 40 })));
  const whole = (text: string): boolean => letters.every((own) => Array.from(own).every((letter) => text.includes(letter)));
  for (const page of all) await expect.poll(async () => whole(await said(page, '점검'))).toBe(true);
  const texts = await Promise.all(all.map((page) => said(page, '점검')));
  expect(new Set(texts).size).toBe(1);
  expect(texts[0]?.replace('점검', '')).toHaveLength(30);
  for (const page of all) await expect(page.locator('.people .follow')).toHaveCount(2);
  await first.keyboard.press('Control+z');
  for (const page of all) await expect.poll(async () => /[a-j]/.test(await said(page, '점검'))).toBe(false);
  for (const own of letters.slice(1)) for (const letter of own) expect(await said(first, '점검')).toContain(letter);
});
