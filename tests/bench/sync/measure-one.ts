/** One measurement: a fresh server, a fresh client process, figures, and everything ended again. */

import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FromClient, Order, ToClient } from './client/main.ts';
import type { Figures } from './client/measure.ts';
import { start, type Peer, type Running } from './peers.ts';
import type { Scenario } from './scenarios.ts';

const LIMIT_MS = 300_000;
/** Where the heap is measured, code that was compiled stays: when V8 throws it away is chance, and it is megabytes. */
const STEADY_HEAP = ['--no-flush-bytecode'];

/** Figures of a measurement, or why there are none. */
export type Outcome = { readonly ok: true; readonly figures: Figures } | { readonly ok: false; readonly message: string };

/** CPU time of the whole machine in milliseconds, 0 where it does not tell. */
function machineCpuMs(): number {
  try {
    const [, user, nice, system, , , irq, soft] = readFileSync('/proc/stat', 'utf8').split('\n')[0]?.split(/\s+/).map(Number) ?? [];
    return ((user ?? 0) + (nice ?? 0) + (system ?? 0) + (irq ?? 0) + (soft ?? 0)) * 10;
  } catch {
    return 0;
  }
}

function playClients(order: Order, running: Running): Promise<Figures> {
  const client = fork(join(import.meta.dirname, 'client', 'main.ts'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const tell = (message: ToClient): void => void (client.connected && client.send(message));
  return new Promise<Figures>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('took too long')), LIMIT_MS);
    client.once('exit', (code) => reject(new Error(`client ended with ${code}`)));
    client.once('exit', () => clearTimeout(timer));
    client.on('message', (message: FromClient) => {
      if (message.type === 'ask') void running.usage(message.question).then((usage) => tell({ type: 'usage', usage }), reject);
      else if (message.type === 'done') resolve(message.figures);
      else if (message.type === 'failed') reject(new Error(message.message));
    });
    tell({ type: 'order', order, address: running.address });
  }).finally(() => client.kill('SIGKILL'));
}

/** Measures a scenario on a server. `foreignCpu` tells how many cores others used meanwhile, of the machine's. */
export async function measureOne(scenario: Scenario, peer: Peer, nodeArgs: readonly string[] = []): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'ongyeol-bench-'));
  let running: Running | null = null;
  try {
    mkdirSync(folder, { recursive: true });
    running = await start(folder, peer, scenario.rooms, scenario.order.kind === 'idle' ? [...nodeArgs, ...STEADY_HEAP] : nodeArgs);
    const before = { at: performance.now(), machine: machineCpuMs(), server: (await running.usage('usage')).cpuMs };
    const figures = await playClients(scenario.order, running);
    const server = (await running.usage('usage')).cpuMs - before.server;
    const busy = (machineCpuMs() - before.machine - server) / (performance.now() - before.at);
    return { ok: true, figures: { ...figures, busyElsewhere: busy } };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  } finally {
    await running?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
