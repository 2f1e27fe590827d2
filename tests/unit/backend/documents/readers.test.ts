/** 열람범위 over a real server: who is named reads a registered paper, and nobody reads it any more once the range is narrowed. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Result } from '../../../../shared/lib/result.ts';
import type { LoggedEntry } from '../../../../shared/sync/api.ts';
import { readAccess } from '../../../../sync-server/access-tool.ts';
import { createDesks, stepOf, type Desks, type Name } from '../../../support/desks.ts';
import { must, until } from '../../../support/sync.ts';

let desks: Desks;
beforeAll(async () => {
  desks = await createDesks();
});
afterAll(() => desks.close());

const reads = async (name: Name, documentId: string): Promise<boolean> => (await (await desks.at(name)).handlers['documents.get']({ documentId })).ok;
const set = async (documentId: string, range: { scope: 'route' | 'unit' | 'agency'; units: { agency: string; unit: string }[] }) =>
  must(await (await desks.at('kim')).handlers['readers.set']({ documentId, range }));

it('RT10 a registered paper opens to whom its 열람범위 names, stands in their 열람 문서 with its text, and closes again', async () => {
  const documentId = await desks.sentUp('열람범위 시험');
  await set(documentId, { scope: 'agency', units: [{ agency: 'B', unit: 'U1' }] });
  const view = await desks.seen('lee', documentId, 'the turn', (one) => one.acts.includes('sign') && one.readers.scope === 'agency');
  expect(view.readers).toMatchObject({ words: expect.stringMatching(/^기관 전체, /) as unknown, maySet: false });
  for (const name of ['choi', 'park'] as const) expect(await reads(name, documentId)).toBe(false);
  must(await (await desks.at('lee')).handlers['approval.sign']({ documentId, stepId: stepOf(view, '과장').id, opinion: { kind: 'none', text: '' } }));
  for (const name of ['choi', 'park'] as const) {
    const seen = await desks.seen(name, documentId, 'registered', (one) => one.status === 'registered' && one.title === '열람범위 시험');
    expect(seen.acts).toContain('open');
    const lists = must(await (await desks.at(name)).handlers['home.list']({}));
    expect([lists.readable.map((row) => row.documentId), lists.done, lists.progress]).toEqual([[documentId], [], []]);
  }
  must(await (await desks.at('choi')).handlers['inbox.open']({ documentId }));
  await set(documentId, { scope: 'unit', units: [{ agency: 'B', unit: 'U1' }] });
  await until('choi out', async () => !(await reads('choi', documentId)));
  expect(await reads('park', documentId)).toBe(true);
  const { stage } = desks;
  const authorization = `Bearer ${await stage.token(stage.world.people.choi)}`;
  const asked = (path: string) => fetch(`${stage.url()}/documents/${documentId}/${path}`, { headers: { authorization } });
  const told = must((await (await asked('entries')).json()) as Result<LoggedEntry[]>);
  // Who is shut out hears of it and of nothing after it, and is given the text no more.
  expect(told.at(-1)?.entry).toMatchObject({ kind: 'statement', body: { statement: { type: 'readers.set', body: { scope: 'unit' } } } });
  expect((await asked('versions/1/content')).status).toBe(404);
  const trail = must(await (await desks.at('kim')).handlers['trail.get']({ documentId }));
  expect(trail.lines.filter(({ what }) => what === '열람범위 정함')).toHaveLength(2);
  const { handlers } = await desks.at('lee');
  expect(await handlers['readers.set']({ documentId, range: { scope: 'agency', units: [] } })).toMatchObject({ ok: false, code: 'NOT_ALLOWED' });
});

it('AL3 a machine that was off while a paper was opened to it and closed again hears of both and asks for nothing of it: no refusal is recorded in its name', async () => {
  const documentId = await desks.sentUp('닫힌 뒤에 켠 PC');
  const lee = await desks.at('lee');
  const view = await desks.seen('lee', documentId, 'the turn', (one) => one.acts.includes('sign'));
  const opinion = { kind: 'remark' as const, text: '참고할 것' };
  must(await lee.handlers['approval.sign']({ documentId, stepId: stepOf(view, '과장').id, opinion }));
  await desks.seen('kim', documentId, 'registered', (one) => one.status === 'registered');
  for (const scope of ['agency', 'unit'] as const) await set(documentId, { scope, units: [] });
  await desks.evening();
  const { context, handlers } = await desks.at('yoon');
  await until('yoon hears of it', () =>
    context.sync.entries(documentId).some(({ entry }) => entry.kind === 'statement' && entry.body.statement.type === 'readers.set'),
  );
  await until('in line', () => context.sync.status().connection === 'online');
  expect(must(await handlers['home.list']({})).readable).toEqual([]);
  expect((await handlers['documents.get']({ documentId })).ok).toBe(false);
  const { records } = must(readAccess({ dataDir: desks.stage.dataDir, document: documentId, person: '', known: '' }));
  expect(records.flatMap(({ act, person, what, why }) => (act === 'refused' ? [`${person} ${what} ${why}`] : []))).toEqual([]);
});
