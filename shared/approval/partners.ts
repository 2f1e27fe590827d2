/** Asking the partners (규칙 §5②). */

import { laneDecided, type DocumentState } from './state.ts';

/** Asks the partners whose turn it is: all after the lead (parallel), or the next one in order. */
export function requestPartners(state: DocumentState, at: string): DocumentState {
  const joint = state.joint;
  const lead = state.lanes.find((lane) => lane.role === 'lead');
  if (joint === null || lead === undefined || !laneDecided(lead)) return state;
  let blocked = false;
  const lanes = state.lanes.map((lane) => {
    if (lane.role === 'lead') return lane;
    const asked = !blocked && lane.requestedAt === null ? { ...lane, requestedAt: at } : lane;
    if (joint.order === 'sequence' && !laneDecided(asked)) blocked = true;
    return asked;
  });
  return { ...state, lanes };
}
