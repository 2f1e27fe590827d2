/** What a turn says of its time: since when it stands, who opened the paper meanwhile, until when it is asked. */

import { dueOf, laneDue, setDue } from '../../../shared/approval/due.ts';
import { isMaker } from '../../../shared/approval/maker.ts';
import { laneRequests } from '../../../shared/approval/requests.ts';
import { laneDecided, type LaneState } from '../../../shared/approval/state.ts';
import type { StepPlan } from '../../../shared/approval/route.ts';
import { turnSince } from '../../../shared/approval/turn-since.ts';
import { officeDays } from '../../../shared/org/holidays.ts';
import { standingsOf } from '../../../shared/org/standing.ts';
import { findPerson } from '../../../shared/org/delegation.ts';
import { postNow } from '../../../shared/org/succession.ts';
import type { LaneView, StepView } from '../../../shared/api/views.ts';
import { dueView } from './requests.ts';
import type { ViewSource } from './source.ts';
import { awaitsServer } from './status.ts';

type Source = Pick<ViewSource, 'state' | 'directory' | 'today' | 'me' | 'waiting'>;

/** When somebody who may act on the step first opened this version since its turn came; null where nobody did. */
function openedAt({ state, directory, today }: Source, lane: LaneState, step: StepPlan, since: string): string | null {
  const post = postNow(directory.agencies.get(lane.agency), step) ?? step;
  const acts = (id: string): boolean => {
    const person = findPerson(directory, id);
    if (person === undefined || person.agency !== lane.agency) return false;
    return standingsOf(directory, person, today).some((one) => one.post.position === post.position && one.post.unit === post.unit);
  };
  const found = state.openings.filter(({ version, at, person }) => version === state.version && at >= since && acts(person));
  return found.map(({ at }) => at).toSorted()[0] ?? null;
}

/** The time of a step: of one whose turn it is, or a day that was set for later. */
export function turnView(source: Source, lane: LaneState, step: StepPlan, now: boolean): Pick<StepView, 'due' | 'since' | 'opened'> {
  const { state, today } = source;
  const over = lane.outcomes.has(step.id) || step.kind === 'draft' || (state.status !== 'in-approval' && state.status !== 'drafting');
  if (over) return { due: null, since: null, opened: null };
  const own = lane.due.steps[step.id] ?? null;
  if (!now) return { due: own === null ? null : dueView({ day: own, set: true }, today), since: null, opened: null };
  const since = turnSince(state, { lane, step }) ?? state.submittedAt ?? '';
  return {
    due: dueView(dueOf(setDue(state, lane, step.id), step.kind, since, officeDays(source.directory)(lane.agency)), today),
    since,
    opened: openedAt(source, lane, step, since),
  };
}

/** The time of a lane: of a request to take in or to design, else the day set for it. */
export function laneTurnView({ state, directory, today, me, waiting }: Source, lane: LaneState): Pick<LaneView, 'due' | 'since' | 'days' | 'maySetDays'> {
  const days = { whole: lane.due.whole, steps: { ...lane.due.steps } };
  if (state.status !== 'in-approval' && state.status !== 'drafting') return { due: null, since: null, days, maySetDays: false };
  // The lead's day is that of the paper: it may be moved while any agency still decides.
  const open = state.status === 'in-approval' && (lane.role === 'lead' || !laneDecided(lane));
  const maySetDays = open && isMaker(state, lane.agency, me.id, directory) && !awaitsServer(state, waiting);
  const asked =
    state.status === 'in-approval' ? laneRequests(state, lane, officeDays(directory)).find(({ kind }) => kind === 'receive' || kind === 'design') : undefined;
  const whole = laneDue(state, lane);
  const due = asked?.due ?? (whole === null ? null : { day: whole, set: true });
  return { due: due === null ? null : dueView(due, today), since: asked === undefined ? null : (lane.received?.at ?? lane.requestedAt), days, maySetDays };
}
