import { expect, it } from 'vitest';
import { turnSince } from '../../../../shared/approval/turn-since.ts';
import type { StepPlan } from '../../../../shared/approval/route.ts';
import { emptyLane, initialState, type LaneState, type StepOutcome } from '../../../../shared/approval/state.ts';

const step = (id: string): StepPlan => ({ id, kind: 'review', unit: 'U1', position: id }) as StepPlan;
const signed = (at: string): StepOutcome => ({ verdict: 'signed', at }) as StepOutcome;
const lane = (role: LaneState['role'], outcomes: readonly (readonly [string, string])[], received: string | null): LaneState => ({
  ...emptyLane('A', 'U1', role),
  received: received === null ? null : { handler: 'kim', at: received },
  plan: { agency: 'A', unit: 'U1', stages: [[step('a')], [step('b'), step('c')], [step('d')]] } as unknown as LaneState['plan'],
  outcomes: new Map(outcomes.map(([id, at]) => [id, signed(at)])),
});
const state = { ...initialState('doc'), submittedAt: '2026-11-23T01:00:00.000Z', changedAt: '2026-11-23T09:00:00.000Z' };

it('V1 a turn begins with the last signature before it, and reading or another lane does not begin it anew', () => {
  expect(turnSince(state, { lane: lane('lead', [], null), step: step('a') })).toBe('2026-11-23T01:00:00.000Z');
  const after = lane(
    'lead',
    [
      ['a', '2026-11-23T02:00:00.000Z'],
      ['b', '2026-11-23T04:00:00.000Z'],
      ['c', '2026-11-23T03:00:00.000Z'],
    ],
    null,
  );
  expect(turnSince(state, { lane: after, step: step('d') })).toBe('2026-11-23T04:00:00.000Z');
  expect(turnSince(state, { lane: lane('partner', [], '2026-11-23T05:00:00.000Z'), step: step('a') })).toBe('2026-11-23T05:00:00.000Z');
});
