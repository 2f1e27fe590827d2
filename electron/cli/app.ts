/** `ongyeol app`: embedded server with the demo organisation, the main job once on the first start, then the window. */

import { access, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { err, ok, type Err } from '../../shared/lib/result.ts';
import { answer, refuse } from './answer.ts';
import { DEFAULT_DATA } from './data-folder.ts';
import { prepare, runDemo } from './demo.ts';
import { DEMO_FOLDER } from './demo/folder.ts';
import { startServer, type ServerProcess } from './demo/server-process.ts';
import { DEMO_PASSPHRASE } from './demo/seed.ts';
import { openWindow } from './open-window.ts';
import { spawnServer } from './server-process.ts';
import { isReal } from './start/place.ts';
import { readPort } from './start/port.ts';
import { makeWritable } from './start/writable.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const DONE = 'first-run.json';
const USAGE = 'ongyeol app [--data DIR] [--port N] [--once] [--server URL [--ca ROOT.pem] [--pin 지문]] [--json]';

/** Where the command speaks: with `--json` stdout is for envelopes alone. */
interface Terminal {
  readonly json: boolean;
  readonly print: (line: string) => void;
}

const createTerminal = (json: boolean): Terminal => ({ json, print: (line) => void (json ? process.stderr : process.stdout).write(`${line}\n`) });

/** The address, once server and window are there; a run without a window leaves none. */
function ready({ json }: Terminal, url: string | null, data: string): number {
  return answer('app', ok({ url, data }), json, { words: () => (url === null ? '' : `서버: ${url}\n`) });
}

function createSay({ print }: Terminal): (title: string, detail: string) => void {
  const began = performance.now();
  return (title, detail) => print(`  ${title} — ${detail} (${((performance.now() - began) / 1000).toFixed(1)}초)`);
}

/** The main job once per data folder; a run that was cut short is done again. */
async function firstRun(dataDir: string, organisation: string, server: { current: ServerProcess }, terminal: Terminal): Promise<Err<string> | null> {
  const { print } = terminal;
  const marker = join(dataDir, DONE);
  const out = join(dataDir, '시연 결과');
  const done = await access(marker).then(
    () => true,
    () => false,
  );
  if (done) {
    print(`주 업무는 처음 시작할 때 한 번 했습니다. 결과: ${out}`);
    return null;
  }
  print('처음 시작입니다. 주 업무를 한 번 끝까지 해 봅니다.');
  await mkdir(out, { recursive: true });
  const ran = await runDemo({ dataDir, input: join(DEMO_FOLDER, 'youth-jobs-joint.md'), organisation, out, say: createSay(terminal) }, server);
  if (!ran.ok) return ran;
  await writeFile(marker, JSON.stringify(ran.value));
  print(`첫 문서 ${ran.value.registration}. 문서와 검증용 묶음: ${out}`);
  return null;
}

const RESTART_MS = 1000;

/** The embedded server is started again on its port whenever it ends by itself; a broken folder is said once a minute at most. */
function keepServer(dataDir: string, server: { current: ServerProcess }, { print }: Terminal): () => void {
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

interface Shown {
  readonly dataDir: string;
  readonly serverUrl: string;
  readonly ca?: string;
  readonly pin?: string;
  readonly port: number;
}

/** The window over a server, until it closes or the terminal says stop; leaves no process. */
async function showWindow(options: Shown, terminal: Terminal, release: () => void): Promise<number> {
  const { print } = terminal;
  const window = await openWindow({ root: ROOT, print, ...options }).catch((error: unknown) => {
    release(); // nobody starts the server again for a window that never was
    throw error;
  });
  let asked = false;
  const stop = (): void => {
    asked = true;
    void window.close();
  };
  process.once('SIGINT', stop).once('SIGTERM', stop).once('SIGHUP', stop);
  ready(terminal, options.serverUrl, options.dataDir);
  // The terminal stops the host too, and it may be gone before it is asked.
  const code = await window.ended.then((given) => (asked ? 0 : given));
  const ended = err('WINDOW_ENDED', '화면이 예기치 않게 끝났습니다. 저장된 것은 그대로입니다. 같은 명령으로 다시 여십시오.');
  if (code !== 0) refuse('app', ended, terminal.json);
  release();
  return code;
}

interface Options {
  readonly data?: string;
  readonly port: number;
  readonly once?: boolean;
  readonly server?: string;
  readonly ca?: string;
  readonly pin?: string;
  readonly terminal: Terminal;
}

/** Another machine's server: the profiles of the data folder work there. */
async function elsewhere(dataDir: string, serverUrl: string, { ca, pin, port, terminal }: Options): Promise<number> {
  if (!URL.canParse(serverUrl) || !/^https?:$/.test(new URL(serverUrl).protocol))
    return refuse('app', err('USAGE', `서버 주소가 아닙니다: ${serverUrl}. https://이름:포트 로 적으십시오.`), terminal.json);
  const profiles = await readdir(join(dataDir, 'profiles')).catch(() => []);
  if (profiles.length === 0) terminal.print(`이 폴더에는 아직 프로필이 없습니다: ${dataDir}. 시작 화면에서 초대장으로 시작하거나 자료 사본을 되돌리십시오.`);
  const named = { ...(ca === undefined ? {} : { ca: resolve(ca) }), ...(pin === undefined ? {} : { pin }) };
  return showWindow({ dataDir, serverUrl, ...named, port }, terminal, () => undefined);
}

/** A folder begun with `init`: its own server and its own people, nothing of the demo. */
async function own(dataDir: string, { port, once, terminal }: Options): Promise<number> {
  const folder = join(dataDir, 'server');
  const server = await spawnServer({ folder, config: join(folder, 'config.json'), port: null });
  if (!server.ok) return refuse('app', server, terminal.json);
  const holder = { current: server.value };
  try {
    if (once === true) return ready(terminal, null, dataDir);
    return await showWindow({ dataDir, serverUrl: holder.current.url, port }, terminal, keepServer(dataDir, holder, terminal));
  } finally {
    await holder.current.stop();
  }
}

/** The embedded server with the demo organisation, the main job once, the window. */
async function here(dataDir: string, { once, port, terminal }: Options): Promise<number> {
  const organisation = join(DEMO_FOLDER, 'organisation.json');
  const server = await prepare(dataDir, organisation, 0, createSay(terminal));
  if (!server.ok) return refuse('app', server, terminal.json);
  const holder = { current: server.value };
  try {
    const fault = await firstRun(dataDir, organisation, holder, terminal);
    if (fault !== null) return refuse('app', fault, terminal.json);
    if (once === true) return ready(terminal, null, dataDir);
    terminal.print(`시연 프로필의 인증서 암호: ${DEMO_PASSPHRASE}`);
    return await showWindow({ dataDir, serverUrl: holder.current.url, port }, terminal, keepServer(dataDir, holder, terminal));
  } finally {
    await holder.current.stop();
  }
}

/** Runs the command; 0 closed in order, 2 could not start. */
export async function app(args: readonly string[]): Promise<number> {
  const option = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const terminal = createTerminal(args.includes('--json'));
  let values: Omit<Options, 'port' | 'terminal'> & { readonly port?: string };
  try {
    const options = { data: option, port: option, server: option, ca: option, pin: option, once: flag, json: flag };
    ({ values } = parseArgs({ args: [...args], options }));
  } catch {
    return refuse('app', err('USAGE', `옵션을 알 수 없습니다. ${USAGE}`), terminal.json);
  }
  const port = await readPort(values.port);
  if (!port.ok) return refuse('app', port, terminal.json);
  const dataDir = resolve(values.data ?? DEFAULT_DATA);
  const writable = makeWritable(dataDir, '자료 폴더', '--data');
  if (!writable.ok) return refuse('app', writable, terminal.json);
  const options: Options = { ...values, port: port.value, terminal };
  if (options.server !== undefined) return elsewhere(dataDir, options.server, options);
  return (await isReal(dataDir)) ? own(dataDir, options) : here(dataDir, options);
}
