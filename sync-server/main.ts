/** Entry of the server process: config → createSyncServer → one line READY. Exit 2 with a sentence where it cannot start. */

import { webcrypto } from 'node:crypto';
import { createWebCrypto } from '../shared/crypto/web.ts';
import { readConfig, type ServerConfig } from './config.ts';
import { createSyncServer } from './server.ts';

function fail(message: string): never {
  process.stderr.write(`서버를 시작할 수 없습니다. ${message}\n`);
  process.exit(2);
}

async function run(config: ServerConfig): Promise<void> {
  const { origin, tied, ...rest } = config;
  const crypto = createWebCrypto(webcrypto.subtle);
  const started = await createSyncServer({ ...rest, ...(origin === null ? {} : { origin }), clock: () => new Date(), crypto });
  if (!started.ok) fail(started.message);
  process.stdout.write(`READY ${started.value.url} ${started.value.origin}\n`);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void started.value.close().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
  if (tied) process.stdin.on('end', stop).on('error', stop).resume();
}

const config = readConfig(process.argv.slice(2));
if (!config.ok) fail(config.message);
await run(config.value);
