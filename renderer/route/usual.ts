/** How long a route will probably take, from past papers (US1). Pure. */

import type { UsualTimes, UsualView } from '../../shared/api/usual-view.ts';
import type { Plan, Step } from './plan.ts';

/** The usual time of a step; null where too few papers are known. */
export function usualOfStep({ steps }: UsualTimes, step: Step): UsualView | null {
  return steps.find(({ unit, position, kind }) => unit === step.unit && position === step.position && kind === step.kind)?.usual ?? null;
}

/** Days the whole lane will probably take: stage after stage, in each the slowest; null where a step is not known. */
export function daysOfLane(usual: UsualTimes, plan: Plan): number | null {
  const stages = plan.stages.map((stage) => stage.filter(({ kind }) => kind !== 'draft').map((step) => usualOfStep(usual, step)?.days ?? null));
  if (stages.flat().length === 0 || stages.flat().includes(null)) return null;
  return stages.reduce((sum, stage) => sum + Math.max(0, ...stage.map((days) => days ?? 0)), 0);
}

/** Days until 성립: the lead's lane, then its partners side by side or one after the other; null where any of them is not known. */
export function daysToEnd(lead: number | null, partners: readonly (number | null)[], order: 'parallel' | 'sequence'): number | null {
  const known = partners.flatMap((days) => days ?? []);
  if (lead === null || known.length < partners.length) return null;
  return lead + (order === 'parallel' ? Math.max(0, ...known) : known.reduce((sum, days) => sum + days, 0));
}
