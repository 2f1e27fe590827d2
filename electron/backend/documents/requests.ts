/** Requests that stand open on a paper, each with the day it is to be answered by: of everybody, and of this person (AP26). */

import type { DueView } from '../../../shared/api/due-view.ts';
import { isConsultationOpen } from '../../../shared/approval/consultation.ts';
import { standardDue, type Due } from '../../../shared/approval/due.ts';
import { servesUnit } from '../../../shared/approval/handover.ts';
import { isAsked, openRequests, type OpenRequest } from '../../../shared/approval/requests.ts';
import { findStep } from '../../../shared/approval/state.ts';
import { standingOn } from '../../../shared/approval/step-acts.ts';
import { openPlace } from './consultation-view.ts';
import { officeDays } from '../../../shared/org/holidays.ts';
import { askerOfSource, type ViewSource } from './source.ts';
import { awaitsServer } from './status.ts';

/** What a request is read from. */
export type RequestSource = Pick<ViewSource, 'state' | 'me' | 'directory' | 'today' | 'waiting'>;

function consultationRequests(source: RequestSource): OpenRequest[] {
  const { state, waiting } = source;
  if (waiting.includes('consultation.answered')) return [];
  return state.consultations.flatMap((one) => {
    const place = isConsultationOpen(state, one) ? openPlace(source, one) : null;
    return place === null ? [] : [{ kind: 'answer' as const, key: `answer/${one.id}`, lane: null, step: null, due: { day: one.due, set: true } }];
  });
}

/** 사후보고 this person confirms: the standard counts from the last day of the absence. */
function reportRequests(source: RequestSource): OpenRequest[] {
  const { state } = source;
  const asker = askerOfSource(source);
  return state.reports.flatMap((report) => {
    const found = report.confirmed === null && report.version === state.version ? findStep(state, report.stepId) : undefined;
    const standing = found === undefined ? undefined : standingOn(asker, found.lane, found.step);
    if (found === undefined || standing === undefined || standing.kind === 'acting') return [];
    const capacity = found.lane.outcomes.get(report.stepId)?.capacity;
    const until = capacity?.kind === 'acting' ? `${capacity.until}T12:00:00+09:00` : report.openedAt;
    const since = until > report.openedAt ? until : report.openedAt;
    return [
      {
        kind: 'confirm' as const,
        key: `confirm/${report.stepId}`,
        lane: found.lane,
        step: null,
        due: standardDue('confirm', since, officeDays(source.directory)(found.lane.agency)),
      },
    ];
  });
}

/** Papers that arrived at this person's 처리과 and nobody there opened. */
function arrivalRequests({ state, me, directory }: RequestSource): OpenRequest[] {
  const arrival = state.arrivals.find(({ agency, unit }) => servesUnit(directory, agency, unit, me));
  if (arrival === undefined) return [];
  const there = directory.agencies.get(arrival.agency)?.people.filter((one) => servesUnit(directory, arrival.agency, arrival.unit, one)) ?? [];
  const opened = state.openings.some(({ person }) => there.some(({ id }) => id === person));
  return opened
    ? []
    : [{ kind: 'arrival', key: 'arrival', lane: null, step: null, due: standardDue('arrival', arrival.at, officeDays(directory)(arrival.agency)) }];
}

/** What the paper asks of this person now; nothing the own waiting signature answers already. The soonest first. */
export function myRequests(source: RequestSource): OpenRequest[] {
  const { state, waiting } = source;
  const asker = askerOfSource(source);
  const chain = awaitsServer(state, waiting) ? [] : openRequests(state, officeDays(source.directory)).filter((request) => isAsked(state, request, asker));
  const all = [...chain, ...consultationRequests(source), ...reportRequests(source), ...arrivalRequests(source)];
  return all.toSorted((a, b) => a.due.day.localeCompare(b.due.day));
}

/** A day as it is shown. */
export function dueView({ day, set }: Due, today: string): DueView {
  return { day, set, overdue: day < today };
}

/** The day a row stands under: what this person is asked by, else whoever is asked soonest, else the day set for a draft; null where nothing is asked. */
export function rowDue(source: RequestSource): DueView | null {
  const { state, today } = source;
  const mine = myRequests(source)[0];
  const any = mine ?? openRequests(state, officeDays(source.directory)).toSorted((a, b) => a.due.day.localeCompare(b.due.day))[0];
  const whole = state.lanes.find(({ role }) => role === 'lead')?.due.whole ?? null;
  const due = any?.due ?? (state.status === 'drafting' && whole !== null ? { day: whole, set: true } : null);
  return due === null ? null : dueView(due, today);
}

/** 처리기한 of the paper; overdue only while it is on its way. */
export function wholeDue({ state, today }: Pick<ViewSource, 'state' | 'today'>): DueView | null {
  const day = state.lanes.find(({ role }) => role === 'lead')?.due.whole ?? null;
  const going = state.approvedAt === null && state.status !== 'none';
  return day === null ? null : { day, set: true, overdue: going && day < today };
}
