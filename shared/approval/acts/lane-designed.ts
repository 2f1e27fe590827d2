/** 결재경로: a lane is designed by its own agency, the drafter for the lead, the named handler for a partner (DESIGN §5). */

import { digestOf } from '../../trail/hash.ts';
import type { Statement } from '../../trail/statement.ts';
import type { Directory } from '../../org/directory.ts';
import { unitNow } from '../../org/succession.ts';
import { NOTHING, type Decision } from '../decision.ts';
import { checkLane } from '../lane-check.ts';
import { isMaker } from '../maker.ts';
import { refuse } from '../refusals.ts';
import type { LanePlan, StepPlan } from '../route.ts';
import { laneOf, stepsOf, withLane, type DocumentState, type LaneState } from '../state.ts';
import type { ActRule } from './act-rule.ts';

function mayDesign(state: DocumentState, lane: LaneState, person: string, directory: Directory): Decision {
  const maker = isMaker(state, lane.agency, person, directory);
  if (lane.role === 'lead') {
    if (state.status !== 'drafting') return refuse('STATE_MISMATCH');
    return maker ? NOTHING : refuse('NOT_ALLOWED');
  }
  if (state.status !== 'in-approval') return refuse('STATE_MISMATCH');
  if (lane.requestedAt === null) return refuse('PARTNER_TOO_EARLY');
  if (!maker) return refuse('NOT_ALLOWED');
  return lane.outcomes.size > 0 ? refuse('STATE_MISMATCH') : NOTHING;
}

/** Step ids are one name space per document, so that a step id alone names its lane. */
function stepIdsClash(state: DocumentState, statement: Statement<'lane.designed'>): boolean {
  const ids = stepsOf(statement.body.lane).map((step) => step.id);
  const others = state.lanes.filter((lane) => lane.agency !== statement.body.lane.agency).flatMap((lane) => stepsOf(lane.plan).map((step) => step.id));
  return new Set([...ids, ...others]).size !== ids.length + others.length;
}

/** Days set for steps that stand in the new plan at the same post; a day set for somebody else's step goes with it. */
function keptDays(lane: LaneState, plan: LanePlan): Readonly<Record<string, string>> {
  const post = ({ kind, unit, position }: StepPlan): string => JSON.stringify([kind, unit, position]);
  const before = new Map(stepsOf(lane.plan).map((step) => [step.id, post(step)]));
  const same = new Set(stepsOf(plan).flatMap((step) => (before.get(step.id) === post(step) ? [step.id] : [])));
  return Object.fromEntries(Object.entries(lane.due.steps).filter(([id]) => same.has(id)));
}

/** `lane.designed`. Deviation from the delegation table is excused by a reason in its own direction only (영 §67 2호). */
export const laneDesigned: ActRule<'lane.designed'> = {
  decide(state, statement, directory) {
    const { lane: plan, recordFile, basis, deviation } = statement.body;
    const lane = laneOf(state, plan.agency);
    if (lane === undefined || plan.unit !== (unitNow(directory.agencies.get(lane.agency), lane.unit) ?? lane.unit) || statement.actor.agency !== plan.agency)
      return refuse('NOT_ALLOWED');
    const may = mayDesign(state, lane, statement.actor.person, directory);
    if (!may.ok) return may;
    if (stepIdsClash(state, statement)) return refuse('STEP_DUPLICATE');
    if (statement.laneDigest !== digestOf(plan)) return refuse('ROUTE_MISMATCH');
    const findings = checkLane(plan, { directory, role: lane.role, basis, recordFile, form: state.form });
    const excused = deviation === null ? null : deviation.direction === 'above' ? 'APPROVER_ABOVE' : 'APPROVER_BELOW';
    const first = findings.find((finding) => finding.code !== excused);
    if (first !== undefined) return refuse(first.code);
    return excused === null || findings.length > 0 ? NOTHING : refuse('DEVIATION_NONE');
  },
  restsOn: (state, { body }) => laneOf(state, body.lane.agency)?.received?.at ?? null,
  evolve(state, { body, actor }) {
    const { lane: plan, recordFile, basis, deviation } = body;
    return withLane(state, plan.agency, (lane) => {
      const steps = keptDays(lane, plan);
      return { ...lane, unit: plan.unit, plan, digest: digestOf(plan), designer: actor, recordFile, basis, deviation, due: { ...lane.due, steps } };
    });
  },
};
