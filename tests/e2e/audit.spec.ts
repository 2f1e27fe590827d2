/** 감사 열람 as an auditor meets it: a folder opened from the first screen, with no server, no profile and no key (AU16–AU18). */

import { expect, test } from '@playwright/test';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VECTOR_FOLDER, VECTORS, vectorBytes } from '../support/capsule-vectors.ts';
import { root } from '../support/e2e-app.ts';
import { startWebHost } from '../support/host-web.ts';
import { plantedBundle } from '../support/planted-bundle.ts';
import { toPem } from '../../electron/backend/pki/certificate.ts';

test('AU17 AU18 a folder is opened offline: what holds and what does not, a search, and a paper told again step by step', async ({ page }) => {
  const host = await startWebHost();
  const folder = await mkdtemp(join(tmpdir(), 'ongyeol-audit-'));
  for (const one of VECTORS) if (['valid', 'content-changed', 'cut'].includes(one.name)) await writeFile(join(folder, `${one.name}.ongyeol`), vectorBytes(one));
  await page.goto(host.url);
  await page.getByRole('button', { name: '감사 열람' }).click();
  await page.getByLabel('인증서 파일 고르기').setInputFiles(join(VECTOR_FOLDER, 'root.pem'));
  await page.getByLabel('폴더 고르기').setInputFiles(folder);

  const verdict = page.getByRole('region', { name: '확인 결과' });
  await expect(verdict.getByRole('button', { name: /2 맞지 않음/ })).toBeEnabled({ timeout: 30_000 });
  await expect(verdict).toContainText('내용이 바뀌었습니다');
  await verdict.getByRole('button', { name: /맞지 않음/ }).click();
  await expect(page.getByRole('table', { name: '문서 목록' }).getByRole('row')).toHaveCount(3);

  await page.getByLabel('확인', { exact: true }).selectOption('');
  await page.getByLabel('제목·번호·본문·의견·사람 찾기').fill('협업정원 파견');
  await page.getByRole('button', { name: '청년일자리 정책 협업정원 운영계획 통보 및 협조 요청' }).click();
  await expect(page.getByText('이때는 아직 내용이 확정되지 않아')).toBeVisible();
  await page.getByRole('button', { name: /내용 확정 기록 서버/ }).click();
  await expect(page.getByRole('group', { name: '그때의 본문(제1판)' })).toContainText('협업정원');
  await page.keyboard.press('j');
  await expect(page.getByText('54단계 중 5단계')).toBeVisible();
  await expect(page.getByRole('img', { name: /시간표. 지금 단계/ })).toBeVisible();
  await page
    .getByRole('toolbar', { name: '시간표의 단계' })
    .getByRole('button', { name: /^10단계/ })
    .click();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('54단계 중 11단계')).toBeVisible();

  // The page keeps nothing of the bundle: loaded anew it finds it in the backend, and another bundle takes its place.
  await page.reload();
  await page.getByRole('button', { name: '감사 열람' }).click();
  await expect(page.getByRole('tab', { name: '문서 3' })).toBeVisible();
  await page.getByRole('button', { name: '다른 묶음 열기' }).click();
  await expect(page.getByRole('heading', { name: '검증용 묶음 열기' })).toBeVisible();
  await host.stop();
  await rm(folder, { recursive: true, force: true });
});

/** `SCREENS=1` renews the pictures of the README: a bundle of two ministries with every kind of finding, one file of it changed. */
if (process.env['SCREENS'] !== undefined)
  test('the pictures of an audit with findings', async ({ page }) => {
    test.setTimeout(180_000);
    const host = await startWebHost();
    const folder = await mkdtemp(join(tmpdir(), 'ongyeol-planted-'));
    const papers = join(folder, '2026년 11월');
    await mkdir(papers);
    const planted = plantedBundle(45);
    for (const [i, [name, bytes]] of [...planted.files].entries()) await writeFile(join(papers, name), i === 6 ? bytes.slice(0, -1) : bytes);
    await writeFile(join(folder, 'root.pem'), toPem(planted.root));
    const picture = async (name: string): Promise<void> => {
      await page.mouse.move(0, 0);
      await page.screenshot({ path: join(root, 'docs/screens', `${name}.png`), animations: 'disabled', caret: 'hide' });
    };
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(host.url);
    await page.getByRole('button', { name: '감사 열람' }).click();
    await page.getByLabel('인증서 파일 고르기').setInputFiles(join(folder, 'root.pem'));
    await page.getByLabel('폴더 고르기').setInputFiles(papers);
    await expect(page.getByRole('tab', { name: '문서 91' })).toBeVisible({ timeout: 120_000 });
    await picture('audit');
    await page.getByRole('tab', { name: /지적/ }).click();
    await expect(page.getByRole('table').getByRole('row')).not.toHaveCount(1);
    await picture('audit-findings');
    await page.getByLabel('종류', { exact: true }).selectOption('late-concurrence');
    await page.getByRole('table').getByRole('button', { name: '증거' }).first().click();
    await expect(page.getByRole('group', { name: /그때의 본문/ })).toBeVisible();
    await picture('audit-story');
    await host.stop();
    await rm(folder, { recursive: true, force: true });
  });
