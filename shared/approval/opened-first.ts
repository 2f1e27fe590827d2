/** Who came before a 회수: the next people who opened the version (AP7). Somebody else's reading, of a colleague or of one who is consulted, stops none. */

import { findPerson } from '../org/delegation.ts';
import type { Directory } from '../org/directory.ts';
import { currentSteps, type DocumentState } from './state.ts';
import { standingOn } from './step-acts.ts';

/** Openings of the version by people whose turn it is on a day (`YYYY-MM-DD` in Korea), in their own post or as deputies; the drafter's own left out. */
export function openedByNext(state: DocumentState, directory: Directory, drafter: string, day: string): DocumentState['openings'] {
  const isNext = (id: string): boolean => {
    const person = findPerson(directory, id);
    if (person === undefined || id === drafter) return false;
    return state.lanes.some((lane) => currentSteps(state, lane).some((step) => standingOn({ directory, person, day }, lane, step) !== undefined));
  };
  return state.openings.filter(({ version, person }) => version === state.version && isNext(person));
}
