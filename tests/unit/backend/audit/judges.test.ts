/** AU21 of `shared/audit/SPEC.md`: files judged by threads are told of as one behind the other would be. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createJudge, type JudgedFile } from '../../../../electron/backend/audit/judge.ts';
import { createJudges, judgeAll } from '../../../../electron/backend/audit/judges.ts';
import { createAuditThread } from '../../../../electron/backend/audit/thread.ts';
import { createWorkspace, type Threads } from '../../../../electron/backend/audit/workspace.ts';
import { LIST_FILE } from '../../../../shared/audit/export-list.ts';
import { utf8 } from '../../../../shared/lib/bytes.ts';
import { exportedFolder } from '../../../support/tamper-bundle.ts';

const WORKER = new URL('../../../../electron/backend/audit/worker.ts', import.meta.url);
const DYING = new URL('../../../support/dying-judge.ts', import.meta.url);

const { folder, foreign, later, root } = exportedFolder(9);
const names = [...folder.keys()];
const changed = folder.get(names[3] ?? '')?.map((byte, i) => (i === 900 ? byte ^ 1 : byte)) ?? new Uint8Array(0);
const files = new Map([
  ...folder,
  [names[3] ?? '', changed],
  [names[5] ?? '', later.get(names[5] ?? '') ?? new Uint8Array(0)],
  ['죽음.ongyeol', foreign],
  ['빈.ongyeol', new Uint8Array(0)],
  ['아님.ongyeol', utf8('%PDF-1.7 아님')],
]);
const trust = { from: 'file', anchors: [root], policy: null } as const;

/** All a workspace tells of the files, brought in all at once in this order. */
async function toldBy(threads: Threads, order: readonly string[]) {
  const workspace = createWorkspace(trust, threads);
  const counts = await Promise.all(order.map((name) => workspace.add({ name, bytes: files.get(name) ?? new Uint8Array(0) })));
  const { rows, total } = workspace.papers({ text: '', agency: '', state: '', kind: '', from: 0 });
  const found = workspace.findings({ text: '', agency: '', kind: '', order: 'grave', from: 0 });
  const stories = rows.flatMap(({ documentId }) => (documentId === null ? [] : [workspace.story({ documentId })]));
  const checks = rows.map(({ file }) => workspace.checks({ file }));
  return { files: Math.max(...counts.map((one) => one.files)), overview: workspace.overview({ unusual: true }), rows, total, found, stories, checks };
}

it('AU21 files judged by threads are told of as without, in whichever order they come in, and a thread that dies of one takes nothing along', async () => {
  const order = [...files.keys()];
  const alone = await toldBy({ url: null }, order);
  expect(alone.overview.counts).toEqual({ files: 12, whole: 7, partial: 1, unknown: 1, fault: 3 });
  expect(await toldBy({ url: DYING, threads: 2, few: 2 }, order.toReversed())).toEqual(alone);
  expect(await toldBy({ url: new URL('data:text/javascript,throw new Error()'), threads: 3, few: 0 }, order)).toEqual(alone);
});

it('AU21 answers about files on the disk come in their order, and whoever heard enough hears no more', async () => {
  const disk = mkdtempSync(join(tmpdir(), 'ongyeol-judges-'));
  const judges = createJudges({ url: DYING, trust, threads: 2, few: 0 });
  try {
    const on = [...files]
      .filter(([name]) => name !== LIST_FILE)
      .map(([name, bytes]): JudgedFile => {
        writeFileSync(join(disk, name), bytes);
        return { name, bytes: { path: join(disk, name) } };
      });
    const asked = [...on, { name: '없음.ongyeol', bytes: { path: join(disk, '없음.ongyeol') } }, ...on];
    const one = createJudge(trust);
    const told: unknown[] = [];
    await judgeAll(judges, 'verify', asked, (answer, { name }) => told.push([name, answer]) > 0 && answer.ok);
    const upTo = asked.slice(0, on.length + 1);
    expect(told).toEqual(await Promise.all(upTo.map(async (file) => [file.name, await one('verify', file)])));
    expect(told.at(-1)).toMatchObject(['없음.ongyeol', { ok: false, code: 'CANNOT' }]);
  } finally {
    await judges.close();
    rmSync(disk, { recursive: true });
  }
});

it('AU16 a workspace that is closed while its threads judge answers everything that is open, and nothing after it', async () => {
  const line = createAuditThread(WORKER, trust, { threads: 2, few: 0 });
  const asked = [...files].map(([name, bytes]) => line.ask('add', { name, bytes }));
  expect(await asked[0]).toMatchObject({ ok: true });
  await line.close();
  for (const told of await Promise.all(asked)) expect(told).toMatchObject(told.ok ? { ok: true } : { code: 'AUDIT_CLOSED' });
  expect(await line.ask('overview', { unusual: false })).toMatchObject({ ok: false, code: 'AUDIT_CLOSED' });
});
