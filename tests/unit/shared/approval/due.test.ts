import { describe, expect, it } from 'vitest';
import { dueOf, isDay, isDueGone, standardDue } from '../../../../shared/approval/due.ts';
import { workingDaysAfter } from '../../../../shared/calendar/working-days.ts';
import { reminderStage } from '../../../../shared/approval/reminders.ts';
import { laneOf } from '../../../../shared/approval/state.ts';
import { digestOf } from '../../../../shared/trail/hash.ts';
import { Chain, LEAD } from '../../../support/chain.ts';

const CHANGED = { ...LEAD, stages: LEAD.stages.map((stage) => stage.map((step) => (step.id === 'A-2' ? { ...step, position: '실장' } : step))) };

/** A chain whose lead lane has days for its steps. */
function withDays(): Chain {
  const chain = new Chain();
  chain.create();
  chain.design();
  const body = { whole: '2026-12-31', steps: { 'A-1': '2026-12-24', 'A-2': '2026-12-28' } };
  expect(chain.send(chain.statement('due.set', 'A/사무관', body, { laneDigest: digestOf(LEAD) })).ok).toBe(true);
  return chain;
}

describe('days', () => {
  it('AP26 working days leave out Saturdays and Sundays; a day set counts before the standard', () => {
    expect(workingDaysAfter('2026-11-27', 1)).toBe('2026-11-30');
    expect(workingDaysAfter('2026-11-28', 2)).toBe('2026-12-01');
    expect(workingDaysAfter('2026-11-25', 0)).toBe('2026-11-25');
    // 23:30 in UTC is the morning of the next day in Korea.
    expect(standardDue('review', '2026-11-24T23:30:00.000Z')).toEqual({ day: '2026-11-27', set: false });
    expect(dueOf('2026-12-04', 'review', '2026-11-24T23:30:00.000Z')).toEqual({ day: '2026-12-04', set: true });
  });
  it('AP26 only days of the calendar are days', () => {
    expect(['2026-11-25', '2028-02-29'].every(isDay)).toBe(true);
    expect(['2026-02-29', '2026-13-01', '26-11-25', '2026-11-25T00:00', ''].some(isDay)).toBe(false);
  });
  it('AP26 one is reminded on the working day before, on the day and once it is gone by', () => {
    const stages = ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'].map((day) => reminderStage(day, '2026-11-25'));
    expect(stages).toEqual(['over', 'on', 'before', null]);
    // Friday: Monday is the next day anybody works.
    expect(['2026-11-29', '2026-11-30', '2026-12-01'].map((day) => reminderStage(day, '2026-11-27'))).toEqual(['before', 'before', null]);
  });
});

describe('days of a lane', () => {
  it('AP26 a lane designed anew keeps the day of a step at the same post and drops that of another', () => {
    const chain = withDays();
    expect(chain.design(CHANGED).ok).toBe(true);
    expect(laneOf(chain.state, 'A')?.due).toEqual({ whole: '2026-12-31', steps: { 'A-1': '2026-12-24' } });
  });
  it('AP26 days set for a route that is not the one there are refused, and a paper of before has none', () => {
    const chain = new Chain();
    chain.create();
    chain.design();
    expect(laneOf(chain.state, 'A')?.due).toEqual({ whole: null, steps: {} });
    const judged = chain.send(chain.statement('due.set', 'A/사무관', { whole: '2026-12-31', steps: {} }, { laneDigest: digestOf(CHANGED) }));
    expect(judged).toMatchObject({ ok: false, code: 'ROUTE_MISMATCH' });
  });
  it('AP26 a new version drops the days of steps and keeps that of the paper', () => {
    const chain = withDays();
    expect(chain.submit().ok).toBe(true);
    expect(chain.back('A/과장', 'A-1').ok).toBe(true);
    expect(chain.send(chain.statement('redrafted', 'A/사무관', { fromVersion: 1 }, { version: 2 })).ok).toBe(true);
    expect(laneOf(chain.state, 'A')?.due).toEqual({ whole: '2026-12-31', steps: {} });
  });
});

it('AP26 a day that is gone is not set anew, one that stood before may stay', () => {
  const before = { whole: '2026-11-20', steps: { a: '2026-11-21' } };
  const gone = (whole: string | null, steps: Record<string, string> = {}): boolean => isDueGone({ whole, steps }, before, '2026-11-23');
  expect([gone('2026-11-22'), gone('2026-11-20'), gone('2026-11-23'), gone(null)]).toEqual([true, false, false, false]);
  expect([gone(null, { a: '2026-11-21' }), gone(null, { a: '2026-11-22' }), gone(null, { b: '2026-11-21' })]).toEqual([false, true, true]);
});
