/** The program as a user starts it, for browser tests: `ongyeol app`, further hosts of other machines, and a line that can be cut. */

import { expect, type Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** Root of the project. */
export const root = resolve(import.meta.dirname, '../..');

/** Passphrase of every demo profile. */
export const PASSPHRASE = '온결-시연-2026';

/** A started program: where its window is, where its server is, where its data are. */
export interface Started {
  readonly address: string;
  readonly server: string;
  readonly data: string;
  stop(): Promise<void>;
}

async function end(child: ChildProcess): Promise<void> {
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGINT');
  await gone;
}

/** First match of each pattern in what the child prints. */
function printed(child: ChildProcess, patterns: readonly RegExp[]): Promise<string[]> {
  const found = patterns.map(() => '');
  return new Promise((done, fail) => {
    child.once('exit', (code) => fail(new Error(`ended with ${code}`)));
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      patterns.forEach((pattern, i) => (found[i] ||= pattern.exec(line)?.[1] ?? ''));
      if (found.every((one) => one !== '')) done(found);
    });
  });
}

/** Names the folder with the demo organisation that was made before all tests (`e2e-seed.ts`). */
export const SEEDED = 'ONGYEOL_E2E_SEED';

/** Starts `ongyeol app`: for the first time, or on a folder with the demo organisation in which the main job of the first start is left out. */
export async function startApp({ first }: { readonly first: boolean }): Promise<Started> {
  const data = await mkdtemp(join(tmpdir(), 'ongyeol-e2e-'));
  const seeded = process.env[SEEDED];
  if (!first && seeded !== undefined) await cp(seeded, data, { recursive: true });
  else if (!first) await writeFile(join(data, 'first-run.json'), '{}');
  const env = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' };
  const child = spawn(process.execPath, [join(root, 'electron/cli/main.ts'), 'app', '--data', data], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [address = '', server = ''] = await printed(child, [/(http:\/\/127\.0\.0\.1:\d+\/#token=\S+)/, /^서버: (\S+)$/]);
  return {
    address,
    server,
    data,
    async stop() {
      await end(child);
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** Another machine: a host of its own over the same data folder and the given line to the server. */
export async function startHost(data: string, server: string, more: readonly string[] = []): Promise<{ address: string; stop(): Promise<void> }> {
  const args = ['--data', data, '--server', server, '--port', '0', ...more];
  const child = spawn(process.execPath, [join(root, 'out/main/web.js'), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [address = ''] = await printed(child, [/^READY (\S+)$/]);
  return { address, stop: () => end(child) };
}

/** A line to the server that can be cut and mended. */
export interface Line {
  readonly url: string;
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** Opens a line. */
export async function openLine(server: string): Promise<Line> {
  const sockets = new Set<Socket>();
  let whole = true;
  const proxy = createServer((near) => {
    if (!whole) return near.destroy();
    const far = connect(Number(new URL(server).port), '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket
        .on('error', () => undefined)
        .on('close', () => {
          sockets.delete(socket);
          near.destroy();
          far.destroy();
        });
    }
    near.pipe(far).pipe(near);
    return undefined;
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  const bound = proxy.address();
  const cut = (): void => {
    whole = false;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`,
    cut,
    mend: () => void (whole = true),
    async close() {
      cut();
      await new Promise((done) => proxy.close(done));
    },
  };
}

/** Chooses a demo profile and opens it with its passphrase. */
export async function login(page: Page, address: string, agency: string, position: string, { connected = true, passphrase = PASSPHRASE } = {}): Promise<void> {
  await page.goto(address);
  await page.getByLabel('프로필 찾기').fill(agency);
  await page.locator('.pick', { hasText: position }).first().click();
  await page.getByLabel('인증서 암호').fill(passphrase);
  await page.getByRole('button', { name: '열기' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /결재 대기/ })).toBeVisible();
  if (connected) await expect(page.getByText('서버 연결됨')).toBeVisible();
}

/** Imports the sample of the demonstration, under a title of its own where one is given; the draft is open afterwards. */
export async function importSample(page: Page, title?: string): Promise<void> {
  await page.getByRole('button', { name: '새 문서', exact: true }).first().click();
  const files = ['youth-jobs-joint.md', 'attachments/operation-plan.md', 'attachments/task-list.csv'].map((name) => join(root, 'resources/demo', name));
  await page.getByLabel('가져올 파일').setInputFiles(files);
  await expect(page.locator('.body-text')).toContainText('협업정원');
  if (title !== undefined) await page.getByRole('textbox', { name: '제목' }).fill(title);
}

/** A short paper of one's own agency, written from a blank sheet, that its 과장 decides. */
export async function writeAlone(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: '새 문서', exact: true }).first().click();
  await page.getByLabel('제목').fill(title);
  await page.getByLabel(/관계기관 통보/).check();
  await page.getByRole('button', { name: '기안 시작' }).click();
  await page.locator('.block').first().click();
  await page.keyboard.type('협조하여 주시기 바랍니다.');
  await page.getByLabel('문서요지').fill('협조를 구함');
  await page.getByLabel(/키워드/).fill('협조');
  await page.getByLabel('수신', { exact: true }).fill('행정안전부장관(조직기획과장)');
  await page.getByLabel(/보고자/).focus();
  await expect(page.locator('.sheet-head')).toContainText('행정안전부장관(조직기획과장)');
}

/** Designs the proposed route and submits. */
export async function submitDraft(page: Page): Promise<void> {
  await page.getByRole('tab', { name: '결재경로' }).click();
  await page.getByRole('button', { name: '이 경로로 정하기' }).click();
  await expect(page.getByText('결재경로를 정했습니다')).toBeVisible();
  await expect(page.getByRole('button', { name: /^결재 올림/ })).toHaveAttribute('aria-disabled', 'false');
  await page.keyboard.press('F9');
  await page.getByRole('button', { name: '확정하고 올리기' }).click();
  await expect(page.getByText('결재를 올렸습니다')).toBeVisible();
}
