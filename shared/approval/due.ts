/**
 * Until when a request is to be answered (AP26): the day its maker set, else the standard of the house. A day decides nothing and stops nobody:
 * it orders lists and reminds. Days are `YYYY-MM-DD` in Korea; working days are those of `../calendar`.
 */

import { NO_DAYS_OFF, workingDaysAfter, type DaysOff } from '../calendar/working-days.ts';
import { seoulDate } from '../writing/amount.ts';
import type { StepKind } from './route.ts';
import { stepsOf, type DocumentState, type LaneState } from './state.ts';

/** What somebody is asked to do. */
export type RequestKind = StepKind | 'receive' | 'design' | 'rewrite' | 'answer' | 'confirm' | 'arrival';

/** Days a lane's maker set: for the whole (the lead's: for the paper of all agencies), and for single steps. */
export interface LaneDue {
  readonly whole: string | null;
  readonly steps: Readonly<Record<string, string>>;
}

/** No day was set. */
export const NO_DUE: LaneDue = { whole: null, steps: {} };

/** Working days the house gives where nobody set a day [SYS]: the decree names none for a signature. */
export const STANDARD_DAYS: Readonly<Record<RequestKind, number>> = {
  draft: 2,
  review: 2,
  concur: 2,
  approve: 2,
  receive: 1,
  design: 1,
  rewrite: 3,
  answer: 3,
  confirm: 2,
  arrival: 1,
};

/** A day, and whether somebody set it or the standard gives it. */
export interface Due {
  readonly day: string;
  readonly set: boolean;
}

/** Whether a text is a day of the calendar. */
export function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

/** The standard day of a request that stands since an instant; `off` are the days off of the office that is asked. */
export function standardDue(kind: RequestKind, since: string, off: DaysOff = NO_DAYS_OFF): Due {
  return { day: workingDaysAfter(seoulDate(since), STANDARD_DAYS[kind], off), set: false };
}

/** The day set for a lane: its own, else the one its drafter set for the whole paper. */
export function laneDue(state: DocumentState, lane: LaneState): string | null {
  return lane.due.whole ?? state.lanes.find(({ role }) => role === 'lead')?.due.whole ?? null;
}

/** The day set for a step: its own, its lane's, the paper's. */
export function setDue(state: DocumentState, lane: LaneState, stepId: string): string | null {
  return lane.due.steps[stepId] ?? laneDue(state, lane);
}

/** Until when a request is to be answered: the day that was set, else the standard counted from when it came. */
export function dueOf(set: string | null, kind: RequestKind, since: string, off: DaysOff = NO_DAYS_OFF): Due {
  return set === null ? standardDue(kind, since, off) : { day: set, set: true };
}

/** Whether a day is gone that did not stand before: it is not set anew (AP26). */
export function isDayGone(day: string | null, before: string | null, today: string): boolean {
  return day !== null && day !== before && day < today;
}

/** Whether any of the days is gone and did not stand before. */
export function isDueGone(due: LaneDue, before: LaneDue, today: string): boolean {
  return isDayGone(due.whole, before.whole, today) || Object.entries(due.steps).some(([id, day]) => isDayGone(day, before.steps[id] ?? null, today));
}

/** Whether days may be set: days of the calendar, none already gone unless it stood before, for steps of the lane that are still open. */
export function isDueSound(lane: LaneState, due: LaneDue, today: string): boolean {
  const open = new Set(stepsOf(lane.plan).flatMap(({ id, kind }) => (kind === 'draft' || lane.outcomes.has(id) ? [] : [id])));
  const steps = Object.entries(due.steps);
  if (isDueGone(due, lane.due, today)) return false;
  return (due.whole === null || isDay(due.whole)) && steps.every(([id, day]) => open.has(id) && isDay(day));
}
