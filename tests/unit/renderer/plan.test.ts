import { describe, expect, test } from 'vitest';
import { moveWords } from '../../../renderer/route/lane-designer.tsx';
import { marksFinding } from '../../../renderer/route/marks-finding.ts';
import { did, NOTHING_DONE, redo, undo } from '../../../renderer/route/undone.ts';
import { placeBelow } from '../../../renderer/route/use-drag.ts';
import {
  addStep,
  isOvertaken,
  marksMoved,
  placeOf,
  placeStep,
  postsFor,
  removeStep,
  sameRoute,
  withRules,
  type Plan,
  type Step,
} from '../../../renderer/route/plan.ts';

const step = (n: number, kind: Step['kind'], position: string, unit: string | null = 'U', delegated = false): Step => ({
  id: `A-${n}`,
  kind,
  position,
  unit,
  marks: [],
  delegated,
});
const lawful: Plan = {
  agency: 'A',
  unit: 'U',
  stages: [[step(1, 'draft', '주무관')], [step(2, 'review', '과장')], [step(3, 'review', '국장', null)], [step(4, 'approve', '차관', null, true)]],
};
const shown = (plan: Plan): string => plan.stages.map((stage) => stage.map(({ kind, position }) => `${kind} ${position}`).join('+')).join(', ');
const bare = ['A-2', 'A-3', 'A-4'].reduce(removeStep, lawful);
const put = (plan: Plan, position: string, unit: string | null): Plan =>
  withRules(addStep(plan, { position, unit }, lawful), { head: '장관', ownName: false, marks: { originator: '', reporter: '' } });

