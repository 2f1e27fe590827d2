/** The sync server as a child process: started, ended politely, killed. It ends with this process, because its stdin is our pipe. */

import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { err, ok, type Result } from '../../shared/lib/result.ts';

/** Entry of the server, spawned and never imported. */
export const SERVER_MAIN = join(import.meta.dirname, '../../sync-server/main.ts');

/** A running server. */
export interface ServerProcess {
  readonly url: string;
  readonly origin: string;
  /** Where it is bound: host and port. */
  readonly listens: string;
  readonly port: number;
  /** Exit code, once it is gone. */
  readonly ended: Promise<number>;
  /** Ends it politely and waits. */
  readonly stop: () => Promise<void>;
  /** SIGKILL, as a fire would; waits until the process is gone. */
  readonly kill: () => Promise<void>;
}

/** What to start. `port` null takes the one of the configuration. */
export interface ServerStart {
  readonly folder: string;
  readonly config: string;
  readonly port: number | null;
  /** Lines of the server's log (JSON). */
  readonly log?: (line: string) => void;
}

function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 2)).once('error', () => resolve(2)));
}

/** Starts a server. Refused with the server's own sentence. */
export function spawnServer({ folder, config, port, log }: ServerStart): Promise<Result<ServerProcess, 'SERVER_FAILED'>> {
  const args = [SERVER_MAIN, '--data', folder, '--config', config, '--tied', ...(port === null ? [] : ['--port', String(port)])];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const gone = ended(child);
  let said = '';
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (line.startsWith('{')) log?.(line);
    else said = `${said}${line}\n`.slice(-2000);
  });
  child.stdin.on('error', () => undefined);
  const end = (signal: NodeJS.Signals) => async () => {
    child.kill(signal);
    await gone;
  };
  return new Promise((resolve) => {
    void gone.then(() => resolve(err('SERVER_FAILED', said.trim() === '' ? '서버를 시작할 수 없습니다.' : said.trim())));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, url = '', origin = '', listens = ''] = /^READY (https?:\/\/\S+) (\S+) (\S+)$/.exec(line) ?? [];
      if (url === '') return;
      resolve(ok({ url, origin, listens, port: Number(new URL(url).port), ended: gone, stop: end('SIGTERM'), kill: end('SIGKILL') }));
    });
  });
}
