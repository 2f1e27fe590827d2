/** 성립: what follows the last signature of the last lane (영 §6①, 기록물법 영 §20①). */

import type { Directory } from '../org/directory.ts';
import { unitNow } from '../org/succession.ts';
import type { FollowUp } from './decision.ts';
import { laneDecided, stepPassed, stepsOf, type DocumentState } from './state.ts';
import type { Turn } from './turn.ts';

/** After this step, is every lane decided? Then the document is established and every agency registers, in the 처리과 as it is on the day. */
export function established(state: DocumentState, turn: Turn, directory: Directory): readonly FollowUp[] {
  const rest = stepsOf(turn.lane.plan).filter((step) => step.id !== turn.step.id);
  const laneDone = rest.every((step) => stepPassed(turn.lane, step));
  const othersDone = state.lanes.filter((lane) => lane.agency !== turn.lane.agency).every(laneDecided);
  if (!laneDone || !othersDone) return [];
  const registers = state.lanes.map((lane): FollowUp => ({
    type: 'register',
    agency: lane.agency,
    unit: unitNow(directory.agencies.get(lane.agency), lane.unit) ?? lane.unit,
    role: lane.role === 'lead' ? 'lead' : 'linked',
    recordFile: lane.recordFile,
    version: state.version,
  }));
  return [{ type: 'approve', version: state.version }, ...registers];
}
