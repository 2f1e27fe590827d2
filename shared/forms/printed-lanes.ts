/** Approvals as they are printed, from the trail: names by the directory of the day of each act, days in Korea. */

import { stepsOf, type DocumentState, type LaneState } from '../approval/state.ts';
import type { StepPlan } from '../approval/route.ts';
import type { Moment, Names } from '../org/names.ts';
import { seoulDate } from '../writing/amount.ts';
import type { SkipGround } from '../trail/statement.ts';
import type { PrintLane, PrintStep } from './approval-boxes.ts';

/** What stands in the box of a 검토 left out (영 §9①). */
export const SKIP_WORDS: Readonly<Record<SkipGround, string>> = { trip: '출장', leave: '휴가', training: '교육', vacant: '공석', other: '부득이한 사유' };

/** One step as it is to be printed now. */
export function printStep(names: Names, lane: LaneState, step: StepPlan): PrintStep {
  const outcome = lane.outcomes.get(step.id);
  const signed = outcome?.verdict === 'signed';
  return {
    kind: step.kind,
    position: signed && outcome.capacity.kind === 'own' ? outcome.actor.position : step.position,
    marks: step.marks,
    delegated: step.delegated,
    state: signed ? 'signed' : outcome?.verdict === 'skipped' ? 'skipped' : 'pending',
    name: signed ? (names.person(outcome.actor.person, outcome.at)?.name ?? '') : '',
    date: signed ? seoulDate(outcome.at) : null,
    differs: outcome?.opinion?.kind === 'different',
    reason: outcome?.ground === undefined ? '' : SKIP_WORDS[outcome.ground],
    acting: signed && outcome.capacity.kind === 'acting' ? outcome.actor.position : null,
  };
}

/** Lanes with their steps, in the order of the route; agencies as they were called at `at`. */
export function printLanes(state: DocumentState, names: Names, at: Moment): PrintLane[] {
  const { agencies } = names.on(at);
  return state.lanes.map((lane) => ({
    agencyName: agencies.get(lane.agency)?.name ?? lane.agency,
    steps: stepsOf(lane.plan).map((step) => printStep(names, lane, step)),
  }));
}
