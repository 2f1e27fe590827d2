/** The right a person has in a room, as far as this machine knows: until the server speaks. */

import type { DocumentState } from '../../../shared/approval/state.ts';
import { parseRoom } from '../../../shared/collab/protocol.ts';
import type { Directory } from '../../../shared/org/directory.ts';
import { roomRight, versionRight } from '../../../shared/policy/access.ts';
import type { Right } from '../../../shared/policy/rights.ts';
import type { Outbox } from './outbox.ts';

/** Right by the replica alone: a document created here and not yet sent is the drafter's to edit. */
export function createLocalRight(
  states: (documentId: string) => DocumentState,
  outbox: Outbox,
  directory: () => Directory,
  person: string,
): (room: string) => Right {
  return (room) => {
    const parsed = parseRoom(room);
    if (parsed === null || outbox.waitsToCreate(parsed.documentId)) return 'edit';
    const state = states(parsed.documentId);
    return versionRight(state, parsed.version, person) ?? roomRight(state, directory(), person, parsed.part);
  };
}
