/** Until when a post is away by the directory (AP19): while somebody is entered to act for it, its holder is not there to confirm. */

import { deputiesFor } from '../org/deputy.ts';
import type { Directory } from '../org/directory.ts';
import { postNow } from '../org/succession.ts';
import type { Turn } from './turn.ts';

/** The last day (`YYYY-MM-DD`) of the entries in force on a day for the post of a step; null where nobody acts for it that day. */
export function awayUntil({ lane, step }: Turn, directory: Directory, day: string): string | null {
  const agency = directory.agencies.get(lane.agency);
  if (agency === undefined) return null;
  const post = postNow(agency, step) ?? step;
  const last = deputiesFor(agency, { position: post.position, unit: post.unit }, day).map(({ until }) => until);
  return last.toSorted().at(-1) ?? null;
}
