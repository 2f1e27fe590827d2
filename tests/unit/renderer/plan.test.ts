import { describe, expect, test } from 'vitest';
import { addStep, removeStep, sameRoute, withRules, type Plan, type Step } from '../../../renderer/route/plan.ts';

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
  withRules(addStep(plan, { position, unit }, lawful), { head: '장관', marks: { originator: '', reporter: '' } });

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

  test('RT-PLAN3 the same route is the same whatever ids its steps have', () => {
    const back = put(put(put(bare, '과장', 'U'), '차관', null), '국장', null);
    expect(sameRoute(back, lawful)).toBe(true);
    expect(sameRoute(bare, lawful)).toBe(false);
  });
});
