/** Who makes a lane's paper: the drafter for the lead, the named handler for a partner. */

import type { Directory } from '../org/directory.ts';
import { laneOf, type DocumentState } from './state.ts';

/** The drafter of the lead's lane, the handler of a partner's; undefined before there is one. */
export function makerOf(state: DocumentState, agency: string | undefined): string | undefined {
  const lane = agency === undefined ? undefined : laneOf(state, agency);
  if (lane === undefined) return undefined;
  return lane.role === 'lead' ? state.drafter?.person : lane.received?.handler;
}

/** Whether this person does what the maker of this agency's lane does. */
export function isMaker(state: DocumentState, agency: string | undefined, person: string, _directory: Directory): boolean {
  return makerOf(state, agency) === person;
}
