/** Who only looks at a paper: what they see of it is marked with who they are (D§9: 열람, watermark). */

import type { DocumentState } from '../approval/state.ts';
import { findPerson } from '../org/delegation.ts';
import type { Directory } from '../org/directory.ts';

/** Whether a person is of no agency that drafts, decides or receives the paper. Whether they may read it at all is another question (`access.ts`). */
export function onlyViews(state: DocumentState, directory: Directory, personId: string): boolean {
  const agency = findPerson(directory, personId)?.agency ?? null;
  const parties = [state.lead?.agency, ...state.lanes.map((lane) => lane.agency), ...(state.issued?.recipients ?? []).map((recipient) => recipient.agency)];
  return !parties.includes(agency ?? undefined);
}
