/** 함께 쓰는 사람 over a real server: who is named writes or reads the draft, who is taken out is out at once, and only its drafter says so. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import { readAccess } from '../../../../sync-server/access-tool.ts';
import { createDesks, outcome, type Desks, type Name } from '../../../support/desks.ts';
import { must, until } from '../../../support/sync.ts';

let desks: Desks;
beforeAll(async () => {
  desks = await createDesks();
});
afterAll(() => desks.close());

type Right = 'view' | 'comment' | 'edit';
const CHOI = { agency: 'A', unit: 'U2', person: 'choi' };
const UNIT_B = { agency: 'B', unit: 'U1', person: null };
const of = async (name: Name) => (await desks.at(name)).handlers;
const share = async (by: Name, documentId: string, ...shares: { agency: string; unit: string; person: string | null; right: Right }[]) =>
  (await of(by))['rights.set']({ documentId, shares });
const rightOf = async (name: Name, documentId: string): Promise<string> => {
  const got = await (await of(name))['documents.get']({ documentId });
  return got.ok ? got.value.right : got.code;
};

it('RT11 a draft is shared by its drafter with a person or a 처리과, with the right that was said, and closed to who is taken out', async () => {
  const documentId = await desks.draft('함께 쓰기');
  expect(await rightOf('choi', documentId)).toBe('NO_DOCUMENT');
  must(await share('kim', documentId, { ...CHOI, right: 'edit' }, { ...UNIT_B, right: 'view' }));
  const view = await desks.seen('choi', documentId, 'the draft', (one) => one.right === 'edit');
  expect(view.shares).toMatchObject({ maySet: false, words: expect.stringContaining('주무관 최다섯(수정)') as unknown });
  expect(view.shares.list.map(({ agencyName, person, right, partner }) => [agencyName, person, right, partner])).toEqual([
    ['행정안전부', 'choi', 'edit', false],
    ['기획재정부', null, 'view', false],
  ]);
  for (const name of ['park', 'han'] as const) await desks.seen(name, documentId, 'the draft', (one) => one.right === 'view');
  expect(await rightOf('yoon', documentId)).toBe('NO_DOCUMENT');
  // Only its drafter shares it: neither who was given it nor a colleague of the 처리과.
  for (const name of ['choi', 'lee'] as const) expect(outcome(await share(name, documentId, { ...CHOI, right: 'edit' }))).toBe('NOT_ALLOWED');
  must(await share('kim', documentId, { ...CHOI, right: 'comment' }));
  await desks.seen('choi', documentId, 'the weaker right', (one) => one.right === 'comment');
  await until('park is out', async () => (await rightOf('park', documentId)) === 'NO_DOCUMENT');
  const { lines } = must(await (await of('kim'))['trail.get']({ documentId }));
  expect(lines.filter(({ what }) => what === '함께 쓸 사람 정함')).toHaveLength(2);
  // Nobody's machine knocked by itself: what was turned away is what was tried above.
  const { records } = must(readAccess({ dataDir: desks.stage.dataDir, document: documentId, person: '', known: '' }));
  expect(records.flatMap(({ act, person, what }) => (act === 'refused' ? [`${person} ${what}`] : []))).toEqual(['choi rights.set', 'lee rights.set']);
});

it('RT11 a 관계기관 stands among them as such, and once the paper is sent up nobody shares it any more', async () => {
  const documentId = await desks.draft('공동 기안', undefined, ['B']);
  const before = await desks.seen('kim', documentId, 'the draft', () => true);
  expect(before.shares).toMatchObject({ maySet: true, list: [{ agency: 'B', unit: 'U1', person: null, right: 'edit', partner: true }] });
  const sent = await desks.sentUp('올린 문서');
  const after = await desks.seen('kim', sent, 'sent up', (one) => one.status === 'in-approval');
  expect(after.shares.maySet).toBe(false);
  expect(outcome(await share('kim', sent, { ...CHOI, right: 'view' }))).toBe('STATE_MISMATCH');
});
