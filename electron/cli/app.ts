/** `ongyeol app`: embedded server with the demo organisation, the main job once on the first start, then the window. */

import { access, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_DATA } from './data-folder.ts';
import { DEMO_FOLDER, prepare, runDemo } from './demo.ts';
import { startServer, type ServerProcess } from './demo/server-process.ts';
import { DEMO_PASSPHRASE } from './demo/seed.ts';
import { openWindow } from './open-window.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const DONE = 'first-run.json';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

function createSay(): (title: string, detail: string) => void {
  const began = performance.now();
  return (title, detail) => print(`  ${title} — ${detail} (${((performance.now() - began) / 1000).toFixed(1)}초)`);
}

/** The main job once per data folder; a run that was cut short is done again. */
async function firstRun(dataDir: string, organisation: string, server: { current: ServerProcess }): Promise<string | null> {
  const marker = join(dataDir, DONE);
  if (
    await access(marker).then(
      () => true,
      () => false,
    )
  )
    return null;
  print('처음 시작입니다. 주 업무를 한 번 끝까지 해 봅니다.');
  const out = join(dataDir, '시연 결과');
  await mkdir(out, { recursive: true });
  const done = await runDemo({ dataDir, input: join(DEMO_FOLDER, 'youth-jobs-joint.md'), organisation, out, say: createSay() }, server);
  if (!done.ok) return done.message;
  await writeFile(marker, JSON.stringify(done.value));
  print(`첫 문서 ${done.value.registration}. 문서와 검증용 묶음: ${out}`);
  return null;
}

const RESTART_MS = 1000;

/** The embedded server is started again on its port whenever it ends by itself; a broken folder is said once a minute at most. */
function keepServer(dataDir: string, server: { current: ServerProcess }): () => void {
  let over = false;
  let saidAt = 0;
  const watch = (): void => {
    const { ended, port } = server.current;
    void ended.then(() => (over ? undefined : restart(port)));
  };
  const restart = async (port: number): Promise<void> => {
    const again = await startServer(dataDir, port);
    if (again.ok) {
      server.current = again.value;
      if (over) return void again.value.stop();
      print('서버가 꺼져 다시 시작했습니다. 하던 일은 이 PC에 남아 있습니다.');
      return watch();
    }
    if (performance.now() - saidAt > 60_000) print(`서버를 다시 시작하지 못했습니다. ${again.message}`);
    saidAt = performance.now();
    setTimeout(() => over || void restart(port), RESTART_MS).unref();
  };
  watch();
  return () => void (over = true);
}

/** Stays until the window closes or the terminal says stop; leaves no process. */
async function stay(dataDir: string, port: number, server: { current: ServerProcess }): Promise<number> {
  const window = await openWindow({ root: ROOT, dataDir, serverUrl: server.current.url, port, print });
  const release = keepServer(dataDir, server);
  const stop = (): void => void window.close();
  process.once('SIGINT', stop).once('SIGTERM', stop).once('SIGHUP', stop);
  print(`서버: ${server.current.url}`);
  print(`시연 프로필의 인증서 암호: ${DEMO_PASSPHRASE}`);
  const code = await window.ended;
  release();
  return code;
}

/** Runs the command; 0 closed in order, 2 could not start. */
export async function app(args: readonly string[]): Promise<number> {
  const option = { type: 'string' } as const;
  let values: { data?: string; port?: string; once?: boolean };
  try {
    ({ values } = parseArgs({ args: [...args], options: { data: option, port: option, once: { type: 'boolean' } } }));
  } catch {
    process.stderr.write('옵션을 알 수 없습니다. ongyeol app [--data DIR] [--port N] [--once]\n');
    return 2;
  }
  const dataDir = resolve(values.data ?? DEFAULT_DATA);
  const organisation = join(DEMO_FOLDER, 'organisation.json');
  const server = await prepare(dataDir, organisation, 0, createSay());
  if (!server.ok) {
    process.stderr.write(`${server.message}\n`);
    return 2;
  }
  const holder = { current: server.value };
  try {
    const fault = await firstRun(dataDir, organisation, holder);
    if (fault !== null) process.stderr.write(`${fault}\n`);
    if (values.once === true || fault !== null) return fault === null ? 0 : 2;
    return await stay(dataDir, Number(values.port ?? 0), holder);
  } finally {
    await holder.current.stop();
  }
}
