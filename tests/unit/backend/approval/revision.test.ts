import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../../../electron/backend/backend.ts';
import type { StepView } from '../../../../shared/api/views.ts';
import { createDesks, outcome, today, type Desks, type Name } from '../../../support/desks.ts';
import { must } from '../../../support/sync.ts';

const NONE = { kind: 'none', text: '' } as const;
let office: Desks;
beforeAll(async () => void (office = await createDesks()));
afterAll(() => office.close());

const handlers = async (name: Name): Promise<Backend['handlers']> => (await office.at(name)).handlers;
const stage = (view: { lanes: readonly { stages: readonly (readonly StepView[])[] }[] }, n: number): StepView => {
  const step = view.lanes[0]?.stages[n]?.[0];
  if (step === undefined) throw new Error(`no stage ${n}`);
  return step;
};
const sign = async (name: Name, documentId: string, n: number): Promise<string> => {
  const view = await office.seen(name, documentId, 'the turn', ({ acts }) => acts.includes('sign'));
  return outcome(await (await handlers(name))['approval.sign']({ documentId, stepId: stage(view, n).id, opinion: NONE }));
};

/** A paper yoon concurred with, now with lee who decides. */
async function concurred(title: string): Promise<string> {
  const documentId = await office.sentUp(title, [
    ['concur', 'U2', '과장'],
    ['approve', 'U1', '과장'],
  ]);
  expect(await sign('yoon', documentId, 1)).toBe('accepted');
  await office.seen('lee', documentId, 'the turn', ({ acts }) => acts.includes('revise'));
  return documentId;
}

describe('a reviewer’s own edit (AP22)', () => {
  it('AP22 AUT-4 the next version opens for its author alone, is compared, sent with its reason; who signed is told, who is asked concurs again, then the author signs', async () => {
    const documentId = await concurred('고칠 문서');
    const lee = await handlers('lee');
    const before = await office.seen('lee', documentId, 'the turn', ({ acts }) => acts.includes('revise'));
    expect(outcome(await lee['revision.open']({ documentId, stepId: stage(before, 2).id, reason: '요지를 바로잡음' }))).toBe('accepted');
    const mine = await office.seen('lee', documentId, 'the open version', ({ revision, title }) => revision !== null && title === '고칠 문서');
    expect([mine.right, mine.frozen, mine.version, mine.versions, mine.revision]).toMatchObject([
      'edit',
      false,
      1,
      [1, 2],
      { version: 2, mine: true, reason: '요지를 바로잡음' },
    ]);
    expect(mine.rooms.main).toContain('/v2/');
    expect([mine.acts.includes('sign'), mine.acts.includes('sendRevision'), mine.acts.includes('dropRevision')]).toEqual([false, true, true]);
    const other = await office.seen('yoon', documentId, 'somebody writes', ({ revision }) => revision !== null);
    expect([other.right, other.revision?.mine, other.revision?.who, other.versions]).toEqual(['view', false, '행정안전부 정보화담당관실 과장', [1]]);
    expect((await (await handlers('yoon'))['documents.setFields']({ documentId, fields: { summary: '끼어듦' } })).ok).toBe(false);
    const send = { documentId, reason: '요지를 바로잡음', reconcur: [stage(before, 1).id] };
    expect(outcome(await lee['revision.send'](send))).toBe('REVISION_EMPTY');
    must(await lee['documents.setFields']({ documentId, fields: { summary: '바로잡은 요지' } }));
    const { lines } = must(await lee['documents.compare']({ documentId, from: 1, to: 2 }));
    expect(lines.filter(({ kind }) => kind !== 'same')).toHaveLength(1);
    expect((await (await handlers('yoon'))['documents.compare']({ documentId, from: 1, to: 2 })).ok).toBe(false);
    expect(outcome(await lee['revision.send'](send))).toBe('accepted');

    const again = await office.seen('yoon', documentId, 'the turn again', ({ acts, version }) => version === 2 && acts.includes('sign'));
    expect(again.fields.summary).toBe('바로잡은 요지');
    expect(again.revisions).toMatchObject([{ version: 2, from: 1, reason: '요지를 바로잡음', told: true, again: true, seen: false }]);
    // What the reviewer only took over stays its writers' (AUT-4).
    const authored = must(await (await handlers('yoon'))['authorship.get']({ documentId, version: 2 })).record;
    const byField = (name: string) =>
      authored?.texts.find(({ place }) => place.field === name)?.passages.map(({ writer, text }) => [authored.writers[writer]?.name, text]);
    expect(byField('title')).toEqual([['김하나', '고칠 문서']]);
    expect(new Set(byField('summary')?.map(([who]) => who))).toEqual(new Set(['이두리']));
    // The 협조 given before the edit stays readable beside the one asked for again.
    expect(again.past).toMatchObject([{ version: 1, how: 'rewritten', reason: '요지를 바로잡음', signatures: 1 }]);
    expect(again.past[0]?.lanes.flatMap(({ stages }) => stages.flat()).map(({ kind, state }) => [kind, state])).toEqual([['concur', 'signed']]);
    const told = await office.seen('kim', documentId, 'told', ({ revisions }) => revisions.length === 1);
    expect(told.revisions).toMatchObject([{ told: true, again: false, who: '행정안전부 정보화담당관실 과장' }]);
    must(await (await handlers('yoon'))['inbox.open']({ documentId }));
    await office.seen('yoon', documentId, 'seen', ({ revisions }) => revisions[0]?.seen === true);
    expect(await sign('yoon', documentId, 1)).toBe('accepted');
    expect(await sign('lee', documentId, 2)).toBe('accepted');
    await office.seen('kim', documentId, 'decided', ({ status, version }) => status === 'registered' && version === 2);
    expect(must(await (await handlers('kim'))['trail.verify']({ documentId })).verdict).toBe('valid');
  });

  it('AP22 a version given up leaves the one before as it was, and its number is not used again', async () => {
    const documentId = await concurred('고치다 만 문서');
    const lee = await handlers('lee');
    const view = await office.seen('lee', documentId, 'the turn', ({ acts }) => acts.includes('revise'));
    must(await lee['revision.open']({ documentId, stepId: stage(view, 2).id, reason: '고쳐 봄' }));
    await office.seen('lee', documentId, 'open', ({ acts }) => acts.includes('sendRevision'));
    must(await lee['documents.setFields']({ documentId, fields: { summary: '버릴 요지' } }));
    // The drafter ends it only while its author is away.
    expect((await office.seen('kim', documentId, 'that it is written', ({ revision }) => revision !== null)).acts).not.toContain('dropRevision');
    expect(outcome(await (await handlers('kim'))['revision.drop']({ documentId }))).toBe('NOT_ALLOWED');
    await office.reorganise({ absences: [{ person: 'lee', from: today(), until: today(), ground: '출장' }] });
    expect((await office.seen('kim', documentId, 'the maker may end it', ({ acts }) => acts.includes('dropRevision'))).acts).not.toContain('sendRevision');
    await office.reorganise({ absences: [] });
    expect(outcome(await lee['revision.drop']({ documentId }))).toBe('accepted');
    const after = await office.seen('lee', documentId, 'the version before', ({ revision, acts }) => revision === null && acts.includes('sign'));
    expect([after.version, after.fields.summary, after.versions, after.frozen]).toEqual([1, '요지', [1], true]);
    must(await lee['revision.open']({ documentId, stepId: stage(view, 2).id, reason: '다시 고침' }));
    expect((await office.seen('lee', documentId, 'open again', ({ revision }) => revision !== null)).revision?.version).toBe(3);
    const next = await office.seen('lee', documentId, 'its text', ({ title, fields }) => title === '고치다 만 문서' && fields.summary === '요지');
    expect(next.versions).toEqual([1, 3]);
  });
});

