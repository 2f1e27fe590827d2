/** Rule RT6 of `shared/policy/SPEC.md` on real backends and a real server. */

import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../../../electron/backend/backend.ts';
import type { Platform } from '../../../../electron/backend/platform.ts';
import { createWebPlatform } from '../../../../electron/hosts/web-platform.ts';
import { downloadRule } from '../../../../shared/policy/download.ts';
import { readAccess } from '../../../../sync-server/access-tool.ts';
import { MACHINE_PASSPHRASE, openMachine, writeMachine } from '../../../support/machine.ts';
import { stages } from '../../../support/rights-stages.ts';
import { fixedDocument } from '../../../support/sync-fixed.ts';
import { createFolders, createStage, must, until, type Stage } from '../../../support/sync.ts';

const folders = createFolders();
let stage: Stage;
let kim: Backend;
let park: Backend;
let kept = '';
let documentId = '';
let fixed: Platform;

beforeAll(async () => {
  stage = await createStage();
  kept = folders.make();
  fixed = createWebPlatform({ folder: kept });
  const open = async (who: 'kim' | 'park'): Promise<Backend> => openMachine(stage, await writeMachine(stage, folders.make(), stage.world.people[who]), fixed);
  [kim, park] = [await open('kim'), await open('park')];
  ({ documentId } = await fixedDocument(stage, [{ agency: 'B', unit: null, person: 'park', right: 'view' }]));
  for (const backend of [kim, park])
    await until('the paper is here', async () => {
      const view = await backend.handlers['documents.get']({ documentId });
      return view.ok && view.value.frozen && (await backend.context.drafts.content(documentId)).ok;
    });
});
afterAll(async () => {
  await kim?.close();
  await park?.close();
  await stage?.close();
  folders.clean();
});

const save = (backend: Backend, reason: Parameters<Backend['handlers']['export.text']>[0]['reason']) =>
  backend.handlers['export.text']({ documentId, format: 'txt', reason });
const records = () =>
  must(readAccess({ dataDir: stage.dataDir, document: documentId, person: '', known: '' })).records.filter(({ act }) => act === 'downloaded');

describe('keeping a paper outside the program', () => {
  it('RT6 a paper of another agency is kept with a reason only; who kept it, what and why stands on the trail and in the records of access', async () => {
    expect(must(await park.handlers['documents.get']({ documentId })).keeping).toBe('reason');
    for (const reason of [null, { ground: 'other' as const, text: ' ' }]) expect(await save(park, reason)).toMatchObject({ code: 'DOWNLOAD_REASON' });
    expect(readdirSync(kept)).toEqual([]);
    must(await save(park, { ground: 'audit', text: '국정감사 요구자료' }));
    expect(readdirSync(kept)).toEqual(['협조 요청.txt']);
    expect(records().map(({ person, what, why }) => [person, what, why.split(' ')[0]])).toEqual([['park', 'text', 'audit']]);
    await until('the drafter sees it', async () => {
      const { readers } = must(await kim.handlers['trail.get']({ documentId }));
      const of = readers.find(({ agency }) => agency.code === 'B');
      if (of !== undefined) expect(of.who).toMatch(/^박세찬 /);
      return of?.kept[0]?.why === '감사·조사 자료: 국정감사 요구자료' && of.kept[0].what === '본문';
    });
  });

  it('RT6 the drafter is not asked but recorded; a closed key and a place nobody chose leave nothing', async () => {
    expect(must(await kim.handlers['documents.get']({ documentId })).keeping).toBe('recorded');
    const before = records().length;
    kim.context.keyring.lock();
    expect(await save(kim, null)).toMatchObject({ code: 'LOCKED' });
    must(await kim.handlers['key.unlock']({ passphrase: MACHINE_PASSPHRASE }));
    expect([records().length, readdirSync(kept).length]).toEqual([before, 1]);
    must(await save(kim, null));
    expect([records().length, readdirSync(kept).length]).toEqual([before + 1, 2]);
  });

  it('RT6 without a line the signed record waits in the outbox and the file is kept; the server refuses one without a reason itself', async () => {
    const { park: person } = stage.world.people;
    const bare = person.sign('downloaded', { what: 'pdf', file: null, ground: null, reason: null }, { documentId });
    expect(await stage.post(person, { signed: bare })).toMatchObject({ code: 'DOWNLOAD_REASON' });
    await stage.stopServer();
    await until('the line is gone', () => park.context.sync.status().connection === 'offline');
    const before = readdirSync(kept).length;
    must(await save(park, { ground: 'duty', text: '' }));
    expect([readdirSync(kept).length, park.context.sync.status().outbox]).toEqual([before + 1, 1]);
    await stage.startServer();
    await until('sent', () => records().at(-1)?.why.startsWith('duty ') === true);
  });

  it('RT6 follows the life of a paper', () => {
    const rules = stages().map(({ name, state, directory }) => [name, ...['A/사무관', 'A/과장', 'B/과장'].map((id) => downloadRule(state, directory, id))]);
    const of = Object.fromEntries(rules.map(([name = '', ...rest]) => [name, rest]));
    expect(of['issued']).toEqual(['recorded', 'reason', 'reason']);
    const serves = ({ directory }: ReturnType<typeof stages>[number]): boolean =>
      directory.agencies.get('A')?.people.some(({ id }) => id === 'A/과장') === true;
    for (const { name, state } of stages().filter(serves))
      expect([name, of[name]?.[1]]).toEqual([
        name,
        state.contentDigest === null || state.status === 'drafting' ? 'free' : name === 'issued' ? 'reason' : 'recorded',
      ]);
  });
});
