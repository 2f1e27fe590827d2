/** Both ports of the product under fire: the sync server's and the loopback host's. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveHttp } from '../../electron/hosts/http.ts';
import { routesOf } from '../../sync-server/http.ts';
import { DEFAULT_LIMITS } from '../../sync-server/limits.ts';
import type { HttpInput } from '../../sync-server/routes/route.ts';
import { createHostApp } from './host-app.ts';
import { fuzzPort, type PortReport } from './port-fuzz.ts';
import { createFolders, createStage } from './sync.ts';

const routes = routesOf({ limits: DEFAULT_LIMITS, operations: {} } as unknown as HttpInput);
const PATHS = [
  ...routes.map(({ path }) =>
    path.source
      .replaceAll(/^\^|\$$/g, '')
      .replaceAll('\\/', '/')
      .replaceAll(/\([^)]*\)/g, '0'.repeat(64)),
  ),
  '/rooms/doc%2F0%2Fv1%2Fmain?schema=1',
  '/rooms/%E0%A4%A',
  '/feed',
];

/** What both ports answered, and whether each still served an honest client afterwards. */
export interface PortsReport {
  readonly server: PortReport;
  readonly host: PortReport;
  readonly alive: readonly boolean[];
}

/** Runs `shots` at each port. */
export async function fuzzPorts(shots: number, seed: number): Promise<PortsReport> {
  const stage = await createStage();
  const folders = createFolders();
  const rendererDir = join(folders.make(), 'renderer');
  mkdirSync(rendererDir);
  writeFileSync(join(rendererDir, 'index.html'), '<title>온결</title>');
  const host = await serveHttp({ rendererDir, connect: createHostApp().connect, port: 0, helloMs: 150 });
  try {
    const token = await stage.token(stage.world.people.kim);
    const server = await fuzzPort({ port: Number(new URL(stage.url()).port), token, paths: PATHS, shots, seed });
    const page = await fuzzPort({
      port: Number(new URL(host.url).port),
      token: host.token,
      paths: ['/', '/bridge', '/index.html', '/assets/x'],
      shots,
      seed: seed + 1,
    });
    const honest = [`${stage.url()}/health`, new URL(host.url).origin];
    const alive = await Promise.all(honest.map(async (url) => (await fetch(url)).status === 200));
    return { server, host: page, alive };
  } finally {
    await host.close();
    await stage.close();
    folders.clean();
  }
}
