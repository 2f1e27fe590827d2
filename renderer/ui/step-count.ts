/** How many steps of a route are behind: the one count every place shows. Pure. */

import type { LaneView, StepView } from '../../shared/api/views.ts';
import { ko } from '../i18n/ko.ts';

/** Whether the chain went past the step: signed, or a 검토 left out with its ground (영 §9①). */
export function isPassed({ state }: Pick<StepView, 'state'>): boolean {
  return state === 'signed' || state === 'skipped';
}

/** Steps in all, those passed, and how many of these were left out. */
export interface StepCount {
  readonly total: number;
  readonly done: number;
  readonly skipped: number;
}

/** The count of some steps. */
export function countSteps(steps: readonly Pick<StepView, 'state'>[]): StepCount {
  return { total: steps.length, done: steps.filter(isPassed).length, skipped: steps.filter(({ state }) => state === 'skipped').length };
}

/** The count of a lane. */
export const countLane = ({ stages }: Pick<LaneView, 'stages'>): StepCount => countSteps(stages.flat());

/** `4단계 중 2단계 · 생략 1`. */
export function countWords({ total, done, skipped }: StepCount): string {
  const words = ko.document.route.stepsDone(total, done);
  return skipped === 0 ? words : `${words} · ${ko.states.skipped} ${skipped}`;
}
