/** 조직 개편: where a post or a unit went, so that a route signed before still finds its people ("positions resolve at the time of the act", DESIGN §5). */

import { peopleIn, type Post } from './delegation.ts';
import { deputiesFor } from './deputy.ts';
import type { AgencyRecord, Directory } from './directory.ts';

/** Reorganisations followed one after the other; a directory that goes in circles is left there. */
const MOST_STEPS = 10;

function exists(agency: AgencyRecord, { unit, position }: Post): boolean {
  if (unit === null) return agency.leadership.includes(position);
  return agency.units.some((candidate) => candidate.code === unit && candidate.positions.includes(position));
}

/** The unit that does this unit's work today: itself, or the one it was merged into or renamed to; null where nobody said. */
export function unitNow(agency: AgencyRecord | undefined, code: string): string | null {
  let now = code;
  for (let i = 0; i < MOST_STEPS && agency !== undefined; i++) {
    if (agency.units.some((unit) => unit.code === now)) return now;
    const next = agency.successions?.find(({ from }) => from.unit === now && from.position === null)?.to.unit;
    if (next == null) return null;
    now = next;
  }
  return null;
}

/** The post that stands for this one today: itself, the one it was changed to, or the post of the same name in the unit that took over; null where there is none. */
export function postNow(agency: AgencyRecord | undefined, post: Post): Post | null {
  let now: Post = { position: post.position, unit: post.unit };
  for (let i = 0; i < MOST_STEPS && agency !== undefined; i++) {
    if (exists(agency, now)) return now;
    const changed = agency.successions?.find(({ from }) => from.unit === now.unit && from.position === now.position);
    const merged = agency.successions?.find(({ from }) => from.unit === now.unit && from.position === null && now.unit !== null);
    const to = (changed ?? merged)?.to;
    if (to === undefined) return null;
    now = { unit: to.unit, position: to.position ?? now.position };
  }
  return null;
}

/** Whether somebody can act from this post on a day: it exists today, and is held or acted for. */
export function isManned(directory: Directory, agencyCode: string, post: Post, day: string): boolean {
  const agency = directory.agencies.get(agencyCode);
  const now = postNow(agency, post);
  if (agency === undefined || now === null) return false;
  return peopleIn(directory, agencyCode, now).length > 0 || deputiesFor(agency, now, day).length > 0;
}
