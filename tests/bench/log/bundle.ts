/** A bundle on disk opened and searched as 감사 열람 does it: a workspace in its thread, every file checked in full by judges on all cores, then the findings, then searches. */

import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesAtOnce } from '../../../electron/backend/audit/judges.ts';
import { createAuditThread, type AuditThread } from '../../../electron/backend/audit/thread.ts';
import type { AuditCounts } from '../../../shared/api/audit-view.ts';
import type { Result } from '../../../shared/lib/result.ts';
import { makeBundle, progress, withPdf } from './make-bundle.ts';
import { say, seconds, told } from './say.ts';

const WORKER = new URL('../../../electron/backend/audit/worker.ts', import.meta.url);
const TIMES = 5;

async function got<T>(asked: Promise<Result<T>>): Promise<T> {
  const result = await asked;
  if (!result.ok) throw new Error(result.message);
  return result.value;
}

function middle(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

/** Brings the files in as a window does: one behind the other, some under way together. */
async function open(line: AuditThread, folder: string, names: readonly string[]): Promise<void> {
  const [began, before] = [performance.now(), process.cpuUsage()];
  const under = new Set<Promise<void>>();
  let counts: AuditCounts | null = null;
  for (const [i, name] of names.entries()) {
    const one = got(line.ask('add', { name, bytes: new Uint8Array(readFileSync(join(folder, name))) })).then((added) => {
      if (added.files > (counts?.files ?? 0)) counts = added;
      under.delete(one);
    });
    under.add(one);
    if (under.size >= filesAtOnce()) await Promise.race(under);
    if (i % 100 === 0) progress('여는 중', i, names.length);
  }
  await Promise.all(under);
  const whole = (counts as AuditCounts | null)?.whole ?? 0;
  if (whole !== names.length) throw new Error(`${names.length - whole} files do not hold`);
  const { user, system } = process.cpuUsage(before);
  const computed = ((user + system) / 1000 / names.length).toFixed(1);
  say(`묶음 ${told(names.length)}개 열고 모두 확인, 코어 ${availableParallelism()}개`, `${seconds(began).toFixed(0)}초, 계산 ${computed} ms씩`);
}

async function search(line: AuditThread, text: string): Promise<void> {
  const times: number[] = [];
  let total = 0;
  for (let i = 0; i < TIMES; i++) {
    const from = performance.now();
    ({ total } = await got(line.ask('papers', { text, agency: '', state: '', kind: '', from: 0 })));
    times.push(performance.now() - from);
  }
  say(`찾기 「${text}」(${told(total)}건)`, `처음 ${(times[0] ?? 0).toFixed(0)} ms, 가운데 ${middle(times).toFixed(0)} ms`);
}

/** Opens and searches a bundle of so many documents; one made before `at` a place is taken from there, and what is made is kept there. */
export async function bundle(count: number, at: string | null): Promise<void> {
  const folder = at ?? mkdtempSync(join(tmpdir(), 'ongyeol-bundle-'));
  try {
    const making = performance.now();
    const anchors = await makeBundle(folder, count);
    say(`문서 ${told(count)}건(기록 8건씩, 진짜 서명), 그 가운데 날인한 PDF ${withPdf(count)}건 만들기`, `${seconds(making).toFixed(0)}초`);
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ongyeol'));
    const line = createAuditThread(WORKER, { from: 'file', anchors, policy: null });
    await open(line, folder, names.toSorted());
    const audited = performance.now();
    const { kinds } = await got(line.ask('overview', { unusual: false }));
    const found = kinds.reduce((sum, { count: one }) => sum + one, 0);
    const memory = `메모리 ${told(process.memoryUsage().rss / 1e6)} MB, 가장 많을 때 ${told(process.resourceUsage().maxRSS / 1000)} MB`;
    say(`지적과 그림(지적 ${told(found)}건)`, `${seconds(audited).toFixed(1)}초, ${memory}`);
    for (const text of [`${count - 150}차 점검`, '점검 결과', '고장 3건과 조치 2건', '없는 낱말', '']) await search(line, text);
    await line.close();
  } finally {
    if (at === null) rmSync(folder, { recursive: true });
  }
}
