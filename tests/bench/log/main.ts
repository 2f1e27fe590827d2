/**
 * `npm run bench:log [-- --entries N] [--bundle N [--at DIR]] [--only signatures|log|bundle]`: what a log costs whoever checks it, beside `openssl speed` on the same cores, and a
 * bundle opened and searched; `--at` keeps the bundle, or opens the one that is kept there.
 */

import { execFile } from 'node:child_process';
import { hash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { parseArgs, promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { canonical } from '../../../shared/trail/canonical.ts';
import { leafHash, leafOf } from '../../../shared/trail/hash.ts';
import { rootFromProof } from '../../../shared/trail/merkle.ts';
import { fromHex, toHex, utf8 } from '../../../shared/lib/bytes.ts';
import { createMerkleLog } from '../../../sync-server/log.ts';
import { append } from './append.ts';
import { bundle } from './bundle.ts';
import { rules } from './rules.ts';
import { say, seconds, told } from './say.ts';
import { entriesOfVector } from './vector.ts';
import type { Counted } from './worker.ts';

const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { entries: text, bundle: text, at: text, only: text } });
const entries = Number(values.entries ?? 1_000_000);
const cores = availableParallelism();

const run = promisify(execFile);

/** Verifications of P-256 a second of computing by `openssl speed`, a process for each core at once: alone it counts the processor's time, with -multi the clock's. */
async function openssl(): Promise<number> {
  const one = async (): Promise<number> => {
    const { stdout } = await run('openssl', ['speed', '-seconds', '5', '-mr', 'ecdsap256']);
    return Number(/^\+F4:\d+:256:[\d.]+:([\d.]+)/m.exec(stdout)?.[1] ?? Number.NaN);
  };
  const rates = await Promise.all(Array.from({ length: cores }, one));
  return rates.reduce((sum, rate) => sum + rate, 0);
}

/** So many checks over all cores: how long they took, and how many a second of computing on all cores, which is what `openssl speed` counts. */
async function onAllCores(count: number, bare: boolean): Promise<{ readonly took: number; readonly rate: number }> {
  const began = performance.now();
  const each = Math.ceil(count / cores);
  const core = (): Promise<Counted> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { count: each, bare } });
      worker.once('message', resolve).once('error', reject);
    });
  const good = await Promise.all(Array.from({ length: cores }, core));
  if (good.reduce((sum, one) => sum + one.good, 0) !== each * cores) throw new Error('a signature did not hold');
  return { took: seconds(began), rate: good.reduce((sum, { cpu }) => sum + each / cpu, 0) };
}

async function signatures(): Promise<void> {
  const before = await openssl();
  const ours = await onAllCores(entries, false);
  const bare = await onAllCores(entries / 5, true);
  const openssls = (before + (await openssl())) / 2;
  say(`기록 ${told(entries)}건의 서명(ES256)과 지문, 코어 ${cores}개`, `${ours.took.toFixed(1)}초, 계산 1초에 ${told(ours.rate)}건`);
  say(`같은 서명을 Node의 crypto.verify로만`, `계산 1초에 ${told(bare.rate)}건`);
  say(`openssl speed ecdsap256 확인(앞뒤 두 번의 평균)`, `계산 1초에 ${told(openssls)}건`);
  say('우리 것 / openssl', (ours.rate / openssls).toFixed(2));
  say('crypto.verify만 / openssl', (bare.rate / openssls).toFixed(2));
}

/** The chain alone: every entry read, hashed and held against the one before. */
function chain(): void {
  const texts = entriesOfVector().map((entry) => canonical(entry));
  const digest = { sha256: (text: string) => hash('sha256', text, 'hex') };
  const began = performance.now();
  const before = process.threadCpuUsage();
  let prev: string | null = null;
  for (let i = 0; i < entries; i++) {
    const entry = JSON.parse(texts[i % texts.length] ?? '') as ReturnType<typeof entriesOfVector>[number];
    prev = leafHash({ ...entry, seq: i, prev }, digest);
  }
  const used = process.threadCpuUsage(before);
  const computed = (used.user + used.system) / 1e6;
  say(`이음만(읽고 지문, 앞 기록), ${told(entries)}건, 코어 1개`, `${seconds(began).toFixed(1)}초(계산 ${computed.toFixed(1)}초) ${prev?.slice(0, 8) ?? ''}`);
}

function proofs(): void {
  const leaves = Array.from({ length: entries }, (_, i) => leafOf(utf8(String(i))));
  const began = performance.now();
  const log = createMerkleLog(leaves, { origin: 'bench', note: () => '', fact: () => ({}) as never });
  say(`나무 ${entries.toLocaleString('ko-KR')}잎 만들기`, `${seconds(began).toFixed(2)}초`);
  const root = toHex(log.rootAt(entries) ?? new Uint8Array(0));
  const times: number[] = [];
  let size = 0;
  for (let i = 0; i < 2000; i++) {
    const index = (i * 7919) % entries;
    const from = performance.now();
    const proof = log.proof(index, entries);
    const leaf = leaves[index];
    if (proof === null || leaf === undefined) throw new Error('no proof');
    const path = proof.path.map((hash) => fromHex(hash));
    if (toHex(rootFromProof(leaf, index, entries, path) ?? new Uint8Array(0)) !== root) throw new Error('a proof does not hold');
    times.push(performance.now() - from);
    size = Math.max(size, path.length * 32);
  }
  say('포함 증명 하나 만들고 확인', `${(times.toSorted((a, b) => a - b)[1000] ?? 0).toFixed(3)} ms, ${size}바이트`);
}

const asked = (part: string): boolean => values.only === undefined || values.only === part;
if (asked('signatures')) await signatures();
if (asked('log')) {
  chain();
  await rules();
  proofs();
  append();
}
if (asked('bundle')) await bundle(Number(values.bundle ?? 2000), values.at ?? null);
