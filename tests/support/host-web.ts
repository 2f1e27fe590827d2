/** Starts the built web host as a user would, for end-to-end tests. */

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** The project folder. */
export const root = resolve(import.meta.dirname, '../..');

/** A running web host. */
export interface RunningWebHost {
  readonly url: string;
  readonly origin: string;
  readonly token: string;
  readonly dataDir: string;
  readonly pid: number;
  /** Ends it with SIGTERM and gives its exit code. */
  stop(): Promise<number | null>;
}

/** Starts `out/main/web.js` on a free port and waits for its address. */
export async function startWebHost({ server, dataDir }: { server?: string; dataDir?: string } = {}): Promise<RunningWebHost> {
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), 'ongyeol-web-'));
  const args = [join(root, 'out/main/web.js'), '--data', folder, '--port', '0', '--tied', ...(server === undefined ? [] : ['--server', server])];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'], cwd: root });
  const gone = new Promise<number | null>((done) => child.once('exit', done));
  const url = await new Promise<string>((done, fail) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const ready = /^READY (\S+)$/.exec(line)?.[1];
      if (ready !== undefined) done(ready);
    });
    void gone.then((code) => fail(new Error(`the web host ended with ${code}`)));
  });
  const { origin, hash } = new URL(url);
  const stop = async () => {
    child.kill('SIGTERM');
    const code = await gone;
    if (dataDir === undefined) rmSync(folder, { recursive: true, force: true });
    return code;
  };
  return { url, origin, token: hash.slice('#token='.length), dataDir: folder, pid: child.pid ?? 0, stop };
}
