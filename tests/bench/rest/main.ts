/**
 * What encryption at rest costs the server (`tests/bench/keys` measures keys and the replica). Plain and encrypted take turns in one process;
 * medians of the rounds, and only their ratios are comparable between machines: `npm run bench:rest`.
 */

import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { plainFiles, sealedFiles, type BlobFiles } from '../../../sync-server/blob-files.ts';
import { openSqliteStorage } from '../../../sync-server/storage/sqlite.ts';
import type { Storage } from '../../../sync-server/storage/storage.ts';
import { must } from '../../support/sync.ts';

const ROUNDS = process.argv.includes('--quick') ? 1 : 5;
const FILE_BYTES = 64 * 1024 ** 2;
const UPDATE_BYTES = 200;
const folder = mkdtempSync(join(tmpdir(), 'ongyeol-bench-rest-'));
const key = new Uint8Array(randomBytes(32));

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function timed(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Commits of so many updates each, every one on disk. */
function commits(storage: Storage, count: number, each: number): void {
  const bytes = new Uint8Array(randomBytes(UPDATE_BYTES));
  for (let i = 0; i < count; i++)
    storage.append(Array.from({ length: each }, (_, n) => ({ room: `plain/${n % 20}`, epoch: 0, person: 'kim', at: 'x', bytes, clients: [] })));
}

async function measureStore(name: string, own: Uint8Array | null): Promise<Record<string, number>> {
  const storage = must(openSqliteStorage(join(folder, `${name}.db`), own));
  const single = await timed(() => commits(storage, 300, 1));
  const many = await timed(() => commits(storage, 60, 500));
  const read = await timed(() => Array.from({ length: 20 }, (_, n) => storage.updates(`plain/${n}`)));
  storage.close();
  const cold = await timed(() => must(openSqliteStorage(join(folder, `${name}.db`), own)).close());
  return { '한 고침씩 커밋 300번': single, '500고침씩 커밋 60번': many, '고침 30,300개 읽기': read, '데이터베이스 열기': cold };
}

async function measureFiles(name: string, files: BlobFiles, source: string): Promise<Record<string, number>> {
  const [part, kept] = [join(folder, `${name}.part`), join(folder, `${name}.kept`)];
  const up = await timed(async () => {
    await pipeline([createReadStream(source), ...(await files.append(part))]);
    await files.partDigest(part);
    await files.keep(part, kept);
  });
  const down = await timed(() => pipeline(files.read(kept, 0), new Writable({ write: (_chunk, _encoding, done) => done() })));
  rmSync(kept);
  return { '파일 64MB 올려 지문 확인': up, '파일 64MB 내려받기': down };
}

function table(head: string, rows: readonly string[]): string {
  return [head, '| --- | ---: | ---: | ---: |', ...rows, ''].join('\n');
}

/** Takes rounds in turn, so that a slow moment of the machine hits both. */
async function main(): Promise<void> {
  const source = join(folder, 'source');
  writeFileSync(source, randomBytes(FILE_BYTES));
  await pipeline(createReadStream(source), createWriteStream(join(folder, 'warm')));
  const rounds: { plain: Record<string, number>; sealed: Record<string, number> }[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const plain = { ...(await measureStore(`plain${i}`, null)), ...(await measureFiles('plain', plainFiles, source)) };
    const sealed = { ...(await measureStore(`sealed${i}`, key)), ...(await measureFiles('sealed', sealedFiles(key), source)) };
    rounds.push({ plain, sealed });
  }
  const of = (kind: 'plain' | 'sealed', name: string): number => median(rounds.map((round) => round[kind][name] ?? 0));
  const names = Object.keys(rounds[0]?.plain ?? {});
  const rows = names.map(
    (name) => `| ${name} | ${of('plain', name).toFixed(1)} | ${of('sealed', name).toFixed(1)} | ${(of('sealed', name) / of('plain', name)).toFixed(2)} |`,
  );
  process.stdout.write(table('| 서버 자료 | 평문 ms | 암호화 ms | 암호화 ÷ 평문 |', rows));
}

try {
  await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
