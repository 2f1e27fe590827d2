/** The embedded sync server as a child process: start, stop, kill, and publishing the demo directory to it. */

import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { Seeded } from './seed.ts';

/** A running server. */
export interface ServerProcess {
  readonly url: string;
  readonly port: number;
  /** Ends it politely and waits. */
  readonly stop: () => Promise<void>;
  /** SIGKILL, as a fire would; waits until the process is gone. */
  readonly kill: () => Promise<void>;
}

function gone(child: ChildProcess): Promise<void> {
  return child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : new Promise((resolve) => child.once('exit', () => resolve()));
}

/** Starts the server of a data folder. Port 0 lets the system choose. Refused with the server's own sentence. */
export function startServer(dataDir: string, port: number): Promise<Result<ServerProcess, 'SERVER_FAILED'>> {
  const main = join(import.meta.dirname, '../../../sync-server/main.ts');
  const folder = join(dataDir, 'server');
  const args = [main, '--port', String(port), '--data', folder, '--config', join(folder, 'config.json')];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-2000);
  });
  const end = (signal: NodeJS.Signals) => async () => {
    child.kill(signal);
    await gone(child);
  };
  return new Promise((resolve) => {
    child.once('exit', () => resolve(err('SERVER_FAILED', said.trim() === '' ? '서버를 시작할 수 없습니다.' : said.trim())));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = /^READY (http:\/\/\S+)$/.exec(line)?.[1];
      if (url !== undefined) resolve(ok({ url, port: Number(new URL(url).port), stop: end('SIGTERM'), kill: end('SIGKILL') }));
    });
  });
}

/** Gives the server its certificates and the signed directory; doing it again changes nothing. */
export async function publishDirectory(url: string, seeded: Seeded): Promise<Result<null, 'PUBLISH_FAILED'>> {
  for (const certificate of seeded.certificates) {
    await fetch(`${url}/certificates`, { method: 'PUT', body: Buffer.from(certificate, 'base64') });
  }
  for (const signed of seeded.directory) {
    const sent = await fetch(`${url}/statements`, { method: 'POST', body: JSON.stringify({ signed }) });
    const answer = (await sent.json()) as { ok: boolean; code?: string; message?: string };
    if (!answer.ok) return err('PUBLISH_FAILED', `조직도를 올리지 못했습니다: ${answer.message ?? ''} (${answer.code ?? ''})`);
  }
  return ok(null);
}
