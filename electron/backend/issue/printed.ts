/** Approvals as they are printed, from the trail: names by the directory, days in Korea. */

import type { DocumentView } from '../../../shared/api/views.ts';
import { stepsOf, type DocumentState, type LaneState } from '../../../shared/approval/state.ts';
import { approvalBoxes, type PrintLane, type PrintStep } from '../../../shared/forms/approval-boxes.ts';
import { findPerson } from '../../../shared/org/delegation.ts';
import type { Directory, Person } from '../../../shared/org/directory.ts';
import { seoulDate } from '../../../shared/writing/amount.ts';

function printStep(directory: Directory, lane: LaneState, step: ReturnType<typeof stepsOf>[number]): PrintStep {
  const outcome = lane.outcomes.get(step.id);
  const signed = outcome?.verdict === 'signed';
  return {
    kind: step.kind,
    position: step.position,
    marks: step.marks,
    delegated: step.delegated,
    state: signed ? 'signed' : 'pending',
    name: signed ? (findPerson(directory, outcome.actor.person)?.name ?? '') : '',
    date: signed ? seoulDate(outcome.at) : null,
    differs: outcome?.opinion?.kind === 'different',
    reason: '',
    acting: signed && outcome.capacity.kind === 'acting' ? outcome.actor.position : null,
  };
}

/** Lanes with their steps, in the order of the route. */
export function printLanes(state: DocumentState, directory: Directory): PrintLane[] {
  return state.lanes.map((lane) => ({
    agencyName: directory.agencies.get(lane.agency)?.name ?? lane.agency,
    steps: stepsOf(lane.plan).map((step) => printStep(directory, lane, step)),
  }));
}

/** 문서에 찍히는 모양: every box of the route, signed or not, with this person's marked. */
export function printedRows(source: { readonly state: DocumentState; readonly directory: Directory; readonly me: Person }): DocumentView['printedLike'] {
  const { state, directory, me } = source;
  return state.lanes.map((lane) => {
    const steps = stepsOf(lane.plan);
    return {
      agency: directory.agencies.get(lane.agency)?.name ?? lane.agency,
      boxes: steps.flatMap((step) => {
        const mine = lane.agency === me.agency && step.position === me.position && step.unit === me.unit;
        const boxes = approvalBoxes(printStep(directory, lane, step), step.kind === 'approve');
        return boxes.map((box) => ({ ...box, lines: [...box.lines], mine }));
      }),
    };
  });
}
