/** Who makes a lane's paper: the drafter for the lead, the named handler for a partner, and who took over from them. */

import { findPerson, unitsOf } from '../org/delegation.ts';
import type { Directory } from '../org/directory.ts';
import { unitNow } from '../org/succession.ts';
import { laneOf, type DocumentState } from './state.ts';

/** The drafter of the lead's lane, the handler of a partner's; undefined before there is one. */
export function makerOf(state: DocumentState, agency: string | undefined): string | undefined {
  const lane = agency === undefined ? undefined : laneOf(state, agency);
  if (lane === undefined) return undefined;
  return lane.role === 'lead' ? state.drafter?.person : lane.received?.handler;
}

/** Whether a person serves in a lane's 처리과 as it is today, in the own post or in one held beside it (겸임). */
export function servesLane(lane: { readonly agency: string; readonly unit: string }, person: string, directory: Directory): boolean {
  const found = findPerson(directory, person);
  const now = unitNow(directory.agencies.get(lane.agency), lane.unit);
  return found?.agency === lane.agency && now !== null && unitsOf(found).includes(now);
}

/** Whether this person does what the maker of this agency's lane does: the maker, or anyone of the 처리과 once the maker left it (영 §61, [INF]). */
export function isMaker(state: DocumentState, agency: string | undefined, person: string, directory: Directory): boolean {
  const lane = agency === undefined ? undefined : laneOf(state, agency);
  const maker = makerOf(state, agency);
  if (lane === undefined || maker === undefined) return false;
  const gone = unitNow(directory.agencies.get(lane.agency), lane.unit) === null;
  return gone || servesLane(lane, maker, directory) ? maker === person : servesLane(lane, person, directory);
}