it('AP5 an earlier version is restored as a new one: its text begins the next version, which says so, and the versions between stay', async () => {
  const documentId = await office.draft('되돌릴 문서');
  const kim = await handlers('kim');
  const sendUpAndBack = async (summary: string): Promise<void> => {
    must(await kim['documents.setFields']({ documentId, fields: { summary } }));
    must(await kim['approval.submit']({ documentId }));
    const view = await office.seen('lee', documentId, 'the turn', ({ acts, fields }) => acts.includes('return') && fields.summary === summary);
    const lee = await handlers('lee');
    must(await lee['approval.return']({ documentId, stepId: stage(view, 1).id, reason: '다시' }));
    await office.seen('kim', documentId, 'returned', ({ status, acts }) => status === 'returned' && acts.includes('redraft'));
  };
  await sendUpAndBack('첫 요지');
  must(await kim['approval.redraft']({ documentId }));
  await sendUpAndBack('둘째 요지');
  expect(must(await kim['approval.redraft']({ documentId, textOf: 1 })).sentence).toContain('제1판의 글로 제3판');
  const restored = await office.seen('kim', documentId, 'the third', ({ version, fields }) => version === 3 && fields.summary === '첫 요지');
  expect(restored.versions).toEqual([1, 2, 3]);
  const compared = must(await kim['documents.compare']({ documentId, from: 1, to: 3 })).lines;
  expect(compared.every(({ kind }) => kind === 'same')).toBe(true);
  expect(must(await kim['trail.get']({ documentId })).lines.some(({ detail }) => detail === '제3판, 제1판의 글로')).toBe(true);
});
