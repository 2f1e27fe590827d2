import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../../../electron/backend/backend.ts';
import { createDesks, outcome, stepOf, today, type Desks } from '../../../support/desks.ts';
import { send } from '../../../support/sync-devices.ts';
import { must, until } from '../../../support/sync.ts';

const NONE = { kind: 'none', text: '' } as const;
let office: Desks;
let kim: Backend['handlers'];
beforeAll(async () => {
  office = await createDesks();
  kim = (await office.at('kim')).handlers;
});
afterAll(() => office.close());

describe('위·아래 전결, ★⊙ 생략, 중요·주요 정책, 결재경로 고침 (AP13 AP16 AP17 AP19 AP21 AP24)', () => {
  it('AP17 a decider above the table stops until a reason is given in that direction, which is signed and stays with the lane', async () => {
    const documentId = await office.draft('실장이 결재할 문서');
    const { lane, recordFile, reason: none } = must(await kim['route.propose']({ documentId }));
    const higher = {
      ...lane,
      stages: [...lane.stages.slice(0, 1), [{ id: 'A-2', kind: 'approve' as const, unit: null, position: '실장', marks: [], delegated: true }]],
    };
    const bare = must(await kim['route.check']({ documentId, lane: higher }));
    expect([none, bare.deviation, bare.checks.map(({ state }) => state)]).toEqual(['', 'above', ['stop']]);
    const excused = must(await kim['route.check']({ documentId, lane: higher, reason: '실장 지시 사항' }));
    expect(excused.checks.map(({ state, title }) => [state, title])).toEqual([['warn', '위임전결규정보다 높은 결재권자']]);
    expect(outcome(await kim['route.design']({ documentId, lane: higher, recordFile }))).toBe('APPROVER_ABOVE');
    expect(outcome(await kim['route.design']({ documentId, lane: higher, recordFile, reason: '실장 지시 사항' }))).toBe('accepted');
    expect(must(await kim['route.propose']({ documentId })).reason).toBe('실장 지시 사항');
    // A paper copied from it proposes the reason with the route; it is signed anew or changed.
    const { documentId: copy } = must(await kim['documents.copy']({ documentId }));
    expect(must(await kim['route.propose']({ documentId: copy }))).toMatchObject({ copied: true, reason: '실장 지시 사항' });
    expect(must(await kim['route.check']({ documentId, lane, reason: '까닭' }))).toMatchObject({ deviation: null, checks: [{ state: 'ok' }] });
    must(await kim['documents.setFields']({ documentId, fields: { summary: '고친 요지' } }));
    expect(outcome(await kim['approval.submit']({ documentId }))).toBe('accepted');
    expect(stepOf(await office.seen('jung', documentId, 'the turn', ({ acts }) => acts.includes('sign')), '실장').delegated).toBe(true);
  });

  it('PA1 the maker of a draft names its 관계기관, their 처리과 and order: who is named writes along, who is taken out gets nothing more', async () => {
    const documentId = await office.draft('관계기관을 정할 문서');
    const park = (await office.at('park')).handlers;
    expect(await park['documents.get']({ documentId })).toMatchObject({ ok: false });
    const partners = [{ agency: 'B', unit: 'U1' }];
    const name = (given: { agency: string; unit: string }[]) => kim['route.partners']({ documentId, partners: given, order: 'sequence' });
    expect(await name([{ agency: 'A', unit: 'U2' }])).toMatchObject({ ok: false, code: 'PARTNERS_INVALID' });
    expect(await name([...partners, ...partners])).toMatchObject({ ok: false, code: 'PARTNERS_INVALID' });
    expect(await name([{ agency: 'B', unit: 'U9' }])).toMatchObject({ ok: false, code: 'PARTNERS_INVALID' });
    expect(await name(partners)).toMatchObject({ ok: true });
    const seen = await office.seen('park', documentId, 'the draft', ({ right, partners: told }) => right === 'edit' && told.length === 1);
    expect(seen.agencies.map(({ code }) => code)).toEqual(['A', 'B']);
    const own = await office.seen('kim', documentId, 'the partner', ({ lanes }) => lanes.length === 2);
    expect([own.partners, own.fields.partnerOrder]).toEqual([partners, 'sequence']);
    expect(await park['route.partners']({ documentId, partners: [], order: 'parallel' })).toMatchObject({ ok: false, code: 'NOT_ALLOWED' });
    expect(await name([])).toMatchObject({ ok: true });
    const token = await office.stage.token(office.stage.world.people.park);
    expect(await send(office.stage.url(), 'GET', `/documents/${documentId}/disclosures`, token)).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    await until('park hears of it', async () => !(await park['documents.get']({ documentId })).ok);
    must(await kim['approval.submit']({ documentId }));
    expect((await office.seen('kim', documentId, 'sent up', ({ status }) => status === 'in-approval')).lanes).toHaveLength(1);
    expect(await name(partners)).toMatchObject({ ok: false, code: 'NOT_ALLOWED' });
  });

  it('PA1 naming and taking out 관계기관 leaves what other 처리과 and people were given, another 처리과 of the same agency too', async () => {
    const documentId = await office.draft('함께 읽는 처리과가 있는 문서');
    const shares = [
      { agency: 'B', unit: 'U2', person: null, right: 'view' as const },
      { agency: 'A', unit: 'U2', person: 'choi', right: 'comment' as const },
    ];
    must(await kim['rights.set']({ documentId, shares }));
    await office.seen('kim', documentId, 'shared', ({ shares: told }) => told.list.length === 2);
    const named = async (partners: { agency: string; unit: string }[]) => {
      must(await kim['route.partners']({ documentId, partners, order: 'parallel' }));
      const seen = await office.seen('kim', documentId, 'named', ({ partners: told, shares: { list } }) => {
        return told.length === partners.length && list.filter(({ partner }) => partner).length === partners.length;
      });
      return seen.shares.list.map(({ agency, unit, person, right }) => [agency, unit, person, right].join(' '));
    };
    const kept = ['B U2  view', 'A U2 choi comment'];
    expect(await named([{ agency: 'B', unit: 'U1' }])).toEqual([...kept, 'B U1  edit']);
    expect(await named([])).toEqual(kept);
    // A 처리과 that reads and becomes a partner writes.
    expect(await named([{ agency: 'B', unit: 'U2' }])).toEqual([kept[1], 'B U2  edit']);
  });

  it('AP16 the table gives the work to the drafter’s post: sending up is the decision', async () => {
    await office.reorganise({ delegation: [...(await delegation()), { work: '자료 제출', approver: '주무관', article: '별표 9' }] });
    const documentId = await office.draft('담당자 전결');
    must(await kim['documents.setFields']({ documentId, fields: { work: ['자료 제출'] } }));
    const before = must(await kim['route.propose']({ documentId }));
    const alone = { ...before.lane, stages: [[{ ...stepIn(before.lane.stages), delegated: true }]] };
    expect(outcome(await kim['route.design']({ documentId, lane: alone, recordFile: before.recordFile }))).toBe('accepted');
    expect(outcome(await kim['approval.submit']({ documentId }))).toBe('accepted');
    await office.seen('kim', documentId, 'decided', ({ status }) => status === 'registered');
  });

  it('AP13 AP19 AP21 ★ and ⊙ are left out with a ground; 중요 and 주요 정책 사항 are told with the paper and bring their rules', async () => {
    const documentId = await office.draft('표시 없는 문서');
    must(await kim['documents.setFields']({ documentId, fields: { originator: '', reporter: '' } }));
    const { lane, recordFile } = must(await kim['route.propose']({ documentId }));
    const plain = { ...lane, stages: lane.stages.map((stage) => stage.map((step) => ({ ...step, marks: [] }))) };
    must(await kim['route.design']({ documentId, lane: plain, recordFile }));
    expect(outcome(await kim['approval.submit']({ documentId }))).toBe('MARKS_MISSING');
    expect(outcome(await kim['approval.submit']({ documentId, exemption: 'routine', important: true, majorPolicy: true }))).toBe('accepted');
    const view = await office.seen('lee', documentId, 'the turn', ({ acts }) => acts.includes('sign'));
    expect([view.important, view.majorPolicy]).toEqual([true, true]);
    must(await (await office.at('lee')).handlers['approval.return']({ documentId, stepId: stepOf(view, '과장').id, reason: '다시 볼 것' }));
    await office.seen('kim', documentId, 'back', ({ status }) => status === 'returned');
    const { lines } = must(await kim['trail.get']({ documentId }));
    expect(lines.filter(({ what }) => what === '등록')).toHaveLength(1);
  });

  it('AP13 ★ and ⊙ follow the fields when a route that was set is set again; until then the check stops and says what to do', async () => {
    const documentId = await office.draft('표시를 고친 문서');
    const told = async () => must(await kim['documents.get']({ documentId })).checks.find(({ title }) => title.includes('★'));
    const marked = async () =>
      must(await kim['route.propose']({ documentId }))
        .lane.stages.flat()
        .map(({ position, marks }) => [position, marks]);
    expect(await told()).toMatchObject({ state: 'ok' });
    must(await kim['documents.setFields']({ documentId, fields: { originator: '과장' } }));
    expect(await told()).toMatchObject({ state: 'stop', detail: expect.stringContaining('「이 경로로 정하기」') as unknown });
    expect(await marked()).toEqual([
      ['주무관', ['reporter']],
      ['과장', ['originator']],
    ]);
    const { lane, recordFile } = must(await kim['route.propose']({ documentId }));
    must(await kim['route.design']({ documentId, lane, recordFile }));
    expect(await told()).toMatchObject({ state: 'ok' });
    must(await kim['documents.setFields']({ documentId, fields: { originator: '국장' } }));
    const away = must(await kim['route.propose']({ documentId })).lane;
    must(await kim['route.design']({ documentId, lane: away, recordFile }));
    expect(await told()).toMatchObject({ state: 'warn', detail: expect.stringContaining('발의자로 고른 국장') as unknown });
  });

  it('AP9 who of a route is away today is told while it is built, with the deputy or what to do, and stops nothing', async () => {
    const documentId = await office.draft('부재자가 있는 경로', [
      ['concur', 'U2', '과장'],
      ['approve', 'U1', '과장'],
    ]);
    const { lane } = must(await kim['route.propose']({ documentId }));
    const day = { from: today(), until: today(), ground: '출장' };
    await office.reorganise({
      absences: [
        { person: 'yoon', ...day },
        { person: 'lee', ...day },
      ],
      deputies: [{ position: '과장', unit: 'U1', deputy: 'choi', ...day, designatedBy: { position: '실장', unit: null }, order: null }],
    });
    const { checks } = must(await kim['route.check']({ documentId, lane }));
    expect(checks.filter(({ state }) => state === 'warn').map(({ title, detail }) => [title, detail.replace(/^[\d. ]+/, '')])).toEqual([
      ['과장 출장', '직무대리가 없습니다. 돌아온 뒤에 처리합니다.'],
      ['과장 출장', '직무대리가 대결합니다: 혁신행정담당관실 주무관.'],
    ]);
    const view = await office.seen('kim', documentId, 'the warnings', (seen) => seen.checks.filter(({ title }) => title === '과장 출장').length === 2);
    expect(view.checks.filter(({ state, title }) => state === 'stop' && title !== '본문')).toEqual([]);
    await office.reorganise({ absences: [], deputies: [] });
  });

  it('AP24 a step whose post fell empty, also the one that decides, is told to the drafter, who names another with a reason; what was signed stands', async () => {
    const documentId = await office.sentUp('실장이 떠난 문서', [
      ['concur', 'U2', '과장'],
      ['approve', 'U1', '과장'],
    ]);
    const { id } = stageOf(await office.seen('yoon', documentId, 'the turn', ({ acts }) => acts.includes('sign')), 1);
    must(await (await office.at('yoon')).handlers['approval.sign']({ documentId, stepId: id, opinion: NONE }));
    await office.seen('kim', documentId, 'concurred', (view) => stageOf(view, 1).state === 'signed');
    // The table still names the 과장: the reason says why another decides.
    await office.reorganise({}, (person) => (person.id === 'lee' ? { ...person, position: '주무관' } : person));
    const stuck = await office.seen('kim', documentId, 'stranded', ({ acts }) => acts.includes('reroute'));
    expect(stageOf(stuck, 2)).toMatchObject({ stranded: true, may: ['reroute'] });
    expect(must(await kim['home.list']({})).waiting.map(({ title }) => title)).toContain('실장이 떠난 문서');
    const posts = [{ stepId: stageOf(stuck, 2).id, position: '실장', unit: null }];
    expect(outcome(await kim['route.reroute']({ documentId, posts: [{ ...posts[0], stepId: 'A-9', position: '실장', unit: null }], reason: '공석' }))).not.toBe(
      'accepted',
    );
    expect(outcome(await kim['route.reroute']({ documentId, posts, reason: '과장 공석' }))).toBe('accepted');
    const after = await office.seen('jung', documentId, 'the turn', ({ acts }) => acts.includes('sign'));
    expect([stageOf(after, 1).state, stageOf(after, 2).position]).toEqual(['signed', '실장']);
    expect(after.lanes[0]?.rule).toContain('위임전결규정보다 높은 결재권자');
    expect(outcome(await (await office.at('jung')).handlers['approval.sign']({ documentId, stepId: stageOf(after, 2).id, opinion: NONE }))).toBe('accepted');
  });
});

const stepIn = <T>(stages: readonly (readonly T[])[]): T => {
  const first = stages[0]?.[0];
  if (first === undefined) throw new Error('no step');
  return first;
};
const stageOf = (view: Parameters<typeof stepOf>[0], stage: number) => stepIn((view.lanes[0]?.stages ?? []).slice(stage));
const delegation = async () => [...((await office.at('kim')).context.replica.directory().agencies.get('A')?.delegation ?? [])];
