/** 조직·사람: an administrator of a fresh agency takes in a file after reading its wrong lines, finds somebody and invites them. */

import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../support/cli.ts';
import { startHost } from '../support/e2e-app.ts';
import { init, PASSPHRASE } from '../support/start.ts';

const FILE = `구분,번호,이름,부서,직위,업무,윗자리,역할
기관장단,,,,장관,,,
기관장단,,,,차관,,,
부서,1741101,디지털협업과,,주무관/행정사무관/디지털협업과장,기록물관리책임자,차관,
부서,1741001,운영지원과,,주무관/운영지원과장,문서과/관인 관리자,,문서과
사람,p-1,김주무,1741101,주무관,,,
사람,p-2,이과장,1741101,디지털협업과장,문서 수신·발신 담당자,,
사람,p-3,박장관,,장관,,,
`;

const csv = (text: string) => ({ name: '조직도.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.map((violation) => violation.id)).toEqual([]);
}

test('DI1 DI3 a file is read with its wrong lines, signed once, found in the tree; a person is invited', async ({ page }) => {
  const [data, secrets] = [join(await mkdtemp(join(tmpdir(), 'ongyeol-dir-')), 'new'), await mkdtemp(join(tmpdir(), 'ongyeol-dir-'))];
  expect((await init(data, secrets)).status).toBe(0);
  const server = await serve('--data', data);
  const host = await startHost(data, server.url);
  try {
    await page.goto(host.address);
    await page.locator('.pick', { hasText: '기관 관리자' }).click();
    await page.getByLabel('인증서 암호').fill(PASSPHRASE.admin);
    await page.getByRole('button', { name: '열기' }).click();
    await expect(page.getByText('서버 연결됨')).toBeVisible();
    await page.getByRole('button', { name: '조직·사람' }).click();
    await page.getByRole('button', { name: '파일로 바꾸기' }).click();
    const dialog = page.getByRole('dialog', { name: '조직도 가져오기' });
    const sign = dialog.getByRole('button', { name: '서명하고 올리기' });
    await dialog.getByLabel('CSV·JSON 파일 고르기').setInputFiles(csv(`${FILE}사람,p-4,최,9999999,주무관,,,\n`));
    await expect(dialog.getByText('9번째 줄')).toBeVisible();
    await expect(sign).toHaveAttribute('aria-disabled', 'true');
    await dialog.getByLabel('CSV·JSON 파일 고르기').setInputFiles(csv(FILE));
    await expect(dialog.getByText('바뀌는 것 6건')).toBeVisible();
    await accessible(page);
    await sign.click();
    await expect(page.getByText('바뀐 곳 6건을 서명해 조직도에 올렸습니다.')).toBeVisible();
    await expect(page.getByRole('region', { name: '디지털협업과' })).toContainText('이과장');

    await page.getByRole('searchbox').fill('ㄱㅈㅁ');
    await page.getByRole('button', { name: /김주무/ }).click();
    await expect(page.getByText('인증서를 받은 적이 없습니다.')).toBeVisible();
    await accessible(page);
    await page.getByRole('button', { name: '초대장 만들기' }).click();
    const invite = page.getByRole('dialog', { name: '김주무 초대' });
    await invite.getByLabel(/암호/).fill(PASSPHRASE.admin);
    await invite.getByRole('button', { name: '초대장 저장' }).click();
    await expect(invite.locator('.dir-code')).toHaveText(/^(\w{5}-){3}\w{5}$/);
    await accessible(page);
    const path = (await invite.locator('.dir-path').textContent()) ?? '';
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ format: 'ongyeol-invitation' });
  } finally {
    await host.stop();
    await server.stop();
    await rm(join(data, '..'), { recursive: true, force: true });
    await rm(secrets, { recursive: true, force: true });
  }
});
