/**
 * The forms as they are written beside the page the PDF draws, at the same scale: `docs/screens/forms`. What differs between the two is seen here
 * by whoever changes the sheet or the PDF. The sheet claims the form's fields, fonts, widths and marks; only the PDF claims its own bytes (DESIGN §9).
 */

import { expect, type Browser, type Page } from '@playwright/test';
import { join } from 'node:path';
import { importSample, login, root, type Started } from '../support/e2e-app.ts';
import { testWithApp } from '../support/e2e-test.ts';

/** A4 on the sheet of the editor, in CSS pixels. */
const SHEET = { width: 704, height: 996 };

const test = testWithApp({ first: false });

/** A window of two device pixels a pixel: letters of a screen with one stand at whole pixels, and a line may break elsewhere. */
async function fine(browser: Browser, app: Started, agency: string, position: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'ko-KR', deviceScaleFactor: 2 })).newPage();
  await login(page, app.address, agency, position);
  return page;
}

/** The first page of 미리보기, as the program itself draws it. */
async function pdfPage(page: Page): Promise<string> {
  await page.getByRole('button', { name: '미리보기', exact: true }).click();
  const canvas = page.getByRole('dialog').locator('canvas').first();
  await expect(canvas).toBeVisible();
  const drawn = await canvas.evaluate((one) => (one as HTMLCanvasElement).toDataURL());
  await page.keyboard.press('Escape');
  return drawn;
}

/** Sheet and page beside each other; `FORMS=folder` keeps the pictures elsewhere. */
async function beside(page: Page, name: string): Promise<void> {
  const pdf = await pdfPage(page);
  await page.getByRole('heading', { level: 1 }).click();
  await page.setViewportSize({ width: 1440, height: 2400 });
  await page.mouse.move(0, 0);
  const sheet = (await page.locator('.paper').screenshot({ animations: 'disabled', caret: 'hide' })).toString('base64');
  const size = `width:${SHEET.width}px;height:${SHEET.height}px`;
  const both = await page.context().newPage();
  await both.setViewportSize({ width: SHEET.width * 2 + 24, height: SHEET.height });
  await both.setContent(`<body style="margin:0;display:flex;gap:24px;background:#8a949e">
    <div style="${size};overflow:hidden"><img alt="" width="${SHEET.width}" src="data:image/png;base64,${sheet}"></div>
    <img alt="" style="${size}" src="${pdf}"></body>`);
  await both.screenshot({ path: join(process.env['FORMS'] ?? join(root, 'docs/screens/forms'), `${name}.png`), scale: 'css' });
  await both.close();
}

/** Designs the proposed route, so that both show its boxes. */
async function withRoute(page: Page): Promise<void> {
  await page.getByRole('tab', { name: '결재경로' }).click();
  await page.getByRole('button', { name: '이 경로로 정하기' }).click();
  await page.getByRole('button', { name: '닫기', exact: true }).first().click();
  await page.getByRole('tab', { name: '본문' }).click();
  await expect(page.locator('.sheet-box, .brief-row').first()).toBeVisible();
}

test('form 1 with three agencies, as written and as printed', async ({ browser, app }) => {
  const page = await fine(browser, app, '고용노동부', '행정사무관');
  await importSample(page);
  await withRoute(page);
  await beside(page, 'official');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByLabel('글꼴', { exact: true }).selectOption({ label: '명조' });
  await expect(page.locator('.paper.serif')).toBeVisible();
  await page.evaluate(() => document.fonts.ready);
  await beside(page, 'serif');
});

test('form 2, as written and as printed', async ({ browser, app }) => {
  const page = await fine(browser, app, '행정안전부 협업정책과', '행정사무관');
  await page.getByRole('button', { name: '새 문서', exact: true }).first().click();
  await page.getByLabel('가져올 파일').setInputFiles(join(root, 'tests/fixtures/samples/brief-report.md'));
  await expect(page.locator('.body-text')).not.toBeEmpty();
  await withRoute(page);
  await beside(page, 'brief');
});

test('부서 간 협조문, as written and as printed', async ({ browser, app }) => {
  const page = await fine(browser, app, '고용노동부', '행정사무관');
  await page.getByRole('button', { name: '새 문서', exact: true }).first().click();
  await page.getByText('부서 간 협조문').first().click();
  await page.getByLabel('내용 틀').selectOption({ label: '부서 간 협조 요청' });
  await page.getByLabel('제목').fill('협업정원 관리 화면 개선 협조 요청');
  await page.getByRole('button', { name: '기안 시작' }).click();
  await page.getByRole('button', { name: '조직도에서 찾기' }).click();
  for (const unit of ['정보화담당관', '운영지원과장']) await page.locator('.posts .pick', { hasText: unit }).first().click();
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.sheet-head')).toContainText('수신자 참조');
  await withRoute(page);
  await beside(page, 'unit-letter');
});
