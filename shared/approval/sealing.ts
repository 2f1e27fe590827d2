/** Who seals and issues for an agency (규칙 §12①). */

import { findPerson } from '../org/delegation.ts';
import type { Directory } from '../org/directory.ts';
import { DOCUMENT_CLERK } from '../policy/roles.ts';
import type { Actor } from '../trail/statement.ts';
import { isMaker, servesLane } from './maker.ts';
import { laneOf, type DocumentState } from './state.ts';

/** Who may seal and issue for a lane: its drafter or handler, or a document clerk of its 처리과 (규칙 §12①). */
export function mayApplySeal(state: DocumentState, actor: Pick<Actor, 'person' | 'agency' | 'unit'>, directory: Directory): boolean {
  const lane = laneOf(state, actor.agency);
  if (lane === undefined) return false;
  const person = findPerson(directory, actor.person);
  return (
    isMaker(state, lane.agency, actor.person, directory) || (servesLane(lane, actor.person, directory) && person?.duties.includes(DOCUMENT_CLERK) === true)
  );
}
