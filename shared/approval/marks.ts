/** ★ 발의자 and ⊙ 보고자 on a lane: they follow the posts the paper's fields name (규칙 §6①). */

import type { LanePlan, StepPlan } from './route.ts';

/** The posts the fields name; '' where none is named. */
export interface MarkedPosts {
  readonly originator: string;
  readonly reporter: string;
}

/** The marks a post carries, ★ first. */
export function marksOf(position: string, { originator, reporter }: MarkedPosts): StepPlan['marks'] {
  return [...(position === originator ? (['originator'] as const) : []), ...(position === reporter ? (['reporter'] as const) : [])];
}

/** The lane with the marks of these posts and no others. */
export function withMarks(plan: LanePlan, posts: MarkedPosts): LanePlan {
  return { ...plan, stages: plan.stages.map((stage) => stage.map((step) => ({ ...step, marks: marksOf(step.position, posts) }))) };
}

/** Whether the lane's marks stand otherwise than the fields name them today: the lane was set before they were changed. */
export function marksBehind(plan: LanePlan, posts: MarkedPosts): boolean {
  const told = ({ stages }: LanePlan): string => stages.map((stage) => stage.map(({ marks }) => marks.toSorted().join('+')).join()).join('/');
  return told(plan) !== told(withMarks(plan, posts));
}

/** Marks whose post the fields name and the lane does not have. */
export function marksWithoutStep(plan: LanePlan, posts: MarkedPosts): (keyof MarkedPosts)[] {
  const held = new Set(plan.stages.flat().map(({ position }) => position));
  return (['originator', 'reporter'] as const).filter((mark) => posts[mark] !== '' && !held.has(posts[mark]));
}
