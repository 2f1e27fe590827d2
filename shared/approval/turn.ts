/** Whether an act on a step comes at its time, on the right content and chain, from the right post. */

import type { Directory } from '../org/directory.ts';
import { postNow } from '../org/succession.ts';
import type { Statement } from '../trail/statement.ts';
import type { RefusalCode } from './refusals.ts';
import type { StepPlan } from './route.ts';
import { currentSteps, findStep, type DocumentState, type LaneState } from './state.ts';

/** A step whose turn it is, with its lane. */
export interface Turn {
  readonly lane: LaneState;
  readonly step: StepPlan;
}

/** The post the signer acts from: the own one, or the absent one a deputy acts for. */
function postOf({ actor, capacity }: Statement): { position: string; unit: string | null } {
  return capacity.kind === 'own' ? actor : { position: capacity.forPosition, unit: capacity.forUnit };
}

/** Whether the signer acts from the step's post, as that post is called today. */
export function inPost(turn: Turn, statement: Statement, directory: Directory): boolean {
  const { lane, step } = turn;
  const post = postOf(statement);
  const now = postNow(directory.agencies.get(lane.agency), step) ?? step;
  return statement.actor.agency === lane.agency && post.position === now.position && post.unit === now.unit;
}

/** The turn this statement uses, or why it has none. `mayAct` is who may act on the step: its own post, where not said otherwise. */
export function findTurn(
  state: DocumentState,
  statement: Statement,
  directory: Directory,
  mayAct: (turn: Turn, statement: Statement, directory: Directory) => boolean = inPost,
): Turn | RefusalCode {
  if (state.status !== 'in-approval') return 'STATE_MISMATCH';
  const found = findStep(state, statement.stepId);
  if (found === undefined) return 'STEP_UNKNOWN';
  const { lane, step } = found;
  if (statement.contentDigest !== state.contentDigest) return 'CONTENT_MISMATCH';
  if (statement.jointDigest !== state.jointDigest || statement.laneDigest !== lane.digest) return 'ROUTE_MISMATCH';
  if (!mayAct(found, statement, directory)) return 'NOT_YOUR_STEP';
  if (lane.outcomes.has(step.id)) return 'ALREADY_DECIDED';
  if (lane.role === 'partner' && lane.requestedAt === null) return 'PARTNER_TOO_EARLY';
  return currentSteps(state, lane).some((candidate) => candidate.id === step.id) ? { lane, step } : 'NOT_YOUR_TURN';
}
