// Makes a fresh clone ready to run: Debian packages, npm packages, build. Runs on the Debian Node 20 without any dependency.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project folder. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

// Without a UTF-8 locale Chromium cannot open a file whose name is Korean. Debian always has this one.
if (process.platform === 'linux' && !/utf-?8/i.test(process.env.LC_ALL || process.env.LC_CTYPE || process.env.LANG || '')) process.env.LC_ALL = 'C.UTF-8';

/** Node 24 of this project, whatever Node runs the script. */
export const node = () => (existsSync(join(root, 'node_modules/.bin/node')) ? join(root, 'node_modules/.bin/node') : process.execPath);

/** A tool of node_modules. */
export const tool = (name) => join(root, 'node_modules/.bin', name);

/** The environment of everything the scripts start: tools find Node 24 first, nothing of the user's npm is asked. */
export const environment = () => ({
  ...process.env,
  PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH ?? '/usr/bin:/bin'}`,
  FORCE_COLOR: '0',
  NO_COLOR: '1',
  // Every command is a process of its own, and half its start is reading the same modules again.
  NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/node'),
});

const say = (line) => console.log(`[준비] ${line}`);

function fail(line) {
  console.error(line);
  process.exit(1);
}

const isInstalled = (name) => spawnSync('dpkg-query', ['-W', '-f', '${db:Status-Status}', name], { encoding: 'utf8' }).stdout === 'installed';

/** Installs the missing Debian packages as root; otherwise says which. Elsewhere than on Debian the list is only named. */
export function installDebianPackages() {
  const wanted = readFileSync(join(root, 'scripts/debian-packages.txt'), 'utf8').split('\n').filter(Boolean);
  if (!existsSync('/usr/bin/dpkg-query')) return;
  const missing = wanted.filter((name) => !isInstalled(name));
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) {
    fail(`Debian 패키지가 더 필요합니다. 아래 명령을 실행한 다음 다시 시작하세요.\n\n  sudo apt-get install -y --no-install-recommends ${missing.join(' ')}\n`);
  }
  say(`Debian 패키지 설치: ${missing.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' };
  const install = () =>
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0;
  if (install()) return;
  say('패키지 목록을 새로 받은 다음 다시 설치합니다.');
  spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'], env });
  if (!install()) fail(`Debian 패키지를 설치하지 못했습니다: ${missing.join(' ')}`);
}

const hash = (...texts) => createHash('sha256').update(texts.join('\n')).digest('hex');

/** `npm ci` when package-lock.json changed since the last one. */
export function installNpmPackages() {
  const stamp = join(root, 'node_modules/.ongyeol-stamp');
  const wanted = hash(readFileSync(join(root, 'package-lock.json'), 'utf8'), process.platform, process.arch);
  const linked = existsSync(tool('vitest')) && existsSync(tool('electron-vite'));
  if (linked && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  // npm would follow the link and empty a folder of somebody else's.
  if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) {
    fail('node_modules가 다른 폴더로 이어진 링크여서 패키지를 설치하지 않았습니다. 링크를 지운 다음 다시 시작하세요.');
  }
  say('npm 패키지 설치');
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: 'inherit' });
  if (done.status !== 0) fail('npm 패키지를 설치하지 못했습니다. 네트워크를 확인한 다음 다시 시작하세요.');
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

function* sources(path) {
  const info = statSync(path);
  if (!info.isDirectory()) yield `${path} ${info.size} ${info.mtimeMs}`;
  else for (const name of readdirSync(path).sort()) yield* sources(join(path, name));
}

/** Builds out/ when a source changed since the last build. */
export function build() {
  const inputs = ['electron', 'renderer', 'shared', 'resources', 'electron.vite.config.ts', 'package.json', 'package-lock.json']
    .map((name) => join(root, name))
    .filter(existsSync);
  const wanted = hash(...inputs.flatMap((path) => [...sources(path)]));
  const stamp = join(root, 'out/.stamp');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('빌드');
  const done = spawnSync(tool('electron-vite'), ['build', '--logLevel', 'error'], { cwd: root, env: environment(), encoding: 'utf8' });
  if (done.status !== 0) fail(`${done.stdout}\n${done.stderr}\n빌드하지 못했습니다.`);
  writeFileSync(stamp, wanted);
}

/** Everything but the build. */
export function setUp() {
  installDebianPackages();
  installNpmPackages();
}

const quietly = (act) => {
  try {
    act();
  } catch {
    // already gone
  }
};

/**
 * Runs a program until it ends and gives its exit code. It leads a process group of its own, so that a Ctrl-C reaches it exactly once (the
 * terminal would send one, npm another), and whatever it leaves behind is ended with it.
 */
export function run(command, args) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, PATH: environment().PATH }, detached: true });
    // A number below zero names the whole group.
    const group = (signal) => quietly(() => process.kill(0 - child.pid, signal));
    let asked = false;
    const pass = (signal) => {
      if (asked) return;
      asked = true;
      child.kill(signal);
      setTimeout(() => group('SIGKILL'), 15_000).unref();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass);
    child.on('error', () => done(1));
    child.on('exit', (code) => {
      group('SIGKILL');
      done(code ?? 1);
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) setUp();
