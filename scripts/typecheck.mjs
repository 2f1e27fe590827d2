// `npm run typecheck`: tsc once per top folder, two at a time, each with its own tsconfig.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { environment, root, tool } from './setup.mjs';

/** Folders with a tsconfig.json of their own; '.' holds the tool configs. */
export const rooms = ['shared', 'electron', 'renderer', 'sync-server', 'tests', '.'];

const check = (room) =>
  new Promise((done) => {
    const began = Date.now();
    const child = spawn(tool('tsc'), ['-p', room], { cwd: root, env: environment() });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => done({ room, ok: false, output: String(error), ms: Date.now() - began }));
    child.on('close', (code) => done({ room, ok: code === 0, output, ms: Date.now() - began }));
  });

/** Results in the order of `rooms`. */
export async function typecheck() {
  const results = [];
  for (let i = 0; i < rooms.length; i += 2) results.push(...(await Promise.all(rooms.slice(i, i + 2).map(check))));
  return results;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const results = await typecheck();
  for (const { room, ok, output } of results) console.log(ok ? `${room}: 통과` : `${output}${room}: 실패`);
  process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;
}
