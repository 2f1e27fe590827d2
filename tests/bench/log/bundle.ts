/** A bundle on disk opened and searched as 감사 열람 does it: every file checked in full, then the findings, then searches. Its documents are signed for the occasion. */

import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWorkspace } from '../../../electron/backend/audit/workspace.ts';
import { contentOf, createSignedLog } from '../../support/signed-papers.ts';
import { say, seconds, told } from './say.ts';
import { capsuleBytes, rootOfVector } from './vector.ts';

const BATCH = 500;
const WITH_PDF = 100;
const progress = (what: string, done: number, all: number): void => void (process.stderr.isTTY && process.stderr.write(`\r${what} ${done}/${all} `));

/** Writes the capsules; their root. A hundred are the good capsule of the vectors with its sealed PDF, under its own root. */
function write(folder: string, count: number): Uint8Array {
  const log = createSignedLog();
  for (let from = 0; from < count; from += BATCH) {
    const papers = Array.from({ length: Math.min(BATCH, count - from) }, (_, i) => log.paper(contentOf(from + i)));
    papers.forEach((paper, i) => writeFileSync(join(folder, `${String(from + i).padStart(6, '0')}.ongyeol`), log.capsule(paper)));
    progress('쓰는 중', from, count);
  }
  for (let i = 0; i < Math.min(WITH_PDF, count); i++) writeFileSync(join(folder, `pdf-${i}.ongyeol`), capsuleBytes());
  return log.world.root;
}

function middle(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

/** Opens and searches a bundle of so many documents. */
export async function bundle(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ongyeol-bundle-'));
  try {
    const made = performance.now();
    const root = write(folder, count);
    say(`문서 ${told(count)}건(기록 8건씩, 진짜 서명)과 PDF ${Math.min(WITH_PDF, count)}건 만들기`, `${seconds(made).toFixed(0)}초`);
    const names = readdirSync(folder).toSorted();
    const workspace = createWorkspace({ from: 'file', anchors: [root, rootOfVector()], policy: null });
    const [began, before] = [performance.now(), process.cpuUsage()];
    let counts = { whole: 0 };
    for (const [i, name] of names.entries()) {
      counts = await workspace.add({ name, bytes: new Uint8Array(readFileSync(join(folder, name))) });
      if (i % BATCH === 0) progress('여는 중', i, names.length);
    }
    const { user, system } = process.cpuUsage(before);
    const computed = (user + system) / 1e6;
    if (counts.whole !== names.length) throw new Error(`${names.length - counts.whole} files do not hold`);
    say(`묶음 ${told(names.length)}개 열고 모두 확인, 코어 1개`, `${seconds(began).toFixed(0)}초, 계산 ${((computed / names.length) * 1000).toFixed(1)} ms씩`);
    const audited = performance.now();
    const { kinds } = workspace.overview({ unusual: false });
    const found = kinds.reduce((sum, { count: one }) => sum + one, 0);
    say(`지적과 그림(지적 ${told(found)}건)`, `${seconds(audited).toFixed(1)}초, 메모리 ${told(process.memoryUsage().rss / 1e6)} MB`);
    for (const text of [`${count - 1}차 점검`, '점검 결과', '고장 3건과 조치 2건', '없는 낱말', '']) {
      const times: number[] = [];
      let total = 0;
      for (let i = 0; i < 5; i++) {
        const from = performance.now();
        ({ total } = workspace.papers({ text, agency: '', state: '', kind: '', from: 0 }));
        times.push(performance.now() - from);
      }
      say(`찾기 「${text}」(${told(total)}건)`, `처음 ${(times[0] ?? 0).toFixed(0)} ms, 가운데 ${middle(times).toFixed(0)} ms`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
