/** Changing a lane plan: pure, so that buttons and keys do the same. */

import type { Output } from '../../shared/api/contract.ts';
import type { StepView } from '../../shared/api/views.ts';
import { marksOf } from '../../shared/approval/marks.ts';
import { createFinder } from '../../shared/org/search.ts';

/** A lane plan as the contract carries it, and its parts. */
export type Plan = Output<'route.propose'>['lane'];
export type Step = Plan['stages'][number][number];
export type Post = Output<'route.propose'>['positions'][number];

function withStages(plan: Plan, stages: readonly (readonly Step[])[]): Plan {
  return { ...plan, stages: stages.filter((stage) => stage.length > 0).map((stage) => [...stage]) };
}

function stageOf(plan: Plan, stepId: string): number {
  return plan.stages.findIndex((stage) => stage.some((step) => step.id === stepId));
}

/** First stage that may move: the drafter stays first. */
function firstFree(plan: Plan): number {
  return plan.stages[0]?.some((step) => step.kind === 'draft') === true ? 1 : 0;
}

/** Another kind for one step. */
export function changeKind(plan: Plan, stepId: string, kind: Step['kind']): Plan {
  return withStages(
    plan,
    plan.stages.map((stage) => stage.map((step) => (step.id === stepId ? { ...step, kind } : step))),
  );
}

/** Takes a step out; an empty stage goes with it. */
export function removeStep(plan: Plan, stepId: string): Plan {
  return withStages(
    plan,
    plan.stages.map((stage) => stage.filter((step) => step.id !== stepId || step.kind === 'draft')),
  );
}

/** Moves a step up or down: past its neighbour stage, or out of one where steps stand together. */
export function moveStep(plan: Plan, stepId: string, by: 1 | -1): Plan {
  const at = stageOf(plan, stepId);
  const stage = plan.stages[at];
  const step = stage?.find((one) => one.id === stepId);
  if (stage === undefined || step === undefined || step.kind === 'draft') return plan;
  if (stage.length > 1) {
    const rest = stage.filter((one) => one !== step);
    return withStages(
      plan,
      plan.stages.flatMap((one, i) => (i !== at ? [one] : by < 0 ? [[step], rest] : [rest, [step]])),
    );
  }
  const to = at + by;
  if (to < firstFree(plan) || to >= plan.stages.length) return plan;
  const stages = [...plan.stages];
  stages.splice(at, 1);
  stages.splice(to, 0, stage);
  return withStages(plan, stages);
}

/** Puts a step side by side with the stage before it, or apart again behind the others of its stage. */
export function toggleBeside(plan: Plan, stepId: string): Plan {
  const at = stageOf(plan, stepId);
  const stage = plan.stages[at];
  const step = stage?.find((one) => one.id === stepId);
  if (stage === undefined || step === undefined || step.kind === 'draft') return plan;
  if (stage.length > 1) return moveStep(plan, stepId, 1);
  if (at <= firstFree(plan)) return plan;
  return withStages(
    plan,
    plan.stages.flatMap((one, i) => (i === at ? [] : i === at - 1 ? [[...one, step]] : [one])),
  );
}

/** Where a step is put: before or after a stage, or side by side with what stands in it. */
export interface Target {
  readonly stage: number;
  readonly where: 'before' | 'beside' | 'after';
}

/** Puts a step somewhere else in its lane; nothing comes before 기안 or stands beside it. The very plan where nothing changes. */
export function placeStep(plan: Plan, stepId: string, { stage: at, where }: Target): Plan {
  const step = plan.stages.flat().find((one) => one.id === stepId);
  const target = plan.stages[at];
  if (step === undefined || target === undefined || step.kind === 'draft') return plan;
  const first = at < firstFree(plan) ? 'after' : where;
  const placed = withStages(
    plan,
    plan.stages.flatMap((stage, i) => {
      const rest = stage.filter((one) => one.id !== stepId);
      if (i !== at) return [rest];
      return first === 'before' ? [[step], rest] : first === 'after' ? [rest, [step]] : [[...rest, step]];
    }),
  );
  return sameRoute(placed, plan) ? plan : placed;
}

/** Where a step stands: its stage among how many, and with whom side by side. */
export function placeOf(plan: Plan, stepId: string): { readonly stage: number; readonly stages: number; readonly beside: readonly string[] } {
  const at = stageOf(plan, stepId);
  const beside = (plan.stages[at] ?? []).filter(({ id }) => id !== stepId).map(({ position }) => position);
  return { stage: at + 1, stages: plan.stages.length, beside };
}

/** A step's id: unused in this lane, so that signatures never meet another step. */
function freshId(plan: Plan): string {
  const used = plan.stages.flat().map((step) => Number(step.id.split('-').at(-1)) || 0);
  return `${plan.agency}-${Math.max(0, ...used) + 1}`;
}

