/** EX1–EX4 of `electron/backend/export/SPEC.md`: many papers into one folder, on real backends and a real server. */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../../../electron/backend/backend.ts';
import { LIST_FILE } from '../../../../shared/audit/export-list.ts';
import { createWebPlatform } from '../../../../electron/hosts/web-platform.ts';
import { verifyCapsule } from '../../../../shared/verify/capsule.ts';
import { run } from '../../../../electron/cli/commands.ts';
import { here } from '../../../support/office.ts';
import { MACHINE_PASSPHRASE, openMachine, writeMachine } from '../../../support/machine.ts';
import { fixedDocument } from '../../../support/sync-fixed.ts';
import { createFolders, createStage, must, until, type Stage } from '../../../support/sync.ts';

const folders = createFolders();
let stage: Stage;
let kim: Backend;
let park: Backend;
let out = '';
let parkHome = '';
const ids: string[] = [];

beforeAll(async () => {
  stage = await createStage();
  out = folders.make();
  const platform = createWebPlatform({ folder: out });
  parkHome = folders.make();
  const open = async (who: 'kim' | 'park', home: string): Promise<Backend> =>
    openMachine(stage, await writeMachine(stage, home, stage.world.people[who]), platform);
  [kim, park] = [await open('kim', folders.make()), await open('park', parkHome)];
  for (let i = 0; i < 3; i++) ids.push((await fixedDocument(stage, [{ agency: 'B', unit: null, person: 'park', right: 'view' }])).documentId);
  for (const backend of [kim, park]) await until('the papers are here', async () => must(await backend.handlers['export.choice']({})).papers.length === 3);
});
afterAll(async () => {
  await kim?.close();
  await park?.close();
  await stage?.close();
  folders.clean();
});

const many = (backend: Backend, name: string, reason: Parameters<Backend['handlers']['export.many']>[0]['reason'] = null) =>
  backend.handlers['export.many']({ documentIds: ids, name, reason });
const capsules = (name: string): string[] => readdirSync(join(out, name)).filter((file) => file.endsWith('.ongyeol'));

describe('exporting many papers', () => {
  it('EX1 each paper is a capsule of its own that verifies, told one by one, and recorded as kept', async () => {
    const told: number[] = [];
    const stop = kim.onEvent((event, payload) => void (event === 'export.progress' && told.push((payload as { done: number }).done)));
    expect(must(await many(kim, '모두'))).toMatchObject({ written: 3, there: 0, failed: [], left: 0, ended: null });
    stop();
    expect(told).toEqual([0, 1, 2]);
    expect(capsules('모두')).toHaveLength(3);
    for (const file of capsules('모두')) {
      const bytes = new Uint8Array(readFileSync(join(out, '모두', file)));
      expect((await verifyCapsule(bytes, { anchors: kim.context.anchors, crypto: kim.context.crypto })).verdict).toBe('valid');
    }
    const [documentId = ''] = ids;
    await until('recorded', () =>
      kim.context.replica.entries(documentId).some(({ entry }) => entry.kind === 'statement' && entry.body.statement.type === 'downloaded'),
    );
  });

  it('EX2 in the same folder it goes on: what is there as it was written is not written again, what was changed is', async () => {
    expect(must(await many(kim, '모두'))).toMatchObject({ written: 0, there: 3 });
    const [file = ''] = capsules('모두');
    writeFileSync(join(out, '모두', file), 'changed');
    expect(must(await many(kim, '모두'))).toMatchObject({ written: 1, there: 2 });
    writeFileSync(join(out, '모두', LIST_FILE), '{');
    expect(must(await many(kim, '모두'))).toMatchObject({ written: 3, there: 0 });
  });

  it('EX3 it is stopped at any paper and gone on with later; one export at a time', async () => {
    const stop = kim.onEvent((event, payload) => {
      if (event === 'export.progress' && (payload as { done: number }).done === 1) void kim.handlers['export.stop']({});
    });
    // Whoever has the folder first runs; the other is refused.
    const both = await Promise.all([many(kim, '나누어'), many(kim, '나누어')]);
    const [ran, refused] = both[0].ok ? both : both.toReversed();
    expect(refused).toMatchObject({ ok: false, code: 'EXPORT_RUNNING' });
    expect(ran).toMatchObject({ ok: true, value: { written: 2, left: 1, ended: null } });
    stop();
    expect(must(await many(kim, '나누어'))).toMatchObject({ written: 1, there: 2, left: 0 });
  });

  it('EX4 what may not leave so is told with its reason, and nothing of it is written', async () => {
    const { papers } = must(await park.handlers['export.choice']({}));
    expect(papers.map(({ asksReason }) => asksReason)).toEqual([true, true, true]);
    const refused = must(await many(park, '사유 없이'));
    expect([refused.written, refused.failed.length, refused.failed[0]?.why]).toEqual([0, 3, expect.stringContaining('사유')]);
    expect(readdirSync(join(out, '사유 없이'))).toEqual([]);
    expect(must(await many(park, '사유 있음', { ground: 'audit', text: '' }))).toMatchObject({ written: 3, failed: [] });
    expect(await kim.handlers['export.many']({ documentIds: ['none'], name: 'x', reason: null })).toMatchObject({ ok: false, code: 'EXPORT_UNKNOWN' });
  });

  it('EX1 EX2 the command line does the same, and goes on in the same folder', async () => {
    await park.close();
    const secret = join(folders.make(), 'secret');
    writeFileSync(secret, MACHINE_PASSPHRASE);
    const to = join(folders.make(), 'bundle');
    const base = ['export', '--person', 'park', '--data', parkHome, '--server', stage.url(), '--passphrase-file', secret, '--out', to];
    const ask = async (...more: string[]) => {
      const { status, out: printed } = await here(run, ...base, ...more, '--json');
      return { status, ...(JSON.parse(printed) as { subject: object; firstFault?: { code: string } }) };
    };
    expect(await ask('--from', '2999-01-01')).toMatchObject({ status: 2, firstFault: { code: 'CANNOT' } });
    expect(await ask()).toMatchObject({ status: 1, firstFault: { code: 'NOT_EXPORTED' }, subject: { written: 0 } });
    expect(await ask('--ground', 'audit')).toMatchObject({ status: 0, subject: { written: 3, there: 0 } });
    expect(await ask('--ground', 'audit')).toMatchObject({ status: 0, subject: { written: 0, there: 3 } });
    expect(await ask('--ground', 'nothing')).toMatchObject({ status: 2 });
  });
});