describe('a route that is changed', () => {
  test('RT-PLAN1 a post goes before the one who decides, another unit as 협조', () => {
    expect(shown(put(lawful, '팀장', 'U'))).toBe('draft 주무관, review 과장, review 국장, review 팀장, approve 차관');
    expect(shown(put(lawful, '감사과장', 'V'))).toBe('draft 주무관, review 과장, review 국장, concur 감사과장, approve 차관');
  });

  test('RT-PLAN2 where everything was taken out nothing comes before 기안, and the last post decides', () => {
    expect(shown(bare)).toBe('draft 주무관');
    expect(shown(put(bare, '과장', 'U'))).toBe('draft 주무관, approve 과장');
    expect(shown(put(put(bare, '과장', 'U'), '국장', null))).toBe('draft 주무관, review 국장, approve 과장');
    const again = put(put(bare, '과장', 'U'), '차관', null);
    expect(shown(again)).toBe('draft 주무관, review 과장, approve 차관');
    expect(again.stages.at(-1)?.[0]?.delegated).toBe(true);
    expect(shown(put(put(bare, '차관', null), '과장', 'U'))).toBe('draft 주무관, review 과장, approve 차관');
  });

  test('AP13 a signed route whose ★ or ⊙ the fields name elsewhere now is one that was changed', () => {
    const rules = { head: '장관', ownName: false, marks: { originator: '과장', reporter: '주무관' } };
    const signed = withRules(lawful, rules);
    expect(signed.stages.flat().map(({ marks }) => marks)).toEqual([['reporter'], ['originator'], [], []]);
    const moved = withRules(signed, { ...rules, marks: { originator: '국장', reporter: '주무관' } });
    expect([marksMoved(signed, signed.stages), marksMoved(moved, signed.stages), marksMoved(moved, [])]).toEqual([false, true, false]);
  });

  test('RT-PLAN4 a step let go below the others of its lane comes last, outside the lane it stays', () => {
    expect(shown(placeBelow(lawful, 'A-2', true) ?? bare)).toBe('draft 주무관, review 국장, approve 차관, review 과장');
    expect([placeBelow(lawful, 'A-4', true), placeBelow(lawful, 'A-2', false)]).toEqual([lawful, null]);
  });

  test('RT-PLAN3 changes over a route another window set since are known, those over what stood before are not called so', () => {
    const [mine, theirs] = [removeStep(lawful, 'A-2'), removeStep(lawful, 'A-3')];
    expect(isOvertaken({ plan: mine, base: lawful }, theirs, true)).toBe(true);
    expect([
      isOvertaken({ plan: mine, base: lawful }, lawful, true),
      isOvertaken({ plan: mine, base: lawful }, mine, true),
      isOvertaken({ plan: null, base: null }, theirs, true),
      isOvertaken({ plan: mine, base: lawful }, theirs, false),
    ]).toEqual([false, false, false, false]);
  });

  test('AP13 the panel of a route tells whether ★ and ⊙ stand in it, and who does not', () => {
    const marks = { originator: '과장', reporter: '주무관' };
    expect(marksFinding(lawful, marks).map(({ state, detail }) => [state, detail])).toEqual([['ok', '']]);
    const [away] = marksFinding(removeStep(lawful, 'A-2'), marks);
    expect([away?.state, away?.detail]).toEqual(['warn', expect.stringContaining('★ 발의자 과장')]);
    expect(marksFinding(lawful, { originator: '', reporter: '' })).toEqual([]);
  });

  test('RT-PLAN3 the same route is the same whatever ids its steps have', () => {
    const back = put(put(put(bare, '과장', 'U'), '차관', null), '국장', null);
    expect(sameRoute(back, lawful)).toBe(true);
    expect(sameRoute(bare, lawful)).toBe(false);
  });

  test('RT-PLAN4 a step is put before, behind or beside a stage, out of one again, and never before 기안', () => {
    const put3 = (id: string, stage: number, where: 'before' | 'beside' | 'after'): string => shown(placeStep(lawful, id, { stage, where }));
    expect(put3('A-3', 1, 'before')).toBe('draft 주무관, review 국장, review 과장, approve 차관');
    expect(put3('A-2', 2, 'after')).toBe('draft 주무관, review 국장, review 과장, approve 차관');
    expect(put3('A-2', 2, 'beside')).toBe('draft 주무관, review 국장+review 과장, approve 차관');
    expect(put3('A-3', 0, 'before')).toBe('draft 주무관, review 국장, review 과장, approve 차관');
    expect(put3('A-3', 0, 'beside')).toBe('draft 주무관, review 국장, review 과장, approve 차관');
    const together = placeStep(lawful, 'A-2', { stage: 2, where: 'beside' });
    expect(shown(placeStep(together, 'A-2', { stage: 1, where: 'before' }))).toBe('draft 주무관, review 과장, review 국장, approve 차관');
    expect(placeOf(together, 'A-2')).toEqual({ stage: 2, stages: 3, beside: ['국장'] });
    for (const [id, stage] of [
      ['A-1', 2],
      ['A-2', 1],
      ['A-2', 9],
      ['A-9', 1],
    ] as const)
      expect(placeStep(lawful, id, { stage, where: 'before' })).toBe(lawful);
  });

  test('RT-PLAN6 a post of the very name that is asked for stands before the posts of a unit that is called so', () => {
    const post = (position: string, unitName: string) => ({ position, unit: unitName, unitName, names: ['한도람'] });
    const posts = [post('주무관', '정보화담당관'), post('정보화담당관', '정보화담당관'), post('정보화담당관보', '감사과')];
    expect(postsFor(lawful, posts, '정보화담당관').map(({ position }) => position)).toEqual(['정보화담당관', '정보화담당관보', '주무관']);
  });

  test('RT-PLAN5 every move is said: where to, with whom, that it is gone, that it goes no further', () => {
    const review = step(2, 'review', '과장');
    const said = (after: Plan): string => moveWords(lawful, after, review);
    expect(said(placeStep(lawful, 'A-2', { stage: 2, where: 'after' }))).toBe('과장, 4단계 가운데 3번째로 옮겼습니다.');
    expect(said(placeStep(lawful, 'A-2', { stage: 2, where: 'beside' }))).toBe('과장, 2번째 단계에서 국장과 함께 진행합니다.');
    expect(said(removeStep(lawful, 'A-2'))).toBe('과장, 결재경로에서 뺐습니다.');
    expect(said(lawful)).toBe('과장, 더 옮길 수 없습니다.');
    expect(moveWords(lawful, lawful, review, 'beside')).toBe('과장, 앞에 함께 진행할 단계가 없습니다. 경로는 그대로입니다.');
  });

  test('RT-PLAN7 changes are taken back one by one and done again; a new change lets go of what was taken back', () => {
    const [first, second] = [removeStep(lawful, 'A-2'), removeStep(lawful, 'A-3')];
    const done = did(did(NOTHING_DONE, null), first);
    const back = undo(done, second);
    expect(back?.plan).toBe(first);
    const start = undo(back?.done ?? NOTHING_DONE, first);
    expect(start?.plan).toBeNull();
    expect(undo(start?.done ?? done, null)).toBeNull();
    const again = redo(start?.done ?? NOTHING_DONE, null);
    expect(again?.plan).toBe(first);
    expect(redo(again?.done ?? NOTHING_DONE, first)?.plan).toBe(second);
    expect(redo(did(again?.done ?? NOTHING_DONE, first), lawful)).toBeNull();
  });
});
