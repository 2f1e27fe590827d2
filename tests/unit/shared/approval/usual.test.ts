import { expect, it } from 'vitest';
import { daysOfLane, daysToEnd, usualOfStep } from '../../../../renderer/route/usual.ts';
import { pastLanesOf, pastSteps, usualOf } from '../../../../shared/approval/usual.ts';
import { Chain } from '../../../support/chain.ts';

it('US1 the middle of what was seen is told from three papers on, with how many they are', () => {
  expect([usualOf([]), usualOf([1, 2])]).toEqual([null, null]);
  expect(usualOf([9, 1, 2])).toEqual({ days: 2, of: 3 });
  expect(usualOf([4, 1, 2, 30])).toEqual({ days: 3, of: 4 });
});

it('US1 a signed step counts from its turn to its signature, a decided partner from being asked; what is open counts not', () => {
  const chain = new Chain().partnerReady();
  expect(pastSteps(chain.state).map(({ agency, position, kind }) => `${agency} ${kind} ${position}`)).toEqual([
    'A review 과장',
    'A concur 국장',
    'A approve 차관',
  ]);
  // The clock of a chain moves on a second for each statement.
  expect(pastSteps(chain.state).map(({ days }) => Math.round(days * 86_400))).toEqual([1, 1, 1]);
  expect(pastLanesOf(chain.state).map(({ agency, role }) => [agency, role])).toEqual([['A', 'lead']]);
});

it('US1 a lane takes its stages one after the other and the slowest of each; one step that is not known says nothing', () => {
  const step = (id: string, kind: 'draft' | 'review' | 'approve', position: string) => ({ id, kind, position, unit: null, marks: [], delegated: false });
  const plan = {
    agency: 'A',
    unit: 'U',
    stages: [[step('1', 'draft', '사무관')], [step('2', 'review', '과장'), step('3', 'review', '팀장')], [step('4', 'approve', '국장')]],
  };
  const known = (position: string, kind: 'review' | 'approve', days: number) => ({ unit: null, position, kind, usual: { days, of: 3 } });
  const usual = { steps: [known('과장', 'review', 1), known('팀장', 'review', 2), known('국장', 'approve', 0.5)], partners: [] };
  expect([usualOfStep(usual, step('2', 'review', '과장'))?.days, usualOfStep(usual, step('2', 'approve', '과장'))]).toEqual([1, null]);
  expect(daysOfLane(usual, plan)).toBe(2.5);
  expect(daysOfLane({ ...usual, steps: usual.steps.slice(1) }, plan)).toBeNull();
  expect([daysToEnd(2, [1, 3], 'parallel'), daysToEnd(2, [1, 3], 'sequence'), daysToEnd(2, [1, null], 'parallel'), daysToEnd(null, [], 'parallel')]).toEqual([
    5,
    6,
    null,
    null,
  ]);
});
