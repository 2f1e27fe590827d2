// Command line of the stand-in: [-r file]… [--inspect=0] [--switches] <app dir or main file> [args]
import inspector from 'node:inspector';
import { createRequire } from 'node:module';
import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
const args = process.argv.slice(2);
process.argv = [process.argv[0], ...args];
Object.defineProperty(process, 'type', { value: 'browser' });
Object.defineProperty(process, 'versions', { value: { ...process.versions, electron: 'stand-in' } });
Object.defineProperty(process, 'resourcesPath', { value: resolve('resources') });
const { fireReady } = await import('./app.mjs');
const { startChromium } = await import('./chromium.mjs');
const require = createRequire(import.meta.url);
let entry;
const preload = [];
for (let i = 0; i < args.length; i++) {
  if (args[i] === '-r' || args[i] === '--require') preload.push(args[++i]);
  else if (args[i].startsWith('--inspect')) inspector.open(Number(args[i].split('=')[1] ?? 0));
  else if (!args[i].startsWith('-') && !entry) entry = resolve(args[i]);
}
if (process.env.NODE_ENV_ELECTRON_VITE === undefined && !entry) entry = process.cwd();
const dir = statSync(entry).isDirectory() ? entry : dirname(entry);
const root = (function up(d) {
  try {
    statSync(join(d, 'package.json'));
    return d;
  } catch {
    return up(dirname(d));
  }
})(dir);
const main = entry === dir ? join(root, JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).main ?? 'index.js') : entry;
for (const p of preload) require(p);
// Electron fires `ready` only once the main module has been evaluated, so awaiting whenReady() at top level deadlocks there; say so here.
const t = setTimeout(() => {
  console.error('stand-in: the main module is still being evaluated after 10 s. Is it awaiting app.whenReady() at top level? Real Electron hangs there.');
  process.exit(70);
}, 10_000);
await Promise.all([import(pathToFileURL(main).href), startChromium(root)]);
clearTimeout(t);
fireReady();
