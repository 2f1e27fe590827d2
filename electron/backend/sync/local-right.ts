/** What a person may read, and the right in a room, as far as this machine knows: until the server speaks. */

import { evolve } from '../../../shared/approval/evolve.ts';
import type { DocumentState } from '../../../shared/approval/state.ts';
import { parseRoom } from '../../../shared/collab/protocol.ts';
import type { Directory } from '../../../shared/org/directory.ts';
import { mayRead, rightInRoom } from '../../../shared/policy/access.ts';
import type { Right } from '../../../shared/policy/rights.ts';
import { seoulDate } from '../../../shared/writing/amount.ts';
import type { StoredEntry } from '../replica.ts';
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
    return rightInRoom(states(parsed.documentId), directory(), person, parsed);
  };
}

/** Whether a document was begun here and the server has not heard of it. */
export function createUnborn(states: (documentId: string) => DocumentState, outbox: Pick<Outbox, 'waitsToCreate'>): (documentId: string) => boolean {
  return (documentId) => states(documentId).status === 'none' && outbox.waitsToCreate(documentId);
}

/** What reading is judged by. */
export interface ReadingInput {
  readonly states: (documentId: string) => DocumentState;
  readonly directory: () => Directory;
  readonly login: { readonly person: string };
  readonly clock: () => Date;
}

/** Whether the person may read a document once these entries stand behind those kept. */
export function createReading({ states, directory, login, clock }: ReadingInput): (documentId: string, items: readonly StoredEntry[]) => boolean {
  return (documentId, items) => {
    const state = items.reduce((now, { entry }) => evolve(now, entry), states(documentId));
    return mayRead(state, directory(), login.person, seoulDate(clock().toISOString()));
  };
}
