/** Who may give up a version a reviewer writes: its author; the lead's maker only while the author is away or has left (AP22). Pure. */

import { findPerson } from '../org/delegation.ts';
import { absenceOf } from '../org/deputy.ts';
import type { Directory } from '../org/directory.ts';
import { isMaker } from './maker.ts';
import type { DocumentState } from './state.ts';

/** Whether the author of the open version is not at work on a day (`YYYY-MM-DD` in Korea): left, or entered as away. */
export function authorAway(state: DocumentState, directory: Directory, day: string): boolean {
  if (state.revision === null) return false;
  const { person } = state.revision.actor;
  const found = findPerson(directory, person);
  const agency = found === undefined ? undefined : directory.agencies.get(found.agency);
  return agency === undefined || absenceOf(agency, person, day) !== undefined;
}

/** Whether this person may give the open version up on a day. */
export function mayDropRevision(state: DocumentState, person: string, directory: Directory, day: string): boolean {
  if (state.revision === null) return false;
  return state.revision.actor.person === person || (isMaker(state, state.lead?.agency, person, directory) && authorAway(state, directory, day));
}
