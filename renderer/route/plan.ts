/** Changing a lane plan: pure, so that mouse and keyboard do the same. */

import type { Output } from '../../shared/api/contract.ts';

/** A lane plan as the contract carries it. */
export type Plan = Output<'route.propose'>['lane'];
type Step = Plan['stages'][number][number];
type At = { readonly stage: number; readonly step: number };

/** Another kind for one step. */
export function changeKind(plan: Plan, at: At, kind: Step['kind']): Plan {
  return { ...plan, stages: plan.stages.map((stage, s) => stage.map((step, i) => (s === at.stage && i === at.step ? { ...step, kind } : step))) };
}

/** Takes a step out; an empty stage goes with it. */
export function removeStep(plan: Plan, at: At): Plan {
  return {
    ...plan,
    stages: plan.stages.map((stage, s) => (s === at.stage ? stage.filter((_, i) => i !== at.step) : stage)).filter((stage) => stage.length > 0),
  };
}

/** Moves a stage up or down; the drafter stays first. */
export function moveStage(plan: Plan, stage: number, by: 1 | -1): Plan {
  const to = stage + by;
  const first = plan.stages[0]?.[0]?.kind === 'draft' ? 1 : 0;
  const [moved, other] = [plan.stages[stage], plan.stages[to]];
  if (moved === undefined || other === undefined || to < first) return plan;
  return { ...plan, stages: plan.stages.map((one, i) => (i === stage ? other : i === to ? moved : one)) };
}

/** Puts a post before the last stage, as 검토. */
export function addStep(plan: Plan, post: { readonly position: string; readonly unit: string | null }): Plan {
  const numbers = plan.stages.flat().map((step) => Number(step.id.split('-').at(-1)) || 0);
  const step: Step = {
    id: `${plan.agency}-${Math.max(0, ...numbers) + 1}`,
    kind: 'review',
    position: post.position,
    unit: post.unit,
    marks: [],
    delegated: false,
  };
  return { ...plan, stages: [...plan.stages.slice(0, -1), [step], ...plan.stages.slice(-1)] };
}

/** Who decides by the table keeps its 전결 mark wherever it stands; nobody else carries it. */
export function withDecider(plan: Plan, lawful: Plan): Plan {
  const decider = lawful.stages.at(-1)?.[0];
  return {
    ...plan,
    stages: plan.stages.map((stage) =>
      stage.map((step) => ({ ...step, delegated: decider?.delegated === true && step.kind === 'approve' && step.position === decider.position })),
    ),
  };
}
