/** How long steps and lanes usually took in past papers (US1): counted from what is at hand, and told only where there is enough of it. Pure. */

import { workingTime } from '../calendar/working-days.ts';
import { NO_OFFICE_DAYS, type OfficeDays } from '../org/holidays.ts';
import { stepsOf, laneDecided, type DocumentState, type LaneState } from './state.ts';
import type { StepKind } from './route.ts';
import { turnSince } from './turn-since.ts';

/** Fewer papers than this say nothing. */
export const LEAST_PAST = 3;

/** The middle of what was seen, in working days (WD2), and how many papers it is from. */
export interface Usual {
  readonly days: number;
  readonly of: number;
}

/** A step of a past paper: who it was asked of, and how long it took from its turn to its signature. */
export interface PastStep {
  readonly agency: string;
  readonly unit: string | null;
  readonly position: string;
  readonly kind: StepKind;
  readonly days: number;
}

/** A lane of a past paper that was decided: from being asked (the lead: from 결재 올림) to its last signature. */
export interface PastLane {
  readonly agency: string;
  readonly role: LaneState['role'];
  readonly days: number;
  readonly endedAt: string;
  readonly lane: LaneState;
}

/** Steps of a paper that were signed; what was skipped or returned took no usual time. `days` are the days off of each agency. */
export function pastSteps(state: DocumentState, days: OfficeDays = NO_OFFICE_DAYS): PastStep[] {
  return state.lanes.flatMap((lane) =>
    stepsOf(lane.plan).flatMap((step) => {
      const outcome = lane.outcomes.get(step.id);
      const since = step.kind === 'draft' || outcome?.verdict !== 'signed' ? null : turnSince(state, { lane, step });
      if (since === null || outcome === undefined) return [];
      const { kind, unit, position } = step;
      return [{ agency: lane.agency, unit, position, kind, days: workingTime(since, outcome.at, days(lane.agency)) }];
    }),
  );
}

/** Lanes of a paper that were decided. */
export function pastLanesOf(state: DocumentState, days: OfficeDays = NO_OFFICE_DAYS): PastLane[] {
  return state.lanes.flatMap((lane) => {
    const asked = lane.role === 'lead' ? state.submittedAt : lane.requestedAt;
    const ended = [...lane.outcomes.values()].map(({ at }) => at).toSorted();
    const endedAt = ended.at(-1);
    // Who decides alone by sending up waits for nobody.
    if (!laneDecided(lane) || asked === null || endedAt === undefined || ended.length < (lane.role === 'lead' ? 2 : 1)) return [];
    return [{ agency: lane.agency, role: lane.role, days: workingTime(asked, endedAt, days(lane.agency)), endedAt, lane }];
  });
}

/** The middle of some times; null where there are too few to say. */
export function usualOf(times: readonly number[]): Usual | null {
  if (times.length < LEAST_PAST) return null;
  const sorted = times.toSorted((a, b) => a - b);
  const at = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = sorted.length % 2 === 1 ? [sorted[at], sorted[at]] : [sorted[at - 1], sorted[at]];
  return { days: (low + high) / 2, of: sorted.length };
}
