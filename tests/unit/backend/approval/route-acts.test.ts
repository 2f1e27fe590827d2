import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../../../electron/backend/backend.ts';
import { createDesks, outcome, stepOf, type Name, type Desks } from '../../../support/desks.ts';
import { must } from '../../../support/sync.ts';

const NONE = { kind: 'none', text: '' } as const;
const REVIEWED = [
  ['review', 'U1', '과장'],
  ['approve', null, '실장'],
] as const;
let office: Desks;
beforeAll(async () => void (office = await createDesks()));
afterAll(() => office.close());

const handlers = async (name: Name): Promise<Backend['handlers']> => (await office.at(name)).handlers;
/** 정책 수립 is the 실장's to decide. */
const policy = { work: ['정책 수립'] };

describe('보류, 생략, 수정 요청 (AP14 AP15 AP20)', () => {
  it('AP15 a paper is held with a reason, waits on, is not withdrawn any more, and goes on by release or by the signature', async () => {
    const documentId = await office.sentUp('보류할 문서');
    const { id: stepId } = stepOf(await office.seen('lee', documentId, 'the turn', ({ acts }) => acts.includes('hold')), '과장');
    const { 'approval.hold': hold, 'approval.release': release, 'approval.sign': sign, 'home.list': lists } = await handlers('lee');
    expect(outcome(await hold({ documentId, stepId, reason: '산출 근거를 보완할 것', until: '2099-12-31' }))).toBe('accepted');
    const held = await office.seen('kim', documentId, 'held', (view) => stepOf(view, '과장').hold !== null);
    expect(stepOf(held, '과장').hold).toMatchObject({ who: '정보화담당관실 과장', reason: '산출 근거를 보완할 것', until: '2099-12-31' });
    expect([held.acts.includes('withdraw'), held.withdrawNot]).toEqual([false, expect.stringContaining('보류')]);
    expect(must(await lists({})).waiting.map(({ title }) => title)).toContain('보류할 문서');
    expect(stepOf(await office.seen('lee', documentId, 'held', (view) => stepOf(view, '과장').hold !== null), '과장').may).toEqual([
      'sign',
      'return',
      'release',
      'revise',
    ]);
    expect(outcome(await release({ documentId, stepId }))).toBe('accepted');
    await office.seen('kim', documentId, 'released', (view) => stepOf(view, '과장').hold === null);
    expect(outcome(await hold({ documentId, stepId, reason: '다시 봄', until: null }))).toBe('accepted');
    expect(outcome(await sign({ documentId, stepId, opinion: NONE }))).toBe('accepted');
    await office.seen('kim', documentId, 'decided', (view) => view.status === 'registered' && stepOf(view, '과장').hold === null);
  });

  it('AP14 who stands next leaves a 검토 out, its ground is printed; the reviewer and the 결재 are not left out', async () => {
    const documentId = await office.draft('생략할 문서');
    must(await (await handlers('kim'))['documents.setFields']({ documentId, fields: policy }));
    const { lane, recordFile } = must(await (await handlers('kim'))['route.propose']({ documentId }));
    const steps = REVIEWED.map(([kind, unit, position], i) => [{ id: `A-${i + 2}`, kind, unit, position, marks: [], delegated: kind === 'approve' }]);
    must(await (await handlers('kim'))['route.design']({ documentId, lane: { ...lane, stages: [...lane.stages.slice(0, 1), ...steps] }, recordFile }));
    must(await (await handlers('kim'))['approval.submit']({ documentId }));
    const view = await office.seen('jung', documentId, 'may skip', ({ acts }) => acts.includes('skip'));
    expect([stepOf(view, '과장').may, stepOf(view, '실장').may]).toEqual([['skip'], []]);
    const skip = { documentId, ground: 'trip', reason: '국외 출장 11. 24.∼11. 27.' } as const;
    expect(outcome(await (await handlers('jung'))['approval.skip']({ ...skip, stepId: stepOf(view, '실장').id }))).toBe('NOT_YOUR_STEP');
    expect(outcome(await (await handlers('jung'))['approval.skip']({ ...skip, stepId: stepOf(view, '과장').id }))).toBe('accepted');
    const after = await office.seen('kim', documentId, 'skipped', (seen) => stepOf(seen, '과장').state === 'skipped');
    expect(stepOf(after, '과장')).toMatchObject({ skipped: '출장', opinion: '국외 출장 11. 24.∼11. 27.' });
    expect(after.printedLike[0]?.boxes.find(({ position }) => position === '과장')?.lines).toEqual(['출장']);
    const last = await office.seen('jung', documentId, 'the turn', ({ acts }) => acts.includes('sign'));
    expect(outcome(await (await handlers('jung'))['approval.sign']({ documentId, stepId: stepOf(last, '실장').id, opinion: NONE }))).toBe('accepted');
  });

  it('AP20 a partner asks for a change with an opinion: the version ends for everyone, the drafter reads why and drafts anew', async () => {
    const documentId = await office.sentUp('수정을 요청받을 문서', undefined, ['B']);
    const { id } = stepOf(await office.seen('lee', documentId, 'the turn', ({ acts }) => acts.includes('sign')), '과장');
    must(await (await handlers('lee'))['approval.sign']({ documentId, stepId: id, opinion: { kind: 'remark', text: '수당은 원소속에서 지급' } }));
    await office.seen('park', documentId, 'the request', ({ acts }) => acts.includes('receive'));
    must(await (await handlers('park'))['approval.receive']({ documentId, handler: 'park' }));
    await office.seen('park', documentId, 'the lane to design', ({ acts }) => acts.includes('designPartner'));
    const { lane, recordFile } = must(await (await handlers('park'))['route.propose']({ documentId }));
    must(await (await handlers('park'))['route.design']({ documentId, lane, recordFile }));
    const view = await office.seen('han', documentId, 'the turn', ({ acts }) => acts.includes('askChange'));
    expect(stepOf(view, '과장', 'B').may).toEqual(['sign', 'return', 'hold', 'askChange']);
    const taken = await office.seen('lee', documentId, 'may take back', ({ acts }) => acts.includes('askChange'));
    expect(taken.acts).toEqual(['askChange']);
    const asked = { documentId, stepId: stepOf(view, '과장', 'B').id, reason: '시행일을 늦출 것' };
    expect(outcome(await (await handlers('han'))['approval.askChange'](asked))).toBe('accepted');
    const back = await office.seen('kim', documentId, 'back', ({ status }) => status === 'returned');
    expect(back.ended).toMatchObject({ how: 'change-asked', who: '기획재정부 정보화담당관실 과장', reason: '시행일을 늦출 것', signatures: 1 });
    // The lead's decision is void with the version: no lane of it reads as decided or as going on.
    expect(back.lanes.map(({ state }) => state)).toEqual(['ended', 'returned']);
    expect(must(await (await handlers('kim'))['home.list']({})).returned.map(({ title }) => title)).toEqual(['수정을 요청받을 문서']);
    expect(outcome(await (await handlers('lee'))['approval.askChange']({ ...asked, stepId: id }))).toBe('STATE_MISMATCH');
    expect(outcome(await (await handlers('kim'))['approval.redraft']({ documentId }))).toBe('accepted');
    const anew = await office.seen('kim', documentId, 'the next version', ({ version }) => version === 2);
    expect([anew.ended, anew.status]).toEqual([null, 'drafting']);
    // Nothing that was said is lost with the version: each lane as it stood, and in the record with its words.
    expect([back.past, anew.past.length]).toEqual([[], 1]);
    expect(anew.past[0]).toMatchObject({ version: 1, how: 'change-asked', who: '기획재정부 정보화담당관실 과장', reason: '시행일을 늦출 것', signatures: 1 });
    const before = { ...anew, lanes: anew.past[0]?.lanes ?? [] };
    expect(stepOf(before, '과장')).toMatchObject({ state: 'signed', opinion: '수당은 원소속에서 지급', may: [] });
    expect(stepOf(before, '과장', 'B')).toMatchObject({ state: 'returned', opinion: '시행일을 늦출 것' });
    const { lines } = must(await (await handlers('kim'))['trail.get']({ documentId }));
    expect(lines.filter(({ detail }) => detail.includes('“수당은 원소속에서 지급”'))).toHaveLength(1);
  });
});
