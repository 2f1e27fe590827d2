/** `npm run bench:log [-- --entries N] [--papers N]`: what a log costs whoever checks it, beside `openssl speed` on the same cores, and a bundle opened and searched. */

import { execFileSync } from 'node:child_process';
import { webcrypto } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { createWorkspace } from '../../../electron/backend/audit/workspace.ts';
import { createIntern } from '../../../electron/backend/audit/held.ts';
import { bundleOf } from '../../../electron/backend/audit/bundle.ts';
import { paperRows } from '../../../electron/backend/audit/rows.ts';
import { paperOf } from '../../../shared/audit/paper.ts';
import { createWebCrypto } from '../../../shared/crypto/web.ts';
import { leafHash, leafOf } from '../../../shared/trail/hash.ts';
import { rootFromProof } from '../../../shared/trail/merkle.ts';
import { fromHex, toHex, utf8 } from '../../../shared/lib/bytes.ts';
import { verifyCapsule } from '../../../shared/verify/capsule.ts';
import { createMerkleLog } from '../../../sync-server/log.ts';
import { capsuleBytes, entriesOfVector } from './vector.ts';

const { values } = parseArgs({ options: { entries: { type: 'string' }, papers: { type: 'string' } } });
const entries = Number(values.entries ?? 1_000_000);
const papers = Number(values.papers ?? 1000);
const cores = availableParallelism();
const say = (what: string, value: string): void => void process.stdout.write(`| ${what} | ${value} |\n`);
const seconds = (from: number): number => (performance.now() - from) / 1000;

/** Verifications of P-256 a second by `openssl speed` on so many cores. */
function openssl(multi: number): number {
  const args = ['speed', '-seconds', '5', '-mr', ...(multi > 1 ? ['-multi', String(multi)] : []), 'ecdsap256'];
  const out = execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const found = [...out.matchAll(/^\+F4:\d+:(?:256:)?([\d.e+-]+):([\d.e+-]+)/gm)].at(-1);
  return Number(found?.[2] ?? Number.NaN);
}

async function signatures(): Promise<number> {
  const began = performance.now();
  const each = Math.ceil(entries / cores);
  const good = await Promise.all(
    Array.from(
      { length: cores },
      () =>
        new Promise<number>((resolve, reject) => {
          const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { count: each } });
          worker.once('message', resolve).once('error', reject);
        }),
    ),
  );
  if (good.reduce((sum, one) => sum + one, 0) !== each * cores) throw new Error('a signature did not hold');
  const took = seconds(began);
  say(
    `기록 ${(each * cores).toLocaleString('ko-KR')}건의 서명(ES256)과 지문, 코어 ${cores}개`,
    `${took.toFixed(1)}초, 초당 ${Math.round((each * cores) / took).toLocaleString('ko-KR')}건`,
  );
  return (each * cores) / took;
}

/** The chain alone: every entry hashed and held against the one before. */
function chain(): void {
  const matter = entriesOfVector();
  const began = performance.now();
  let prev: string | null = null;
  for (let i = 0; i < entries; i++) {
    const entry = matter[i % matter.length];
    if (entry !== undefined) prev = leafHash({ ...entry, seq: i, prev });
  }
  say(`이음만(지문과 앞 기록), ${entries.toLocaleString('ko-KR')}건, 코어 1개`, `${seconds(began).toFixed(1)}초 (${prev?.slice(0, 8) ?? ''})`);
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

async function bundle(): Promise<void> {
  const bytes = capsuleBytes();
  const crypto = createWebCrypto(webcrypto.subtle);
  const began = performance.now();
  const workspace = createWorkspace({ from: 'none', anchors: [], policy: null });
  const opened = Math.min(papers, 100);
  for (let i = 0; i < opened; i++) await workspace.add({ name: `${i}.ongyeol`, bytes });
  say(`묶음 ${opened}개(PDF 포함) 열고 확인`, `${((seconds(began) / opened) * 1000).toFixed(0)} ms씩`);
  const alone = performance.now();
  await verifyCapsule(bytes, { anchors: [], crypto });
  say('묶음 하나 확인', `${(performance.now() - alone).toFixed(0)} ms`);
  const read = paperOf('x', bytes);
  if (!read.ok) throw new Error(read.message);
  const intern = createIntern();
  const directory = read.value.directory.map(intern);
  const text = JSON.stringify(read.value.entries).slice(0, 6000).toLowerCase();
  const held = Array.from({ length: papers }, (_, i) => ({
    ...{ file: `${i}.ongyeol`, state: 'whole' as const, why: '', checks: [], versions: new Map(), disclosures: new Map(), text: `${text} 문서 ${i}` },
    paper: { ...read.value, file: `${i}.ongyeol`, documentId: `d${i}`, directory },
  }));
  const audited = performance.now();
  const whole = bundleOf(held, false);
  say(`문서 ${papers.toLocaleString('ko-KR')}건 감사(지적, 그림)`, `${seconds(audited).toFixed(1)}초`);
  const found = performance.now();
  const page = paperRows(whole, { text: `문서 ${papers - 1}`, agency: '', state: '', kind: '', from: 0 });
  say(`그 안에서 찾기(${page.total}건)`, `${(performance.now() - found).toFixed(0)} ms`);
}

const bare = openssl(cores);
const ours = await signatures();
say(`openssl speed ecdsap256 확인, 코어 ${cores}개`, `초당 ${Math.round(bare).toLocaleString('ko-KR')}건`);
say('우리 것 / openssl', (ours / bare).toFixed(2));
chain();
proofs();
await bundle();
