import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { koreanDate, seoulDate } from '../../../../shared/writing/amount.ts';
import { workingDaysAfter } from '../../../../shared/calendar/working-days.ts';
import type { Output } from '../../../../shared/api/contract.ts';
import { stateOf } from '../../../../electron/backend/acts/compose.ts';
import { cameFirst } from '../../../../electron/backend/outbox/came-first.ts';
import { createDesks, stepOf, type Desks, type Name } from '../../../support/desks.ts';
import { must } from '../../../support/sync.ts';

const NONE = { kind: 'none', text: '' } as const;
let desks: Desks;
beforeAll(async () => void (desks = await createDesks()));
afterAll(() => desks.close());

const lists = async (name: Name): Promise<Output<'home.list'>> => must(await (await desks.at(name)).handlers['home.list']({}));

describe('lists of home and what begins from an old paper', () => {
  it('V2 who heads a 처리과 sees everything open in it, with whom it lies and since when; nobody else does', async () => {
    const plan = [
      ['concur', 'U2', '과장'],
      ['approve', 'U1', '과장'],
    ] as const;
    const first = await desks.sentUp('먼저 올린 문서', plan);
    const second = await desks.sentUp('나중에 올린 문서');
    await desks.seen('lee', second, 'there', ({ status }) => status === 'in-approval');
    await desks.seen('lee', first, 'there', ({ status }) => status === 'in-approval');
    const { unit } = await lists('lee');
    expect(unit.map(({ title, next }) => [title, next])).toEqual([
      ['먼저 올린 문서', '행정안전부 과장 협조'],
      ['나중에 올린 문서', '행정안전부 과장 결재'],
    ]);
    for (const { heldSince } of unit) expect(heldSince).toMatch(/^20\d\d-/);
    expect([(await lists('kim')).unit, (await lists('choi')).unit]).toEqual([[], []]);
  });

  it('V3 a paper somebody may read begins a draft of their own with its text, and the routes used before or saved under a name are offered', async () => {
    const documentId = await desks.sentUp('베낄 문서');
    const view = await desks.seen('lee', documentId, 'the turn', ({ acts }) => acts.includes('sign'));
    must(await (await desks.at('lee')).handlers['approval.sign']({ documentId, stepId: stepOf(view, '과장').id, opinion: NONE }));
    const old = await desks.seen('kim', documentId, 'decided', ({ status }) => status === 'registered');
    expect(old.mayCopy).toBe(true);
    const { handlers } = await desks.at('kim');
    const { documentId: copy } = must(await handlers['documents.copy']({ documentId }));
    const draft = await desks.seen('kim', copy, 'the copy', ({ fields }) => fields.title === '베낄 문서');
    expect([draft.status, draft.version, draft.fields.summary, draft.fields.work, draft.fields.recordFile]).toEqual([
      'drafting',
      1,
      '요지',
      ['정보화 운영'],
      '정보화 일반',
    ]);
    // The route of the copied paper is proposed, and that it is said; a draft of one's own begins with the table's.
    const { past, copied } = must(await handlers['route.propose']({ documentId: copy }));
    expect(copied).toBe(true);
    const concurred = await desks.draft('협조를 받는 문서', [
      ['concur', 'U2', '과장'],
      ['approve', 'U1', '과장'],
    ]);
    const { documentId: again } = must(await handlers['documents.copy']({ documentId: concurred }));
    const { lane, lawful } = must(await handlers['route.propose']({ documentId: again }));
    const posts = (plan: typeof lane) => plan.stages.flat().map(({ kind, unit }) => `${kind} ${unit}`);
    expect([posts(lane), posts(lawful)]).toEqual([
      ['draft U1', 'concur U2', 'approve U1'],
      ['draft U1', 'approve U1'],
    ]);
    expect(must(await handlers['route.propose']({ documentId: await desks.draft('베끼지 않은 문서') })).copied).toBe(false);
    expect(past[0]).toMatchObject({ title: '베낄 문서' });
    expect(past[0]?.lane.stages.flat().map(({ position }) => position)).toEqual(['주무관', '과장']);
    const own = { documentId: copy, name: '과장 전결' };
    must(await handlers['routes.save']({ ...own, lane: past[0]?.lane ?? { agency: 'A', unit: 'U1', stages: [] } }));
    const { saved } = must(await handlers['route.propose']({ documentId: copy }));
    expect(saved.map(({ name, lane }) => [name, lane.stages.flat().length])).toEqual([['과장 전결', 2]]);
    must(await handlers['routes.remove'](own));
    expect(must(await handlers['route.propose']({ documentId: copy })).saved).toEqual([]);
    expect((await (await desks.at('park')).handlers['documents.copy']({ documentId })).ok).toBe(false);
  });

  it('V4 a withdrawn paper is no longer under way, and its reason stays in the trail', async () => {
    const documentId = await desks.sentUp('거둘 문서');
    const { handlers } = await desks.at('kim');
    must(await handlers['approval.withdraw']({ documentId, reason: '붙임이 빠짐' }));
    const view = await desks.seen('kim', documentId, 'withdrawn', ({ status }) => status === 'withdrawn');
    expect([view.lanes[0]?.state, view.ended?.reason]).toEqual(['withdrawn', '붙임이 빠짐']);
    const { lines } = must(await handlers['trail.get']({ documentId }));
    expect(lines.find(({ what }) => what === '회수')?.detail).toBe('“붙임이 빠짐”');
  });

  it('OB9 an act that came too late names what was there before it: who ended the version or decided the step, and when', async () => {
    const documentId = await desks.sentUp('늦은 서명이 올 문서');
    const turn = await desks.seen('lee', documentId, 'the turn', ({ acts }) => acts.includes('sign'));
    must(await (await desks.at('kim')).handlers['approval.withdraw']({ documentId, reason: '붙임이 빠짐' }));
    await desks.seen('lee', documentId, 'withdrawn', ({ status }) => status === 'withdrawn');
    const { context } = await desks.at('lee');
    const late = { version: 1, stepId: stepOf(turn, '과장').id, actor: context.actor };
    const first = (code: string, act = late) => cameFirst(code, stateOf(context.replica, documentId), context.names(), act);
    expect(first('STATE_MISMATCH')).toMatch(/^행정안전부 정보화담당관실 주무관 20\d\d\. \d+\. \d+\. \d\d:\d\d 회수$/);
    expect([first('SIGNED_IN_FUTURE'), first('DEAD_VERSION', { ...late, version: 2 })]).toEqual(['', '']);
    const decided = await desks.sentUp('먼저 결재된 문서');
    const own = await desks.seen('lee', decided, 'the turn', ({ acts }) => acts.includes('sign'));
    must(await (await desks.at('lee')).handlers['approval.sign']({ documentId: decided, stepId: stepOf(own, '과장').id, opinion: NONE }));
    await desks.seen('lee', decided, 'decided', ({ status }) => status === 'registered');
    const deputy = { ...late, actor: { ...context.actor, person: '다른 사람' } };
    expect(cameFirst('ALREADY_DECIDED', stateOf(context.replica, decided), context.names(), deputy)).toMatch(/과장 20\d\d\. \d+\. \d+\. \d\d:\d\d 결재$/);
  });

  it('V5 a request of another agency is a turn of who receives it, then of who designs its route, and the own box is shown as it will print', async () => {
    const documentId = await desks.sentUp('함께 결재할 문서', undefined, ['B']);
    const turn = await desks.seen('lee', documentId, 'the turn', ({ acts }) => acts.includes('sign'));
    const today = koreanDate(seoulDate(new Date().toISOString())).replace(/^\d+\. /, '');
    expect(turn.printedSigned[0]?.boxes.find(({ mine }) => mine)?.lines).toEqual(['전결', today, '이두리']);
    // A box that is signed already is not framed again, though it is the reader's own.
    const drafted = await desks.seen('kim', documentId, 'sent up', ({ status }) => status === 'in-approval');
    expect([drafted.printedLike, drafted.printedSigned].map((rows) => rows[0]?.boxes.map(({ mine }) => mine))).toEqual([
      [true, false],
      [false, false],
    ]);
    expect(turn.asks).toBeNull();
    must(await (await desks.at('lee')).handlers['approval.sign']({ documentId, stepId: stepOf(turn, '과장').id, opinion: NONE }));
    await desks.seen('park', documentId, 'the request', ({ acts }) => acts.includes('receive'));
    const row = (await lists('park')).waiting.find((one) => one.documentId === documentId);
    expect([row?.asks, row?.waitingSince]).toEqual(['receive', expect.stringMatching(/^20\d\d-/)]);
    // AP26: the day of the whole paper is still the drafter's to move while a partner decides.
    const asked = await desks.seen('kim', documentId, 'the partner is asked', ({ lanes }) => lanes[0]?.state === 'decided');
    expect(asked.lanes.map(({ maySetDays }) => maySetDays)).toEqual([true, false]);
    const later = workingDaysAfter(seoulDate(new Date().toISOString()), 9);
    must(await (await desks.at('kim')).handlers['due.set']({ documentId, due: { whole: later, steps: {} } }));
    await desks.seen('park', documentId, 'the day of the paper', ({ wholeDue }) => wholeDue?.day === later);
    const { me } = must(await (await desks.at('park')).handlers['documents.people']({ documentId }));
    must(await (await desks.at('park')).handlers['approval.receive']({ documentId, handler: me }));
    const designing = await desks.seen('park', documentId, 'the route', ({ acts }) => acts.includes('designPartner'));
    expect([designing.asks, designing.waitingSince]).toEqual(['designPartner', expect.stringMatching(/^20\d\d-/)]);
  });
});
