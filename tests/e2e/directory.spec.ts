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

test('DI1 DI3 DI12 DI13 a file is read with its wrong lines, signed once, found in the tree; a person is invited', async ({ page }) => {
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

    await page.getByRole('button', { name: '개편', exact: true }).click();
    const plan = page.getByRole('dialog', { name: '조직 개편' });
    await plan.getByLabel('새 이름').fill('디지털혁신과');
    await accessible(page);
    await plan.getByRole('button', { name: '미리 보기' }).click();
    await expect(plan.getByText('디지털혁신과 (1741101)')).toBeVisible();
    await plan.getByRole('button', { name: '서명하고 올리기' }).click();
    await expect(page.getByRole('region', { name: '디지털혁신과' })).toContainText('이과장');

    await page.getByRole('button', { name: '전결·대리', exact: true }).click();
    await page.getByRole('button', { name: '쉬는 날 더하기' }).click();
    const closing = page.getByRole('dialog', { name: '쉬는 날 더하기' });
    await closing.getByLabel('쉬는 날', { exact: true }).fill('2031-07-08');
    await closing.getByRole('button', { name: '미리 보기' }).click();
    await expect(closing.getByText('넣음: 2031-07-08 임시공휴일')).toBeVisible();
    await closing.getByRole('button', { name: '서명하고 올리기' }).click();
    await expect(page.getByRole('row', { name: /2031. 7. 8./ })).toContainText('임시공휴일');
    await accessible(page);

    await page.getByRole('button', { name: '기록물철', exact: true }).click();
    await page.getByRole('button', { name: '기록물철 더하기' }).click();
    const adding = page.getByRole('dialog', { name: '기록물철 더하기' });
    await adding.getByLabel('기록물철').fill('2026 협업');
    await adding.getByLabel('단위과제').fill('기관 간 협업');
    await adding.getByRole('button', { name: '미리 보기' }).click();
    await adding.getByRole('button', { name: '서명하고 올리기' }).click();
    await expect(page.getByRole('row', { name: /2026 협업/ })).toContainText('5년');
    await accessible(page);
    await page.getByRole('button', { name: '조직도', exact: true }).click();

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
    await invite.getByRole('button', { name: '닫기' }).click();

    await page.getByRole('button', { name: '초대', exact: true }).click();
    await expect(page.getByRole('row', { name: /김주무/ })).toContainText('기다림');
    await accessible(page);
    await page.getByRole('button', { name: '김주무의 초대 거두기' }).click();
    await expect(page.getByRole('row', { name: /김주무/ })).toContainText('거둠');

    await page.getByRole('button', { name: '관인', exact: true }).click();
    await page.getByRole('button', { name: '관인 등록' }).click();
    const seal = page.getByRole('dialog', { name: '관인 등록' });
    await seal.getByLabel(/암호/).fill(PASSPHRASE.admin);
    await seal.getByRole('button', { name: '서명하고 등록' }).click();
    await expect(seal.locator('.dir-code')).toHaveText(/^(\w{5}-){3}\w{5}$/);
    await accessible(page);
    await seal.getByRole('button', { name: '닫기' }).first().click();
    await expect(page.getByRole('img', { name: '행정안전부장관의인 모양' })).toBeVisible();
    await accessible(page);

    await page.getByRole('button', { name: '전결·대리', exact: true }).click();
    await page.getByRole('button', { name: '직무대리 지정' }).click();
    const deputy = page.getByRole('dialog', { name: '직무대리 지정' });
    await deputy.getByRole('combobox', { name: '부재한 자리', exact: true }).selectOption('디지털협업과장');
    await deputy.getByRole('listbox', { name: '찾은 사람' }).selectOption({ label: '김주무 · 디지털혁신과 주무관' });
    await deputy.getByRole('combobox', { name: '사유' }).fill('출장');
    await accessible(page);
    await deputy.getByRole('button', { name: '미리 보기' }).click();
    await deputy.getByRole('button', { name: '서명하고 올리기' }).click();
    await expect(page.getByRole('row', { name: /김주무/ })).toContainText('차관 지정');
    await accessible(page);

    await page.getByRole('button', { name: '관리자', exact: true }).click();
    await expect(page.getByText('관리자가 한 사람뿐입니다.')).toBeVisible();
    await expect(page.getByText('자기 인증서는 스스로 끝낼 수 없습니다.')).toBeVisible();
    await accessible(page);
  } finally {
    await host.stop();
    await server.stop();
    await rm(join(data, '..'), { recursive: true, force: true });
    await rm(secrets, { recursive: true, force: true });
  }
});
