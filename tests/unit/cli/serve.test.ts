import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import { readEnvelope } from '../../support/envelope.ts';
import { createFolders } from '../../support/sync.ts';

const ROOT = join(import.meta.dirname, '../../..');
const folders = createFolders();
const running = new Set<ChildProcess>();
afterEach(async () => {
  for (const child of running) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  running.clear();
  folders.clean();
});

interface Served {
  readonly child: ChildProcess;
  readonly first: string;
  readonly log: () => string;
}

/** Starts `ongyeol serve` and waits for its first line. */
async function serve(...args: string[]): Promise<Served> {
  const child = spawn(process.execPath, [join(ROOT, 'electron/cli/main.ts'), 'serve', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let log = '';
  child.stderr?.on('data', (chunk: Buffer) => void (log += chunk.toString('utf8')));
  const [first] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string];
  return { child, first, log: () => log };
}

function refused(...args: string[]): { status: number | null; said: string; out: string } {
  const done = spawnSync(process.execPath, [join(ROOT, 'electron/cli/main.ts'), 'serve', ...args], { encoding: 'utf8', timeout: 20_000 });
  return { status: done.status, said: done.stderr, out: done.stdout };
}

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/health`).then(
    (response) => response.ok,
    () => false,
  );
}

describe('ongyeol serve', () => {
  it('S1 makes a new server in an empty folder, tells its address as JSON, ends on SIGTERM with 0, and starts again as the same log', async () => {
    const data = folders.make();
    const first = await serve('--data', data, '--json');
    const started = readEnvelope(first.first);
    const told = started.subject as { url: string; origin: string };
    expect(started).toMatchObject({ command: 'serve', verdict: 'valid', subject: { data, rootKey: join(data, 'root.key'), pin: null } });
    expect(started.subject['notes']).toEqual([expect.stringContaining('안전한 다른 곳으로 옮기십시오')]);
    expect(started.subject['listens']).toBe(new URL(told.url).host);
    expect(await answers(told.url)).toBe(true);
    expect(existsSync(join(data, 'root.key'))).toBe(true);
    expect(existsSync(join(data, 'server', 'config.json'))).toBe(true);
    first.child.kill('SIGTERM');
    expect(await once(first.child, 'exit')).toEqual([0, null]);
    expect(await answers(told.url)).toBe(false);
    const again = await serve('--data', data, '--json');
    expect(readEnvelope(again.first).subject).toMatchObject({ origin: told.origin, rootKey: null, notes: [] });
    again.child.kill('SIGINT');
    expect(await once(again.child, 'exit')).toEqual([0, null]);
  });

  it('S2 without --json the address is a Korean line, and the log of events is not mixed into it', async () => {
    const data = folders.make();
    expect((await serve('--data', data)).first).toContain('새 서버를 만들었습니다');
    for (const child of running) child.kill('SIGTERM');
    await Promise.all([...running].map((child) => once(child, 'exit')));
    const { first, child, log } = await serve('--data', data);
    expect(first).toMatch(/^서버 주소: http:\/\/127\.0\.0\.1:\d+ /);
    child.kill('SIGTERM');
    await once(child, 'exit');
    for (const line of log().trim().split('\n').filter(Boolean)) expect(JSON.parse(line)).toHaveProperty('event');
  });

  it('S3 a server whose command was killed does not stay behind', async () => {
    const { child, first } = await serve('--data', folders.make(), '--json');
    const { url } = readEnvelope(first).subject as { url: string };
    child.kill('SIGKILL');
    await once(child, 'exit');
    await expect.poll(() => answers(url), { timeout: 10_000 }).toBe(false);
  });

  it('S4 one server to a folder: the second is refused with a sentence', async () => {
    const data = folders.make();
    await serve('--data', data, '--json');
    const { status, out, said } = refused('--data', data, '--json');
    expect([status, said]).toEqual([2, '']);
    expect(readEnvelope(out)).toMatchObject({
      verdict: 'cannot',
      firstFault: { message: expect.stringContaining('다른 프로그램이 데이터 폴더를 쓰고 있습니다') as string },
    });
  });

  it('S5 a taken port, an unknown option, a wrong port, a foreign folder, a missing configuration: sentence and exit 2', async () => {
    const { first } = await serve('--data', folders.make(), '--json');
    const port = new URL((readEnvelope(first).subject as { url: string }).url).port;
    const fresh = join(folders.make(), 'deep', 'new');
    expect(refused('--data', fresh, '--port', port)).toMatchObject({ status: 2, said: expect.stringContaining(`${port}번 포트는 쓸 수 없습니다`) as string });
    expect(existsSync(join(fresh, '..'))).toBe(false);
    const denied = refused('--data', '/proc/ongyeol/data', '--json');
    expect([denied.status, readEnvelope(denied.out).firstFault?.code, denied.said]).toEqual([2, 'FOLDER_UNUSABLE', '']);
    expect(refused('--bogus')).toMatchObject({ status: 2, said: expect.stringContaining('옵션을 알 수 없습니다') as string });
    expect(refused('--port', '70000')).toMatchObject({ status: 2, said: expect.stringContaining('65535') as string });
    const foreign = folders.make();
    writeFileSync(join(foreign, 'notes.txt'), 'x');
    expect(refused('--data', foreign)).toMatchObject({ status: 2, said: expect.stringContaining('서버 자료가 없습니다') as string });
    expect(readFileSync(join(foreign, 'notes.txt'), 'utf8')).toBe('x');
    expect(refused('--config', join(foreign, 'none.json'))).toMatchObject({ status: 2, said: expect.stringContaining('설정 파일이 없습니다') as string });
    expect(refused('--data', join(foreign, 'notes.txt', 'deep'))).toMatchObject({ status: 2, said: expect.stringContaining('쓸 수 없습니다') as string });
  });

  it('S6 a broken or misspelt configuration names the item', async () => {
    const data = folders.make();
    const { child } = await serve('--data', data, '--json');
    child.kill('SIGTERM');
    await once(child, 'exit');
    const file = join(data, 'server', 'config.json');
    const config = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    writeFileSync(file, JSON.stringify({ ...config, hots: '0.0.0.0' }));
    expect(refused('--data', data)).toMatchObject({ status: 2, said: expect.stringContaining('hots') as string });
    writeFileSync(file, JSON.stringify({ ...config, limits: { sessionMss: 1 } }));
    expect(refused('--data', data).said).toContain('sessionMss');
    writeFileSync(file, '{');
    expect(refused('--data', data)).toMatchObject({ status: 2, said: expect.stringContaining('설정 파일을 읽을 수 없습니다') as string });
    rmSync(join(data, 'server', 'log.key'));
    writeFileSync(file, JSON.stringify(config));
    expect(refused('--data', data).status).toBe(2);
  });

  it('S7 an address others can reach is not opened without TLS', async () => {
    const data = folders.make();
    const { child } = await serve('--data', data, '--json');
    child.kill('SIGTERM');
    await once(child, 'exit');
    const file = join(data, 'server', 'config.json');
    writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), host: '0.0.0.0' }));
    const { status, said } = refused('--data', data);
    expect(status).toBe(2);
    expect(said).toContain('TLS 없이 열지 않습니다');
  });
});
