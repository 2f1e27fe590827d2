/** The one policy for content: who may see or edit which room of a document. Server and client ask the same function. */

import { servesLane } from '../approval/maker.ts';
import { stepsOf, type DocumentState } from '../approval/state.ts';
import { findPerson, type Post } from '../org/delegation.ts';
import { postNow } from '../org/succession.ts';
import { deputisedPosts } from '../org/deputy.ts';
import type { Directory, Person } from '../org/directory.ts';
import type { Grant, Right } from './rights.ts';

const ORDER: readonly Right[] = ['none', 'view', 'comment', 'edit'];

function stronger(a: Right, b: Right): Right {
  return ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b;
}

function granted(grants: readonly Grant[], person: Person): Right {
  return grants
    .filter((grant) => grant.agency === person.agency && (grant.person === null ? grant.unit === person.unit : grant.person === person.id))
    .reduce<Right>((best, grant) => stronger(best, grant.right), 'none');
}

/** Posts the person acts from on a day: the own one and those deputised; with no day, whoever was ever entered as deputy. */
function postsOf(directory: Directory, person: Person, day: string | null): Post[] {
  const entered = (directory.agencies.get(person.agency)?.deputies ?? []).filter((entry) => entry.deputy === person.id);
  return [person, ...(day === null ? entered : deputisedPosts(directory, person.agency, person.id, day))];
}

/** Whether a post of the person stands in a lane, or the person serves in a lane's 처리과 or signed there. */
function takesPart(state: DocumentState, directory: Directory, person: Person, day: string | null): boolean {
  const posts = postsOf(directory, person, day);
  return state.lanes.some(
    (lane) =>
      lane.agency === person.agency &&
      (servesLane(lane, person.id, directory) ||
        [...lane.outcomes.values()].some((outcome) => outcome.actor.person === person.id) ||
        stepsOf(lane.plan).some((step) => {
          const now = postNow(directory.agencies.get(lane.agency), step) ?? step;
          return posts.some((post) => now.position === post.position && now.unit === post.unit);
        })),
  );
}

/** Whether a paper that was issued has arrived at the person's unit, where the document clerk opens it (영 §18). */
function received(state: DocumentState, person: Person): boolean {
  return state.arrivals.some((arrival) => arrival.agency === person.agency && arrival.unit === person.unit && person.duties.includes('문서 수신·발신 담당자'));
}

/**
 * Right in a room of the current version. Frozen content is 열람 at most; only a draft can be edited.
 * `day` (`YYYY-MM-DD` in Korea) is the day asked about, for those who deputise; null where no clock is at hand.
 */
export function roomRight(
  state: DocumentState,
  directory: Directory,
  personId: string,
  part: 'main' | 'section' | 'comments',
  day: string | null = null,
): Right {
  const person = findPerson(directory, personId);
  if (person === undefined || state.status === 'none') return 'none';
  const own = state.lead !== null && servesLane(state.lead, person.id, directory) ? 'edit' : 'none';
  const base = stronger(own, granted(state.grants, person));
  const reads =
    base !== 'none' ||
    state.drafter?.person === personId ||
    (state.status !== 'drafting' && takesPart(state, directory, person, day)) ||
    received(state, person);
  if (state.status === 'drafting') return state.drafter?.person === personId ? 'edit' : base;
  if (!reads) return 'none';
  return part === 'comments' && base !== 'none' ? 'comment' : 'view';
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

/** A reviewer's version belongs to its author alone (DESIGN §5): 수정 for the author, null where the usual right counts. */
export function versionRight(state: DocumentState, version: number, person: string): Right | null {
  return state.revision?.version === version && state.revision.actor.person === person ? 'edit' : null;
}
