/** Before all browser tests: the demo organisation is made once, by the program itself, and every program they start begins with a copy of it. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, SEEDED } from './e2e-app.ts';

/** Makes it; what is given back removes it. The main job of a first start is left out, as `startApp({ first: false })` leaves it out. */
export default async function seedOnce(): Promise<() => Promise<void>> {
  const data = await mkdtemp(join(tmpdir(), 'ongyeol-e2e-seed-'));
  await writeFile(join(data, 'first-run.json'), '{}');
  const child = spawn(process.execPath, [join(root, 'electron/cli/main.ts'), 'app', '--once', '--data', data], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`the demo organisation could not be made: exit ${code}`);
  process.env[SEEDED] = data;
  return () => rm(data, { recursive: true, force: true });
}
