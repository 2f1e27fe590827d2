/** 문서에 찍히는 모양 for the screen, with this person's boxes marked. */

import type { DocumentView } from '../../../shared/api/views.ts';
import { stepsOf, type DocumentState } from '../../../shared/approval/state.ts';
import { approvalBoxes, decidesLane } from '../../../shared/forms/approval-boxes.ts';
import { printStep } from '../../../shared/forms/printed-lanes.ts';
import type { Directory, Person } from '../../../shared/org/directory.ts';

/** 문서에 찍히는 모양: every box of the route, signed or not, with this person's marked. */
export function printedRows(source: { readonly state: DocumentState; readonly directory: Directory; readonly me: Person }): DocumentView['printedLike'] {
  const { state, directory, me } = source;
  return state.lanes.map((lane) => {
    const steps = stepsOf(lane.plan);
    return {
      agency: directory.agencies.get(lane.agency)?.name ?? lane.agency,
      boxes: steps.flatMap((step) => {
        const mine = lane.agency === me.agency && step.position === me.position && step.unit === me.unit;
        const boxes = approvalBoxes(printStep(directory, lane, step), decidesLane(step));
        return boxes.map((box) => ({ ...box, lines: [...box.lines], mine }));
      }),
    };
  });
}
