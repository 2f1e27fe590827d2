/** Entry of the server process: config → createSyncServer → one line READY, or a tool. Exit 2 with a sentence where it cannot start. */

import { webcrypto } from 'node:crypto';
import { createWebCrypto } from '../shared/crypto/web.ts';
import { readConfig, type ServerConfig } from './config.ts';
import { createLogger, faultName, type Logger } from './logger.ts';
import { sealKeyFile } from './sealed-key.ts';
import { createSyncServer, type SyncServer } from './server.ts';
import { isTool, runTool } from './tool.ts';

function fail(message: string): never {
  process.stderr.write(`서버를 시작할 수 없습니다. ${message}\n`);
  process.exit(2);
}

/** A fault is a bug: its class is logged, never its text or its stack. */
function endOnFault(log: Logger): void {
  const end = (error: unknown): void => {
    log({ event: 'fault', error: faultName(error) });
    process.exit(70);
  };
  process.on('uncaughtException', end).on('unhandledRejection', end);
}

/** Ends in order, once. */
function endOnSignal(server: SyncServer, tied: boolean): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void server.close().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
  if (tied) process.stdin.on('end', stop).on('error', stop).resume();
}

/** A key that lies in the clear beside an encrypted store is sealed once the store took the same secret. Where the disk refuses, it is told and the server runs. */
function sealPlainKey({ plainKey, secret, logKey }: ServerConfig, log: Logger): void {
  if (plainKey === null || secret === null) return;
  try {
    sealKeyFile(plainKey, logKey.pkcs8, secret);
    log({ event: 'logKey.sealed' });
  } catch {
    log({ event: 'logKey.plain' });
  }
}

async function run(config: ServerConfig): Promise<void> {
  const { origin, tied, logLevel, plainKey: _, ...rest } = config;
  const clock = (): Date => new Date();
  const log = createLogger(logLevel, clock, (line) => void process.stderr.write(line));
  endOnFault(log);
  const crypto = createWebCrypto(webcrypto.subtle);
  const started = await createSyncServer({ ...rest, ...(origin === null ? {} : { origin }), clock, crypto, log });
  if (!started.ok) fail(started.message);
  sealPlainKey(config, log);
  endOnSignal(started.value, tied);
  const { url, origin: name, listens } = started.value;
  process.stdout.write(`READY ${url} ${name} ${listens}\n`);
}

const args = process.argv.slice(2);
if (isTool(args[0])) process.exitCode = await runTool(args[0], args.slice(1));
else {
  const config = readConfig(args);
  if (!config.ok) fail(config.message);
  await run(config.value);
}
