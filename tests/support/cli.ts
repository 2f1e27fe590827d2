/** The command line as its users run it: a process of its own, its exit code and what it said. */

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { envelopeSchema } from './envelope.ts';

const MAIN = join(import.meta.dirname, '../../electron/cli/main.ts');

/** A command that ended. */
export interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly said: string;
}

/** Runs a command to its end. */
export async function ongyeol(...args: string[]): Promise<Ran> {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => void (out += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => void (said += chunk.toString('utf8')));
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, out, said };
}

/** A server of the command line. */
export interface Served {
  readonly url: string;
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

/** Starts `serve` and waits for its address. */
export async function serve(...args: string[]): Promise<Served> {
  const child = spawn(process.execPath, [MAIN, 'serve', ...args, '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stderr.resume();
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return {
    url: (envelopeSchema.parse(JSON.parse(line)).subject as { url: string }).url,
    child,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
