import { expect, it } from 'vitest';
import { expectedEnd, type KnownTimes } from '../../../../shared/approval/expected.ts';
import { workingTime, workingTimeAfter } from '../../../../shared/calendar/working-days.ts';
import { Chain } from '../../../support/chain.ts';

const known = (days: Readonly<Record<string, number>>): KnownTimes => {
  const usual = (name: string) => (days[name] === undefined ? null : { days: days[name], of: 3 });
  return { step: (agency, { position }) => usual(`${agency} ${position}`), lane: usual };
};

it('WD2 the way back of working time leaves out the same hours', () => {
  // Friday 17:00 in Korea and a day and a half: over the weekend, Tuesday 05:00.
  expect(workingTimeAfter('2026-11-27T08:00:00.000Z', 1.5)).toBe('2026-11-30T20:00:00.000Z');
  expect(workingTimeAfter('2026-11-28T03:00:00.000Z', 0)).toBe('2026-11-28T03:00:00.000Z');
  expect(workingTime('2026-11-27T08:00:00.000Z', workingTimeAfter('2026-11-27T08:00:00.000Z', 7.25))).toBeCloseTo(7.25, 6);
});

it('US1 a paper on its way ends after the usual time of what is open, never before now; one part that is not known says nothing', () => {
  const { state } = new Chain().partnerReady();
  const now = '2026-11-23T01:00:00.000Z';
  const end = (times: Readonly<Record<string, number>>, at = now): string | null => expectedEnd(state, known(times), at)?.at ?? null;
  expect(state.status).toBe('in-approval');
  // Two steps of the partner are open, the first since seconds: a day each.
  expect(workingTime('2026-11-23T00:00:00.000Z', end({ 'B 과장': 1, 'B 실장': 1 }) ?? '')).toBeCloseTo(2, 2);
  expect(end({ 'B 과장': 1 })).toBeNull();
  // Three days later the first is overdue: it ends now at the earliest, and the second after it.
  const late = '2026-11-26T01:00:00.000Z';
  expect(end({ 'B 과장': 1, 'B 실장': 1 }, late)).toBe('2026-11-27T01:00:00.000Z');
  expect(expectedEnd(new Chain().state, known({}), now)).toBeNull();
});
