import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../../../electron/backend/backend.ts';
import { createDesks, outcome, stepOf, today, type Name, type Desks } from '../../../support/desks.ts';
import { koreanDate } from '../../../../shared/writing/amount.ts';
import { must } from '../../../support/sync.ts';

const NONE = { kind: 'none', text: '' } as const;
let office: Desks;
beforeAll(async () => void (office = await createDesks()));
afterAll(() => office.close());

const handlers = async (name: Name): Promise<Backend['handlers']> => (await office.at(name)).handlers;
const titles = async (name: Name, list: 'waiting' | 'reports' | 'progress') =>
  must(await (await handlers(name))['home.list']({}))[list].map(({ title }) => title);

/** 과장 of U1 is away today; the 과장 of U2 was designated by the post above. */
const AWAY = () => ({
  deputies: [
    {
      position: '과장',
      unit: 'U1',
      deputy: 'yoon',
      from: today(),
      until: today(),
      ground: '출장',
      designatedBy: { position: '실장', unit: null },
      order: null,
    },
  ],
});

describe('대결, 겸임, 사후보고 (AP18 AP19)', () => {
  it('AP18 a paper that was there before the deputy was entered waits for the deputy, says for whom, why and how long, and is printed as 대결', async () => {
    const documentId = await office.sentUp('대결할 문서');
    await office.at('yoon');
    expect(await titles('yoon', 'waiting')).toEqual([]);
    await office.reorganise(AWAY());
    const view = await office.seen('yoon', documentId, 'the turn', ({ acts }) => acts.includes('sign'));
    const step = stepOf(view, '과장');
    expect(step).toMatchObject({
      mine: true,
      as: { kind: 'acting', post: '혁신행정담당관실 과장', forPost: '정보화담당관실 과장', ground: '출장', until: today() },
    });
    expect(await titles('yoon', 'waiting')).toEqual(['대결할 문서']);
    expect(view.printedLike[0]?.boxes.map(({ lines }) => lines)).toEqual([['김하나'], ['전결']]);
    expect(view.printedSigned[0]?.boxes.map(({ position, lines, mine }) => [position, lines, mine])).toEqual([
      ['주무관', ['김하나'], false],
      ['과장', ['전결'], false],
      ['과장', ['대결', koreanDate(today()).replace(/^\d+\. /, ''), '윤여섯'], true],
    ]);
    expect(outcome(await (await handlers('yoon'))['approval.sign']({ documentId, stepId: step.id, opinion: NONE, report: true }))).toBe('accepted');
    const after = await office.seen('kim', documentId, 'decided', ({ status }) => status === 'registered');
    expect(stepOf(after, '과장')).toMatchObject({ state: 'signed', person: '윤여섯', deputy: '혁신행정담당관실 과장' });
    const { lines } = must(await (await handlers('kim'))['trail.get']({ documentId }));
    expect(lines.map(({ what }) => what)).toContain('결재(전결·대결)');
    expect(must(await (await handlers('kim'))['trail.verify']({ documentId })).verdict).toBe('valid');
  });

  it('AP19 the 사후보고 stands with the deputy and with the absent post until that post confirms it in person, once', async () => {
    const documentId = await office.sentUp('보고할 문서');
    const { id: stepId } = stepOf(await office.seen('yoon', documentId, 'the turn', ({ acts }) => acts.includes('sign')), '과장');
    must(await (await handlers('yoon'))['approval.sign']({ documentId, stepId, opinion: NONE, report: true }));
    const away = await office.seen('lee', documentId, 'a report', ({ report }) => report === 'confirm');
    const told = { stepId, forPost: '정보화담당관실 과장', deputy: '혁신행정담당관실 과장', confirmed: null };
    expect([away.reports, away.acts.includes('confirmReport')]).toMatchObject([[{ ...told, mine: false, awayUntil: today() }], false]);
    await office.seen('yoon', documentId, 'the report', ({ report }) => report === 'reported');
    expect([await titles('yoon', 'reports'), await titles('lee', 'reports')].map((list) => list.includes('보고할 문서'))).toEqual([true, true]);
    expect(await titles('kim', 'reports')).toEqual([]);
    expect(outcome(await (await handlers('yoon'))['approval.confirmReport']({ documentId, stepId, opinion: NONE }))).toBe('ACTING_NOT_HERE');
    expect(outcome(await (await handlers('lee'))['approval.confirmReport']({ documentId, stepId, opinion: NONE }))).toBe('REPORT_TOO_EARLY');
    await office.reorganise({ deputies: [] });
    const mine = await office.seen('lee', documentId, 'back', ({ acts }) => acts.includes('confirmReport'));
    expect(mine.reports).toMatchObject([{ ...told, mine: true, awayUntil: null }]);
    const said = { kind: 'remark', text: '그대로 시행할 것' } as const;
    expect(outcome(await (await handlers('lee'))['approval.confirmReport']({ documentId, stepId, opinion: said }))).toBe('accepted');
    const after = await office.seen('kim', documentId, 'confirmed', ({ reports }) => reports[0]?.confirmed !== null);
    expect(after.reports[0]?.confirmed).toMatchObject({ who: '이두리', opinion: '그대로 시행할 것' });
    expect(outcome(await (await handlers('lee'))['approval.confirmReport']({ documentId, stepId, opinion: NONE }))).toBe('REPORT_DONE');
    expect((await titles('lee', 'reports')).includes('보고할 문서')).toBe(false);
  });

  it('AP23 a paper waits for a post held beside the own one, is signed with that post, and the deputy entry gone it is nobody else’s', async () => {
    await office.reorganise({ deputies: [] }, (person) => (person.id === 'choi' ? { ...person, concurrent: [{ unit: 'U2', position: '과장' }] } : person));
    const documentId = await office.sentUp('겸임으로 협조할 문서', [
      ['concur', 'U2', '과장'],
      ['approve', 'U1', '과장'],
    ]);
    const view = await office.seen('choi', documentId, 'the turn', ({ acts }) => acts.includes('sign'));
    const step = view.lanes[0]?.stages[1]?.[0];
    expect(step).toMatchObject({ mine: true, as: { kind: 'concurrent', post: '혁신행정담당관실 과장', forPost: '' } });
    expect(outcome(await (await handlers('choi'))['approval.sign']({ documentId, stepId: step?.id ?? '', opinion: NONE }))).toBe('accepted');
    const after = await office.seen('lee', documentId, 'the turn', ({ acts }) => acts.includes('sign'));
    expect(after.lanes[0]?.stages[1]?.[0]).toMatchObject({ state: 'signed', person: '최다섯', deputy: null });
    expect(outcome(await (await handlers('yoon'))['approval.sign']({ documentId, stepId: after.lanes[0]?.stages[2]?.[0]?.id ?? '', opinion: NONE }))).toBe(
      'NOT_YOUR_STEP',
    );
  });

  it('AP23 a paper drafted from a post held beside the own one is of that 처리과: signature, ★·⊙, record file and printed box follow', async () => {
    await office.reorganise({ deputies: [] }, (person) => (person.id === 'choi' ? { ...person, concurrent: [{ unit: 'U1', position: '주무관' }] } : person));
    const choi = await handlers('choi');
    const { posts, recordFiles } = must(await choi['documents.newDraft']({}));
    expect(posts.map(({ unit, position, kind }) => [unit, position, kind])).toEqual([
      ['U2', '주무관', 'own'],
      ['U1', '주무관', 'concurrent'],
    ]);
    const recordFile = recordFiles.find(({ unit }) => unit === 'U1')?.name ?? '';
    const made = {
      form: 'official' as const,
      title: '겸임으로 기안한 문서',
      partners: [],
      recordFile,
      work: ['정보화 운영'],
      post: { unit: 'U1', position: '주무관' },
    };
    const { documentId } = must(await choi['documents.create'](made));
    must(await choi['documents.setFields']({ documentId, fields: { summary: '요지', keywords: ['겸임'] } }));
    const draft = await office.seen('choi', documentId, 'the draft', ({ fields }) => fields.summary === '요지');
    expect([draft.unitName, draft.fields.originator, draft.fields.reporter]).toEqual(['정보화담당관실', '과장', '주무관']);
    const { lane, recordFile: file } = must(await choi['route.propose']({ documentId }));
    expect(lane.stages.flat().map(({ kind, unit, position }) => [kind, unit, position])).toEqual([
      ['draft', 'U1', '주무관'],
      ['approve', 'U1', '과장'],
    ]);
    must(await choi['route.design']({ documentId, lane, recordFile: file }));
    await office.seen('choi', documentId, 'designed', ({ lanes }) => lanes[0]?.stages.length === 2);
    expect(outcome(await choi['approval.submit']({ documentId }))).toBe('accepted');
    const view = await office.seen('lee', documentId, 'the turn', ({ acts }) => acts.includes('sign'));
    expect(view.printedLike[0]?.boxes[0]).toMatchObject({ marks: '⊙', position: '주무관', lines: ['최다섯'] });
    must(await (await handlers('lee'))['approval.return']({ documentId, stepId: stepOf(view, '과장').id, reason: '다시' }));
    await office.seen('choi', documentId, 'returned', ({ acts }) => acts.includes('redraft'));
    expect(must(await choi['trail.verify']({ documentId })).verdict).toBe('valid');
    expect(outcome(await choi['approval.redraft']({ documentId }))).toBe('accepted');
    const { lines } = must(await choi['trail.get']({ documentId }));
    const own = lines.filter(({ what }) => ['기안 시작', '결재경로 정함', '결재 올림', '재기안'].includes(what));
    expect(own.map(({ who }) => who)).toEqual(own.map(() => '최다섯 정보화담당관실 주무관'));
  });
});
