/** The real server as a process of its own, which tests may kill, ask for its memory and restart on the same port. */

import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createSyncServer } from '../../sync-server/server.ts';
import { ANY_DEVICE } from './sync-devices.ts';
import { until, type Stage } from './sync.ts';

/** What a process says about its memory after a full collection. */
export interface Memory {
  readonly heapUsed: number;
  readonly external: number;
}

/** A server process. */
export interface ServerProcess {
  readonly process: ChildProcess;
  readonly url: string;
  /** Everything it wrote to stderr: its log. */
  readonly log: () => string;
  readonly alive: () => boolean;
  /** Memory in use after a full collection; only where it was started with `memory`. */
  readonly memory: () => Promise<Memory>;
  readonly kill: () => Promise<void>;
}

/** How to start it. `wrap` is put before the command, such as `['prlimit', '--fsize=…']`. */
export interface StartOptions {
  readonly dataDir: string;
  readonly config: string;
  readonly port: number;
  readonly memory?: boolean;
  readonly wrap?: readonly string[];
}

const ROOT = join(import.meta.dirname, '..', '..');

/** Ends a process and waits until it is gone. */
export function killProcess(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}

/** Starts the server as `npm run ongyeol -- serve` does, and waits for its READY line. */
export async function startServer({ dataDir, config, port, memory = false, wrap = [] }: StartOptions): Promise<ServerProcess> {
  const asked = memory ? ['--expose-gc', '--import', join(ROOT, 'tests', 'support', 'sync-memory.ts')] : [];
  const main = [process.execPath, ...asked, join(ROOT, 'sync-server', 'main.ts'), '--port', String(port), '--data', dataDir, '--config', config];
  const [command = '', ...args] = [...wrap, ...main];
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let out = '';
  let error = '';
  child.stdout?.on('data', (data: Buffer) => void (out += String(data)));
  child.stderr?.on('data', (data: Buffer) => void (error += String(data)));
  const alive = (): boolean => child.exitCode === null && child.signalCode === null;
  await until('server ready', () => {
    if (!alive()) throw new Error(`server ended: ${error}`);
    return out.includes('READY ');
  });
  return {
    process: child,
    url: /READY (\S+)/.exec(out)?.[1] ?? '',
    log: () => error,
    alive,
    memory: () =>
      new Promise((resolve) => {
        child.once('message', (message) => resolve(message as Memory));
        child.send('memory');
      }),
    kill: () => killProcess(child),
  };
}

/** Starts a stage's server in this process, on the stage's port, with something changed. */
export function startHere(stage: Stage, more: Partial<Parameters<typeof createSyncServer>[0]> = {}): ReturnType<typeof createSyncServer> {
  const { logKey, root, crypto } = stage.world;
  const port = Number(new URL(stage.url()).port);
  return createSyncServer({
    dataDir: stage.dataDir,
    port,
    logKey,
    rootCertificate: root,
    clock: () => new Date(),
    crypto,
    ...more,
    limits: { ...ANY_DEVICE, ...(more.limits ?? { plainRooms: true }) },
  });
}
