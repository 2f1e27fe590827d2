/** Opens the program's window from the command line: Electron where its binary is, else Chromium on the web host, else the address. */

import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** What to open. */
export interface OpenWindowOptions {
  /** The folder with package.json and out/. */
  readonly root: string;
  readonly dataDir: string;
  readonly serverUrl: string | null;
  /** PEM file of the server's certificate authority. */
  readonly ca?: string;
  /** Keys of the server, where only these are taken. */
  readonly pin?: string;
  readonly port?: number;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Where the Chromium window keeps its throw-away profile. */
  readonly profileDir?: string;
  /** Called with sentences for the terminal. */
  readonly print: (line: string) => void;
}

/** An open window, or the web host alone. */
export interface OpenedWindow {
  readonly kind: 'electron' | 'chromium' | 'address';
  readonly url: string | null;
  /** Exit code, once the window was closed or the host ended. */
  readonly ended: Promise<number>;
  close(): Promise<void>;
}

function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 0)).once('error', () => resolve(1)));
}

/** A host never ends of its own accord: killed by somebody else or gone, it is told as an end nobody asked for. */
function hostEnded(child: ChildProcess): Promise<number> {
  return ended(child).then((code) => (child.killed ? 0 : Math.max(1, code)));
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = ended(child);
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 4000);
  await gone;
  clearTimeout(timer);
}

function electronBinary(root: string): string | null {
  const folder = join(root, 'node_modules/electron');
  if (!existsSync(join(folder, 'path.txt'))) return null;
  const binary = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim());
  return existsSync(binary) ? binary : null;
}

function chromiumBinary(env: Readonly<Record<string, string | undefined>>): string | null {
  const known = [env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  return known.find((path): path is string => path !== undefined && existsSync(path)) ?? null;
}

function openElectron(binary: string, { root, env = process.env }: OpenWindowOptions, args: readonly string[]): OpenedWindow {
  const child = spawn(binary, [root, ...args], { stdio: 'inherit', env });
  return { kind: 'electron', url: null, ended: ended(child), close: () => stop(child) };
}

/** Starts the web host and waits for its address. It ends with this process: its stdin is our pipe. */
async function startWebHost({ root, port = 0, env = process.env }: OpenWindowOptions, args: readonly string[]): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [join(root, 'out/main/web.js'), ...args, '--port', String(port), '--tied'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env,
  });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const ready = /^READY (\S+)$/.exec(line)?.[1];
      if (ready !== undefined) resolve(ready);
    });
    child.once('error', reject).once('exit', () => reject(new Error('웹 호스트가 시작되지 않았습니다.')));
  });
  return { child, url };
}

function chromiumArgs(url: string, profile: string): string[] {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : [];
  const quiet = ['--no-first-run', '--no-default-browser-check', '--password-store=basic', '--disable-features=Translate', '--lang=ko'];
  return [`--app=${url}`, `--user-data-dir=${profile}`, '--window-size=1440,920', ...quiet, ...asRoot];
}

/** Without a UTF-8 locale Chromium cannot open a file whose name is Korean. */
function utf8(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find((one) => one !== undefined && one !== '') ?? '';
  return process.platform !== 'linux' || /utf-?8/i.test(locale) ? {} : { LC_ALL: 'C.UTF-8' };
}

function openChromium(
  binary: string,
  host: { child: ChildProcess; url: string },
  { env = process.env, profileDir = tmpdir() }: OpenWindowOptions,
): OpenedWindow {
  const profile = mkdtempSync(join(profileDir, 'ongyeol-window-'));
  const window = spawn(binary, chromiumArgs(host.url, profile), { stdio: 'ignore', env: { ...env, ...utf8(env) } });
  const close = async () => {
    await Promise.all([stop(window), stop(host.child)]);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  const first = Promise.race([ended(window), hostEnded(host.child)]);
  return { kind: 'chromium', url: host.url, ended: first.then((code) => close().then(() => code)), close };
}

/** Opens what this machine can show. */
export async function openWindow(options: OpenWindowOptions): Promise<OpenedWindow> {
  const { root, dataDir, serverUrl, env = process.env, print } = options;
  const args = [
    '--data',
    dataDir,
    ...(serverUrl === null ? [] : ['--server', serverUrl]),
    ...(options.ca === undefined ? [] : ['--ca', options.ca]),
    ...(options.pin === undefined ? [] : ['--pin', options.pin]),
  ];
  const display = Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']) || process.platform !== 'linux';
  const electron = electronBinary(root);
  if (electron !== null && display) return openElectron(electron, options, args);
  const host = await startWebHost(options, args);
  const chromium = chromiumBinary(env);
  if (chromium !== null && display) {
    print(`Electron 실행 파일이 없어 Chromium 창으로 엽니다. 주소: ${host.url}`);
    return openChromium(chromium, host, options);
  }
  print(`이 주소를 브라우저에서 여세요: ${host.url}`);
  return { kind: 'address', url: host.url, ended: hostEnded(host.child), close: () => stop(host.child) };
}
