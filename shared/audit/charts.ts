/** What the pictures of an audit show: how long steps took by agency and stage (AU14), and when papers were opened (AU15). Pure. */

import { STANDARD_DAYS } from '../approval/due.ts';
import type { StepKind } from '../approval/route.ts';
import type { DocumentState } from '../approval/state.ts';
import { pastSteps } from '../approval/usual.ts';
import { isWorkingDay } from '../calendar/working-days.ts';
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

/** Delays by agency and stage; a stage nobody signed is left out. */
export function stageDelays(states: readonly DocumentState[]): StageDelay[] {
  const steps = states.flatMap((state) => pastSteps(state));
  const agencies = [...new Set(steps.map(({ agency }) => agency))].toSorted();
  return agencies.flatMap((agency) =>
    STAGES.flatMap((kind) => {
      const days = steps.flatMap((step) => (step.agency === agency && step.kind === kind ? [step.days] : [])).toSorted((a, b) => a - b);
      if (days.length === 0) return [];
      return [{ agency, kind, of: days.length, median: rank(days, 0.5), ninth: rank(days, 0.9), late: days.filter((one) => one > STANDARD_DAYS[kind]).length }];
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

/** Openings by hour, all 24 of them. */
export function openingsByHour(papers: readonly AuditPaper[]): HourCount[] {
  const counts = Array.from({ length: 24 }, (_, hour) => ({ hour, working: 0, off: 0 }));
  for (const { entries } of papers)
    for (const { entry } of entries) {
      if (entry.kind !== 'statement' || entry.body.statement.type !== 'opened') continue;
      const { at } = entry.body.statement;
      const count = counts[(new Date(at).getUTCHours() + SEOUL_HOURS) % 24];
      if (count !== undefined) count[isWorkingDay(seoulDate(at)) ? 'working' : 'off'] += 1;
    }
  return counts;
}