/** Whether two plans are the same route: kinds and posts in the same order. */
export function sameRoute(one: Plan, other: Plan): boolean {
  const told = (plan: Plan): string => JSON.stringify(plan.stages.map((stage) => stage.map(({ kind, position, unit }) => [kind, position, unit])));
  return told(one) === told(other);
}

/**
 * Puts a post before the one who decides: 협조 for another unit, else 검토. Where nobody decides any more the post goes to the end and
 * decides; whom the table names (`lawful`) always does, and who stood in for them reviews again.
 */
export function addStep(plan: Plan, post: Pick<Post, 'position' | 'unit'>, lawful: Plan): Plan {
  const decider = lawful.stages.at(-1)?.[0];
  const last = plan.stages.at(-1) ?? [];
  const decided = last.some((step) => step.kind === 'approve');
  const decides = decider?.kind === 'approve' && decider.position === post.position && decider.unit === post.unit;
  const other = post.unit !== null && post.unit !== plan.unit;
  const kind: Step['kind'] = decides ? 'approve' : other ? 'concur' : decided ? 'review' : 'approve';
  const step: Step = { id: freshId(plan), kind, position: post.position, unit: post.unit, marks: [], delegated: false };
  if (decides) {
    const reviewing = plan.stages.map((stage) => stage.map((one) => (one.kind === 'approve' ? { ...one, kind: 'review' as const } : one)));
    return withStages(plan, [...reviewing, [step]]);
  }
  return withStages(plan, decided ? [...plan.stages.slice(0, -1), [step], last] : [...plan.stages, [step]]);
}

/** What a lane follows: who alone decides without 전결, and which posts carry ★ and ⊙. */
export type Rules = Pick<Output<'route.propose'>, 'head' | 'ownName' | 'marks'>;

/** Who decides for the head carries 전결, also a drafter who decides alone; nobody else does. ★ and ⊙ follow the posts named in the fields. */
export function withRules(plan: Plan, { head, ownName, marks }: Rules): Plan {
  const last = plan.stages.at(-1)?.at(-1);
  const alone = plan.stages.flat().length === 1;
  return withStages(
    plan,
    plan.stages.map((stage) =>
      stage.map((step) => ({
        ...step,
        marks: [...marksOf(step.position, marks)],
        delegated: !ownName && step.id === last?.id && (step.kind === 'approve' || alone) && step.position !== head,
      })),
    ),
  );
}

/** Whether ★ or ⊙ of the plan stand otherwise than in the route that was signed: the fields were changed since. False before one was signed. */
export function marksMoved(plan: Plan, signed: readonly (readonly Pick<StepView, 'id' | 'marks'>[])[]): boolean {
  const told = (steps: readonly Pick<StepView, 'id' | 'marks'>[]): string => JSON.stringify(steps.map(({ id, marks }) => [id, marks.toSorted()]));
  return signed.length > 0 && told(plan.stages.flat()) !== told(signed.flat());
}

/** Whether changes (`plan`) lie over a route that somebody set since (`base` stood before, `now` stands): signing them would replace it unseen. */
export function isOvertaken({ plan, base }: { readonly plan: Plan | null; readonly base: Plan | null }, now: Plan, signed: boolean): boolean {
  return signed && plan !== null && base !== null && !sameRoute(base, now) && !sameRoute(plan, now);
}

/** A lane used before as the plan of this one: its posts with ids of this lane; the drafter stays the drafter. */
export function fromPast(plan: Plan, past: Plan): Plan {
  let n = 0;
  const drafter = plan.stages[0]?.find((step) => step.kind === 'draft');
  const stages = past.stages.map((stage) =>
    stage.map((step) => {
      n += 1;
      return step.kind === 'draft' && drafter !== undefined ? drafter : { ...step, id: `${plan.agency}-${n}` };
    }),
  );
  return withStages(plan, stages);
}

/** Posts that may still be added, found by who holds them, by post or by unit; initial consonants are enough for a name. */
export function postsFor(plan: Plan, posts: readonly Post[], asked: string): Post[] {
  const taken = new Set(plan.stages.flat().map((step) => `${step.unit ?? ''}/${step.position}`));
  const finds = createFinder(asked);
  const found = posts.filter((post) => !taken.has(`${post.unit ?? ''}/${post.position}`) && finds(post.names.join(' '), [post.position, post.unitName]));
  const word = asked.trim();
  // A post of that very name before those of a unit that is called so: 정보화담당관 before the 주무관 there.
  const rank = ({ position }: Post): number => (position === word ? 0 : position.startsWith(word) ? 1 : position.includes(word) ? 2 : 3);
  return found.toSorted((a, b) => rank(a) - rank(b));
}
