/** Entry on the loopback host: the same backend, served to a browser on 127.0.0.1. Wiring only. */

import { homedir } from 'node:os';
import { join } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { createApp } from './backend/app.ts';
import { pinTo } from './backend/sync/pin.ts';
import { serveHttp } from './hosts/http.ts';
import { readOptions } from './hosts/options.ts';
import { trustAlso } from './hosts/trust.ts';
import { createWebPlatform } from './hosts/web-platform.ts';

function explain(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE') return '그 포트는 다른 프로그램이 쓰고 있습니다. --port 0 으로 빈 포트를 고르게 하세요.';
  if (code === 'EACCES' || code === 'EROFS') return '자료 폴더에 쓸 수 없습니다. --data 로 다른 폴더를 고르세요.';
  return error instanceof Error ? error.message : String(error);
}

const beside = (name: string): URL => new URL(`./${name}-worker.js`, import.meta.url);

async function start(): Promise<void> {
  const { dataDir, serverUrl, ca, pin, port, tied } = readOptions(process.argv.slice(2));
  const untrusted = (ca === null ? null : trustAlso(ca)) ?? (pin === null ? null : pinTo(pin, serverUrl).fault);
  if (untrusted !== null) throw new Error(untrusted);
  const fromSource = import.meta.filename.endsWith('.ts');
  const folder = dataDir ?? join(homedir(), '.ongyeol');
  const backend = createApp({
    dataDir: folder,
    platform: createWebPlatform({ folder: join(folder, '내보내기') }),
    serverUrl,
    version: packageJson.version,
    host: 'web',
    ...(fromSource ? {} : { pdfWorker: beside('pdf'), intakeWorker: beside('intake'), auditWorker: beside('audit') }),
  });
  const rendererDir = join(import.meta.dirname, fromSource ? '../out/renderer' : '../renderer');
  const host = await serveHttp({ rendererDir, connect: backend.connect, port });
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void host
      .close()
      .then(() => backend.close())
      .finally(() => process.exit(0));
  };
  process.on('SIGTERM', stop).on('SIGINT', stop).on('SIGHUP', stop);
  if (tied) process.stdin.resume().on('end', stop).on('error', stop);
  console.log(`READY ${host.url}`);
}

if (Number(process.versions['napi']) < 10) {
  console.error('Node 24 이상에서만 실행됩니다. npm run app 으로 시작하세요.');
  process.exit(1);
}
start().catch((error: unknown) => {
  console.error(`시작하지 못했습니다. ${explain(error)}`);
  process.exit(1);
});
