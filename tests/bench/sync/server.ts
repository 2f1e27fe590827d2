/** Starting and asking a measured server from outside. */

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PeerName, Stats } from './peers/peer.ts';

/** A measured server. */
export interface Measured {
  readonly name: PeerName;
  readonly port: number;
  readonly token: string;
  /** Figures now; `collect` runs the collector first. */
  stats(collect?: boolean): Promise<Stats>;
  stop(): Promise<void>;
}

/** Starts a server in a process of its own. `BENCH_PROF` keeps a CPU profile of ours in that folder. */
export async function startMeasured(name: PeerName): Promise<Measured> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ongyeol-bench-'));
  const folder = process.env['BENCH_PROF'];
  const profile = folder === undefined || name !== 'ongyeol' ? [] : ['--cpu-prof', '--cpu-prof-dir', folder];
  const child = fork(join(import.meta.dirname, 'serve.ts'), [name, dataDir], {
    execArgv: ['--expose-gc', ...profile],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [{ port, token }] = (await once(child, 'message')) as [{ port: number; token: string }];
  return {
    name,
    port,
    token,
    async stats(collect = false) {
      child.send({ collect });
      const [stats] = (await once(child, 'message')) as [Stats];
      return stats;
    },
    async stop() {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
