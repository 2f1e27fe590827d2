/** 문서에 찍히는 모양 for the screen, with this person's boxes marked. */

import type { DocumentView } from '../../../shared/api/views.ts';
import { standingOn } from '../../../shared/approval/step-acts.ts';
import { currentSteps, stepsOf, type DocumentState } from '../../../shared/approval/state.ts';
import { approvalBoxes, decidesLane } from '../../../shared/forms/approval-boxes.ts';
import { printStep } from '../../../shared/forms/printed-lanes.ts';
import type { Directory, Person } from '../../../shared/org/directory.ts';
import type { Names } from '../../../shared/org/names.ts';

interface Source {
  readonly state: DocumentState;
  readonly directory: Directory;
  readonly names: Names;
  readonly me: Person;
  readonly today: string;
}

/**
 * 문서에 찍히는 모양: every box of the route, signed or not, with this person's marked. `signing` shows it as the person's own signature would
 * make it, with name and, of who decides, today's date; where that is a deputy's, the boxes are those of a 대결 (규칙 §7③), one for the delegate's 전결 and the own one.
 */
export function printedRows({ state, directory, names, me, today }: Source, signing: boolean): DocumentView['printedLike'] {
  const asker = { directory, person: me, day: today };
  return state.lanes.map((lane) => ({
    agency: names.on(state.approvedAt).agencies.get(lane.agency)?.name ?? lane.agency,
    boxes: stepsOf(lane.plan).flatMap((step) => {
      const standing = standingOn(asker, lane, step);
      const plain = printStep(names, lane, step);
      const turn = signing && standing !== undefined && currentSteps(state, lane).includes(step);
      const own = { name: me.name, date: today, acting: standing?.kind === 'acting' ? me.position : null };
      const boxes = approvalBoxes(turn ? { ...plain, state: 'signed', ...own } : plain, decidesLane(step));
      // The own box is the last: before it stands only the delegate's.
      return boxes.map((box, i) => ({
        ...box,
        lines: box.lines.filter((line) => line !== ''),
        // Before signing, only what this signature makes: not a box of the same person that is signed already.
        mine: (signing ? turn : standing !== undefined) && i === boxes.length - 1,
        concur: step.kind === 'concur',
      }));
    }),
  }));
}
