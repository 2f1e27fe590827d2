/** When a paper on its way will probably be established (US1): from the usual times of what is still open; nothing is said where one of them is not known. Pure. */

import { workingTimeAfter } from '../calendar/working-days.ts';
import { latest } from '../lib/latest.ts';
import { NO_OFFICE_DAYS, type OfficeDays } from '../org/holidays.ts';
import type { StepPlan } from './route.ts';
import { laneDecided, type DocumentState, type LaneState } from './state.ts';
import { turnSince } from './turn-since.ts';
import type { Usual } from './usual.ts';

/** What past papers say of steps, and of whole lanes of partners. */
export interface KnownTimes {
  readonly step: (agency: string, step: StepPlan) => Usual | null;
  readonly lane: (agency: string) => Usual | null;
}

/** An instant, and on how many papers the least known of its parts rests. */
export interface Expected {
  readonly at: string;
  readonly of: number;
}

interface Asked {
  readonly state: DocumentState;
  readonly known: KnownTimes;
  readonly now: string;
  readonly days: OfficeDays;
}

/** A part that is open since an instant ends after its usual time, and not before now. */
function after({ now, days }: Asked, agency: string, since: string, usual: Usual | null, of: number): Expected | null {
  if (usual === null) return null;
  const at = workingTimeAfter(since, usual.days, days(agency));
  return { at: at < now ? now : at, of: Math.min(of, usual.of) };
}

/** When the slowest of several parts ends; null where one is not known. */
function slowest(parts: readonly (Expected | null)[]): Expected | null {
  const known = parts.filter((part) => part !== null);
  const at = latest(known.map((part) => part.at));
  return at === null || known.length < parts.length ? null : { at, of: Math.min(...known.map(({ of }) => of)) };
}

/** When a lane ends that begins, or goes on, at an instant. */
function laneEnds(asked: Asked, lane: LaneState, from: Expected): Expected | null {
  if (laneDecided(lane)) return from;
  const { state, known } = asked;
  if (lane.plan === null) return after(asked, lane.agency, lane.requestedAt ?? from.at, known.lane(lane.agency), from.of);
  const open = lane.plan.stages.map((stage) => stage.filter(({ id, kind }) => kind !== 'draft' && !lane.outcomes.has(id))).filter((stage) => stage.length > 0);
  let end: Expected | null = from;
  for (const [nth, stage] of open.entries()) {
    const begun: Expected = end;
    end = slowest(
      stage.map((step) => {
        const since = nth === 0 ? (turnSince(state, { lane, step }) ?? begun.at) : begun.at;
        return after(asked, lane.agency, since, known.step(lane.agency, step), begun.of);
      }),
    );
    if (end === null) return null;
  }
  return end;
}

/** When all agencies will have decided; null where the paper is not on its way, is being rewritten, or too little is known. */
export function expectedEnd(state: DocumentState, known: KnownTimes, now: string, days: OfficeDays = NO_OFFICE_DAYS): Expected | null {
  const [lead, ...partners] = state.lanes;
  if (lead === undefined || state.status !== 'in-approval' || state.revision !== null) return null;
  const asked: Asked = { state, known, now, days };
  const begun = laneEnds(asked, lead, { at: now, of: Number.POSITIVE_INFINITY });
  if (begun === null || partners.length === 0) return begun;
  if (state.joint?.order === 'parallel') return slowest(partners.map((lane) => laneEnds(asked, lane, begun)));
  return partners.reduce<Expected | null>((end, lane) => (end === null ? null : laneEnds(asked, lane, end)), begun);
}
