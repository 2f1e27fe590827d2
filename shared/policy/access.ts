/** The one policy for content: who may see or edit which room of a document. Server and client ask the same function. */

import type { DocumentState } from '../approval/state.ts';
import type { Directory } from '../org/directory.ts';
import type { Right } from './rights.ts';
import type { RoomName } from '../collab/protocol.ts';
import { findPerson } from '../org/delegation.ts';
import { isOfUnit, rolesOf } from './roles.ts';
import { sectionsIn } from './sections.ts';
import { strongest } from './table.ts';

/**
 * Right in a room of the current version, from the roles of the person and the table of SPEC.md. Fixed content is 열람 at most; only a draft can be
 * edited. `day` (`YYYY-MM-DD` in Korea) is the day asked about, for those who deputise; null where no clock is at hand.
 */
export function roomRight(
  state: DocumentState,
  directory: Directory,
  personId: string,
  part: 'main' | 'section' | 'comments',
  day: string | null = null,
): Right {
  if (state.status === 'none') return 'none';
  const drafting = state.status === 'drafting';
  const kind = part === 'comments' ? (drafting ? 'draftComments' : 'fixedComments') : drafting ? 'draft' : 'fixed';
  return strongest(rolesOf(state, directory, personId, day), kind);
}

/** Whether the person may read the document at all. */
export function mayRead(state: DocumentState, directory: Directory, personId: string, day: string | null = null): boolean {
  return roomRight(state, directory, personId, 'main', day) !== 'none';
}

/** The version being written now: the draft's own, or the one a reviewer opened; null where everything is frozen. */
export function writtenVersion(state: DocumentState): number | null {
  return state.status === 'drafting' ? state.version : (state.revision?.version ?? null);
}

/** Whether a version has rooms: every one up to the current, and the one a reviewer is writing; never one that was given up. */
export function versionExists(state: DocumentState, version: number): boolean {
  if (state.status === 'none' || state.dropped.includes(version)) return false;
  return version <= state.version || version === state.revision?.version;
}

/** The version this person alone writes now as a reviewer (영 §9③), or null. */
export function ownRevision(state: DocumentState, person: string): number | null {
  return state.revision?.actor.person === person ? state.revision.version : null;
}

/** A reviewer's version belongs to its author alone (DESIGN §5): 수정 for the author, null where the usual right counts. */
export function versionRight(state: DocumentState, version: number, person: string): Right | null {
  return state.revision?.version === version && state.revision.actor.person === person ? 'edit' : null;
}

/** Whether a person who may write in the paper writes in this part of it (RT13). In a divided body a room that is no part, or no longer one, is only read. */
export function writesSection(
  state: DocumentState,
  { version, section }: Pick<RoomName, 'version' | 'section'>,
  directory: Directory,
  personId: string,
): boolean {
  const { list, removed } = sectionsIn(state, version);
  if (list.length === 0) return !removed.some(({ id }) => id === section);
  const found = list.find(({ id }) => id === section);
  const person = findPerson(directory, personId);
  if (found === undefined || found.agency === null || person === undefined) return found?.agency === null;
  return found.unit === null ? person.agency === found.agency : isOfUnit(directory, person, found.agency, found.unit);
}

/** The right in one room: a reviewer's version is its author's alone, a part of a divided body is written in by who has it and remarked on by the others who write. */
export function rightInRoom(state: DocumentState, directory: Directory, personId: string, room: RoomName, day: string | null = null): Right {
  const own = versionRight(state, room.version, personId);
  if (own !== null) return own;
  const right = roomRight(state, directory, personId, room.part, day);
  return room.part === 'section' && right === 'edit' && !writesSection(state, room, directory, personId) ? 'comment' : right;
}
