/** By which row of the delegation table a lane is decided, in words, and where its decider stands beside it (영 §10②, §67 2호). */

import { citedDelegation } from '../../../shared/approval/delegation-use.ts';
import { deviationOf } from '../../../shared/approval/lane-check.ts';
import type { LaneState } from '../../../shared/approval/state.ts';
import type { ViewSource } from './source.ts';

/** The delegation row a lane was decided by, else the one it would be decided by today. */
function laneRow({ directory }: ViewSource, lane: LaneState): string | null {
  const used = [...lane.outcomes.values()].find(({ delegation }) => delegation !== null)?.delegation ?? citedDelegation(directory, lane);
  return used === null ? null : `${used.article} ${used.approver} 전결`;
}

/** Where the decider stands beside the table: as the lane says, or as a step that was put on another post has it (AP24). */
function standsBeside({ state, directory }: ViewSource, { agency, plan, basis, deviation }: LaneState): 'above' | 'below' | null {
  const record = directory.agencies.get(agency);
  if (deviation !== null || state.status !== 'in-approval' || plan === null || basis === null || record === undefined) return deviation?.direction ?? null;
  return deviationOf(record, plan, basis, state.form);
}

/** The row a lane rests on; told too where its decider stands above or below it (영 §67 2호). */
function ruleWords(row: string | null, direction: 'above' | 'below' | null): string | null {
  if (direction === null) return row;
  const stands = `위임전결규정보다 ${direction === 'above' ? '높은' : '낮은'} 결재권자`;
  return row === null ? stands : `${row}, ${stands}`;
}

/** The words; null where there is no row and nothing to tell. */
export function laneRule(source: ViewSource, lane: LaneState): string | null {
  return ruleWords(laneRow(source, lane), standsBeside(source, lane));
}
