/** What a paper asks of anybody now: each request with its day, and who may answer it (AP26, NT1). Pure. */

import type { DaysOff } from '../calendar/working-days.ts';
import type { Directory, Person } from '../org/directory.ts';
import { NO_OFFICE_DAYS, type OfficeDays } from '../org/holidays.ts';
import { dueOf, laneDue, setDue, standardDue, type Due, type RequestKind } from './due.ts';
import { isMaker, servesLane } from './maker.ts';
import type { StepPlan } from './route.ts';
import { currentSteps, type DocumentState, type LaneState } from './state.ts';
import { standingOn, type Asker } from './step-acts.ts';
import { turnSince } from './turn-since.ts';

/** One request: what is asked, of which step or place, until when. `key` names it in its document, so that it is told of once. */
export interface OpenRequest {
  readonly kind: RequestKind;
  readonly key: string;
  readonly lane: LaneState | null;
  readonly step: StepPlan | null;
  readonly due: Due;
}

/** Name of the request that a step be decided. */
export const stepKey = (stepId: string, version: number): string => `step/${stepId}/${version}`;

/** Name of the request that a partner takes the paper in, or designs its lane. */
export const partnerKey = (kind: 'receive' | 'design', agency: string, version: number): string => `${kind}/${agency}/${version}`;

/** The sooner of the standard and the day of the whole paper: taking a request in is not worth the paper's own time. */
function soon(kind: 'receive' | 'design', whole: string | null, since: string, off: DaysOff): Due {
  const standard = standardDue(kind, since, off);
  return whole !== null && whole < standard.day ? { day: whole, set: true } : standard;
}

/** What one lane asks; `days` are the days off of each agency. */
export function laneRequests(state: DocumentState, lane: LaneState, days: OfficeDays = NO_OFFICE_DAYS): OpenRequest[] {
  const { agency, requestedAt, received } = lane;
  const off = days(agency);
  const { version } = state;
  if (lane.role === 'partner' && requestedAt !== null && lane.plan === null) {
    const [kind, since] = received === null ? (['receive', requestedAt] as const) : (['design', received.at] as const);
    return [{ kind, key: partnerKey(kind, agency, version), lane, step: null, due: soon(kind, laneDue(state, lane), since, off) }];
  }
  return currentSteps(state, lane).map((step) => {
    const since = turnSince(state, { lane, step }) ?? state.submittedAt ?? '';
    return { kind: step.kind, key: stepKey(step.id, version), lane, step, due: dueOf(setDue(state, lane, step.id), step.kind, since, off) };
  });
}

/** A version that came back, to be written anew by the drafter; one that was withdrawn is nobody's request. */
function rewriteRequests({ status, ended, version, lead }: DocumentState, days: OfficeDays): OpenRequest[] {
  const end = ended.at(-1);
  if (status !== 'returned' || end === undefined) return [];
  return [{ kind: 'rewrite', key: `rewrite/${version}`, lane: null, step: null, due: dueOf(end.due, 'rewrite', end.at, days(lead?.agency ?? '')) }];
}

/** What the chain asks of anybody. */
export function openRequests(state: DocumentState, days: OfficeDays = NO_OFFICE_DAYS): OpenRequest[] {
  return state.status === 'in-approval' ? state.lanes.flatMap((lane) => laneRequests(state, lane, days)) : rewriteRequests(state, days);
}

/** Whether a request is this person's to answer on a day: the holder of the post or its deputy, the 처리과 that takes in, the maker. */
export function isAsked(state: DocumentState, { kind, lane, step }: OpenRequest, { directory, person, day }: Asker): boolean {
  if (kind === 'rewrite') return isMaker(state, state.lead?.agency, person.id, directory);
  if (lane === null || lane.agency !== person.agency) return false;
  if (step !== null) return standingOn({ directory, person, day }, lane, step) !== undefined;
  return kind === 'receive' ? servesLane(lane, person.id, directory) : isMaker(state, lane.agency, person.id, directory);
}

/** Everybody a request may be answered by on a day. */
export function askedPeople(state: DocumentState, request: OpenRequest, directory: Directory, day: string): Person[] {
  const agency = request.lane?.agency ?? state.lead?.agency ?? '';
  return (directory.agencies.get(agency)?.people ?? []).filter((person) => isAsked(state, request, { directory, person, day }));
}
