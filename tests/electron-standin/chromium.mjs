// Starts the browser that plays Electron's renderer processes.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { quit } from './app.mjs';
import { connect } from './cdp.mjs';
import { state } from './state.mjs';

export async function startChromium(entryDir) {
  state.appPath = entryDir;
  const pkg = JSON.parse(readFileSync(join(entryDir, 'package.json'), 'utf8'));
  state.name = pkg.productName ?? pkg.name;
  state.version = pkg.version;
  if (state.switches.get('user-data-dir')) state.paths.userData = state.paths.sessionData = resolve(state.switches.get('user-data-dir'));
  const profile = mkdtempSync(join(tmpdir(), 'standin-profile-'));
  const headed = process.env.STANDIN_HEADED === '1';
  const skip = new Set(['inspect', 'inspect-brk', 'remote-debugging-port', 'user-data-dir', 'r', 'require', 'data', 'server']);
  const args = [
    ...(headed ? [] : ['--headless=new']),
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    '--no-startup-window',
    '--no-first-run',
    '--no-default-browser-check',
    '--allow-file-access-from-files',
    '--lang=ko',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...[...state.switches].filter(([k]) => !skip.has(k) && k !== 'no-sandbox').map(([k, v]) => (v ? `--${k}=${v}` : `--${k}`)),
  ];
  const cp = (state.chromium = spawn(process.env.STANDIN_CHROMIUM ?? '/usr/bin/chromium', args, { stdio: ['ignore', 'ignore', 'pipe'] }));
  cp.on('exit', () => {
    if (!state.closing) {
      console.error('stand-in: chromium exited');
      process.exit(1);
    }
  });
  process.on('exit', () => {
    cp.kill('SIGKILL');
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  });
  for (const sig of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(sig, () => {
      void quit(0);
    });
  const url = await new Promise((ok) => {
    createInterface({ input: cp.stderr }).on('line', (l) => {
      const m = /^DevTools listening on (ws:\S+)/.exec(l);
      if (m) ok(m[1]);
      if (process.env.STANDIN_DEBUG) console.error('[chromium]', l);
    });
  });
  state.cdp = await connect(url);
  await state.cdp.root.send('Target.setDiscoverTargets', { discover: true });
  console.error(`DevTools listening on ${url}`);
}
