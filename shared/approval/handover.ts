/** 인계·인수 (영 §61): what somebody who left a 처리과 or a post had open, and who goes on with it (AP23). */

import { peopleIn, unitsOf, type Post } from '../org/delegation.ts';
import type { Directory, Person } from '../org/directory.ts';
import type { Names } from '../org/names.ts';
import { postNow, unitNow } from '../org/succession.ts';
import { isMaker, makerOf } from './maker.ts';
import type { DocumentState, LaneState } from './state.ts';

/** Work handed over: from whom, in which post they had it, and since when it waits. */
export interface Handover {
  /** `made`: a draft or a handled request of who left the 처리과. `turn`: a step that waited for the one before in this post. */
  readonly kind: 'made' | 'turn';
  readonly person: string;
  readonly unit: string | null;
  readonly position: string;
  /** When they last had it (RFC 3339). */
  readonly at: string;
}

/** Whether a lane still needs who makes it. */
export function needsMaker(state: DocumentState, lane: LaneState): boolean {
  if (state.status === 'in-approval') return lane.role === 'lead' || lane.plan === null;
  return ['drafting', 'returned', 'withdrawn', 'registered', 'sealing', 'sealed'].includes(state.status);
}

/** What `me` goes on with in place of the maker who left; null where the maker is there, or it is nobody's of this 처리과. */
export function madeBefore(state: DocumentState, names: Names, me: Person): Handover | null {
  const directory = names.on(null);
  const maker = makerOf(state, me.agency);
  const lane = state.lanes.find(({ agency }) => agency === me.agency);
  if (lane === undefined || maker === undefined || maker === me.id || !needsMaker(state, lane)) return null;
  if (!isMaker(state, me.agency, me.id, directory)) return null;
  const at = (lane.role === 'lead' ? (state.submittedAt ?? state.changedAt) : lane.received?.at) ?? '';
  const drafter = lane.role === 'lead' ? state.drafter : null;
  const then = drafter ?? names.person(maker, at);
  return { kind: 'made', person: maker, unit: then?.unit ?? null, position: then?.position ?? '', at };
}

/** Who held a step's post at a moment; nobody where the moment is not known. */
export function heldBefore(agency: string, step: Post, names: Names, since: string | null): Person[] {
  if (since === null) return [];
  const then = names.on(since);
  return peopleIn(then, agency, postNow(then.agencies.get(agency), step) ?? step);
}

/** Whose turn a step was when it began, where that is not who holds the post now; `since` is when the turn began. */
export function turnBefore(agency: string, step: Post, names: Names, me: Person, since: string | null): Handover | null {
  const holders = heldBefore(agency, step, names, since);
  const [before] = holders;
  if (before === undefined || since === null || holders.some(({ id }) => id === me.id)) return null;
  const post = postNow(names.on(since).agencies.get(agency), step) ?? step;
  return { kind: 'turn', person: before.id, unit: post.unit, position: post.position, at: since };
}

/** Whether a person serves in the unit that does this unit's work today. */
export function servesUnit(directory: Directory, agency: string, unit: string, person: Person): boolean {
  const now = unitNow(directory.agencies.get(agency), unit);
  return person.agency === agency && now !== null && unitsOf(person).includes(now);
}
