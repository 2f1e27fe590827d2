/**
 * 결재경로 고침: a step left with nobody to act gets another post, so that a reorganisation never strands an open route (DESIGN §5).
 * Nothing else of the lane may change; what was signed stands. By the lane's maker [INF].
 */

import { isManned } from '../../org/succession.ts';
import type { Directory } from '../../org/directory.ts';
import { canonical } from '../../trail/canonical.ts';
import { digestOf } from '../../trail/hash.ts';
import type { Statement } from '../../trail/statement.ts';
import { seoulDate } from '../../writing/amount.ts';
import { NOTHING, type Decision } from '../decision.ts';
import { checkLane } from '../lane-check.ts';
import { isMaker } from '../maker.ts';
import { refuse } from '../refusals.ts';
import type { LanePlan, StepPlan } from '../route.ts';
import { laneOf, stepsOf, withLane, type DocumentState, type LaneState } from '../state.ts';
import type { ActRule } from './act-rule.ts';

/** Steps of a lane nobody can act on now: their post is gone or empty, and no deputy is entered for it. */
export function strandedSteps(lane: LaneState, directory: Directory, day: string): StepPlan[] {
  return stepsOf(lane.plan).filter((step) => !lane.outcomes.has(step.id) && !isManned(directory, lane.agency, step, day));
}

/** The plan with the posts of these steps blanked out: two plans that differ only there are equal so. */
function without(plan: LanePlan | null, ids: ReadonlySet<string>): string {
  const blank = (step: StepPlan): StepPlan => (ids.has(step.id) ? { ...step, unit: null, position: '', delegated: false } : step);
  return canonical(plan === null ? null : { ...plan, stages: plan.stages.map((stage) => stage.map(blank)) });
}

/** Where the table's post is gone or empty another one decides: the reason that is signed says why (영 §67 2호). */
const EXCUSED: ReadonlySet<string> = new Set(['APPROVER_ABOVE', 'APPROVER_BELOW']);

function decide(state: DocumentState, statement: Statement<'lane.rerouted'>, directory: Directory): Decision {
  const { actor, at, body, laneDigest } = statement;
  const lane = laneOf(state, body.lane.agency);
  if (state.status !== 'in-approval') return refuse('STATE_MISMATCH');
  if (lane?.plan == null || lane.basis === null) return refuse('LANE_NOT_DESIGNED');
  if (!isMaker(state, lane.agency, actor.person, directory)) return refuse('NOT_ALLOWED');
  const stranded = new Set(strandedSteps(lane, directory, seoulDate(at)).map((step) => step.id));
  if (stranded.size === 0 || without(lane.plan, stranded) !== without(body.lane, stranded)) return refuse('NOT_STRANDED');
  if (laneDigest !== digestOf(body.lane)) return refuse('ROUTE_MISMATCH');
  const context = { directory, role: lane.role, basis: lane.basis, recordFile: lane.recordFile, form: state.form };
  const finding = checkLane(body.lane, context).find(({ stepId, code }) => stepId !== null && stranded.has(stepId) && !EXCUSED.has(code));
  return finding === undefined ? NOTHING : refuse(finding.code);
}

/** `lane.rerouted`. */
export const laneRerouted: ActRule<'lane.rerouted'> = {
  waitsForRevision: true,
  decide,
  evolve: (state, { body }) => withLane(state, body.lane.agency, (lane) => ({ ...lane, plan: body.lane, digest: digestOf(body.lane) })),
};
