/** What the pictures of an audit show: how long steps took by agency and stage (AU14), and when papers were opened (AU15). Pure. */

import { STANDARD_DAYS } from '../approval/due.ts';
import type { StepKind } from '../approval/route.ts';
import type { DocumentState } from '../approval/state.ts';
import { pastSteps } from '../approval/usual.ts';
import { isWorkingDay } from '../calendar/working-days.ts';
import { NO_OFFICE_DAYS, type OfficeDays } from '../org/holidays.ts';
import { seoulDate } from '../writing/amount.ts';
import type { AuditPaper } from './finding.ts';

/** Stages that are waited for, in the order of a lane. */
export const STAGES = ['review', 'concur', 'approve'] as const satisfies readonly StepKind[];

/** Working days of one agency's steps of a kind: the middle, what nine of ten stayed within, how many there are, how many took longer than the standard. */
export interface StageDelay {
  readonly agency: string;
  readonly kind: (typeof STAGES)[number];
  readonly of: number;
  readonly median: number;
  readonly ninth: number;
  readonly late: number;
}

/** The value so far up in a sorted list (nearest rank). */
function rank(sorted: readonly number[], part: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0;
}

/** Delays by agency and stage; a stage nobody signed is left out. `days` are the days off of each agency. */
export function stageDelays(states: readonly DocumentState[], days: OfficeDays = NO_OFFICE_DAYS): StageDelay[] {
  const steps = states.flatMap((state) => pastSteps(state, days));
  const agencies = [...new Set(steps.map(({ agency }) => agency))].toSorted();
  return agencies.flatMap((agency) =>
    STAGES.flatMap((kind) => {
      const took = steps.flatMap((step) => (step.agency === agency && step.kind === kind ? [step.days] : [])).toSorted((a, b) => a - b);
      if (took.length === 0) return [];
      return [{ agency, kind, of: took.length, median: rank(took, 0.5), ninth: rank(took, 0.9), late: took.filter((one) => one > STANDARD_DAYS[kind]).length }];
    }),
  );
}

/** Openings within an hour of the day in Korea, apart for days nobody works on. */
export interface HourCount {
  readonly hour: number;
  readonly working: number;
  readonly off: number;
}

const SEOUL_HOURS = 9;

/** Openings by hour, all 24 of them; whether anybody worked that day, its reader's office says. */
export function openingsByHour(papers: readonly AuditPaper[], days: OfficeDays = NO_OFFICE_DAYS): HourCount[] {
  const counts = Array.from({ length: 24 }, (_, hour) => ({ hour, working: 0, off: 0 }));
  for (const { entries } of papers)
    for (const { entry } of entries) {
      if (entry.kind !== 'statement' || entry.body.statement.type !== 'opened') continue;
      const { at, actor } = entry.body.statement;
      const count = counts[(new Date(at).getUTCHours() + SEOUL_HOURS) % 24];
      if (count !== undefined) count[isWorkingDay(seoulDate(at), days(actor.agency)) ? 'working' : 'off'] += 1;
    }
  return counts;
}
