/**
 * 직무대리 (영 §10③, 직무대리규정): who may act for an absent post on a day. The deputy follows from rank or from the post above,
 * never from the absent person (§4, §5①); one deputised post a person (§6①), no sub-deputy (§6⑧), an order above 15 days (§6②).
 */

import { peopleIn, type Post } from './delegation.ts';
import type { Absence, AgencyRecord, Deputy, Directory } from './directory.ts';

/** Why a deputy may not act. Closed list; the sentences are the engine's (`../approval/refusals.ts`). */
export type DeputyFault = 'NO_DEPUTY_GRANT' | 'DEPUTY_NOT_LAWFUL' | 'DEPUTY_TWO_POSTS' | 'DEPUTY_ABSENT' | 'DEPUTY_ORDER_MISSING';

/** Days up to which a notice is enough (직무대리규정 §6③). */
const DAYS_WITHOUT_ORDER = 15;

const same = (a: Post, b: Post): boolean => a.position === b.position && a.unit === b.unit;

/** Whether the entry is in force on a day (`YYYY-MM-DD`, Korean calendar, both ends counted). */
export function inForce({ from, until }: Pick<Deputy, 'from' | 'until'>, day: string): boolean {
  return from <= day && day <= until;
}

/** Entries for a post that are in force on a day. */
export function deputiesFor(agency: AgencyRecord, post: Post, day: string): Deputy[] {
  return (agency.deputies ?? []).filter((entry) => same(entry, post) && inForce(entry, day));
}

/** The absence of a person in force on a day, or undefined. */
export function absenceOf(agency: AgencyRecord, person: string, day: string): Absence | undefined {
  return agency.absences?.find((absence) => absence.person === person && inForce(absence, day));
}

/** Whether a post is away on a day: nobody who holds it is there, or somebody was entered to act for it. */
function away(directory: Directory, agency: AgencyRecord, post: Post, day: string): boolean {
  const there = peopleIn(directory, agency.code, post).filter(({ id }) => absenceOf(agency, id, day) === undefined);
  return there.length === 0 || deputiesFor(agency, post, day).length > 0;
}

/** Posts from the nearest above to the head: within a 처리과 its head first, then the post over the unit. */
export function postsAbove(agency: AgencyRecord, post: Post): Post[] {
  const leader = (position: string): Post => ({ position, unit: null });
  const place = agency.leadership.indexOf(post.position);
  if (post.unit === null) return agency.leadership.slice(0, Math.max(0, place)).toReversed().map(leader);
  const unit = agency.units.find((candidate) => candidate.code === post.unit);
  const head = unit?.positions.at(-1);
  const upper = agency.leadership.indexOf(unit?.upper ?? agency.leadership.at(-1) ?? '');
  const leaders = agency.leadership
    .slice(0, upper + 1)
    .toReversed()
    .map(leader);
  return head === undefined || head === post.position ? leaders : [{ position: head, unit: post.unit }, ...leaders];
}

/** The post that deputises by law: for the head and the one below it the next in order who is there (§4); null elsewhere. */
export function statutoryDeputy(directory: Directory, agency: AgencyRecord, post: Post, day: string): Post | null {
  const place = agency.leadership.indexOf(post.position);
  if (post.unit !== null || place < 0 || place > 1) return null;
  const leaders = agency.leadership.slice(place + 1).map((position) => ({ position, unit: null }));
  const heads = agency.units.flatMap((unit) => unit.positions.slice(-1).map((position) => ({ position, unit: unit.code })));
  return [...leaders, ...heads].find((candidate) => !away(directory, agency, candidate, day)) ?? null;
}

/** Posts that may designate on a day: the one right above, and the next ones up while those below them are away (§5①). For posts of the leadership any above [INF]. */
export function designatorsOf(directory: Directory, agency: AgencyRecord, post: Post, day: string): Post[] {
  const above = postsAbove(agency, post);
  if (post.unit === null) return above;
  const reach = above.findIndex((candidate) => !away(directory, agency, candidate, day));
  return above.slice(0, reach === -1 ? above.length : reach + 1);
}

function lawful(directory: Directory, agency: AgencyRecord, { designatedBy, ...entry }: Deputy, day: string): boolean {
  const own = agency.people.find((person) => person.id === entry.deputy);
  if (own === undefined || same(own, entry)) return false;
  const byLaw = statutoryDeputy(directory, agency, entry, day);
  if (byLaw !== null) return same(byLaw, own);
  return designatedBy !== null && designatorsOf(directory, agency, entry, day).some((candidate) => same(candidate, designatedBy));
}

const daysOf = ({ from, until }: Deputy): number => Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000) + 1;

/** The entry by which this person acts for a post on a day, or why not. */
export function deputyGrant(directory: Directory, agencyCode: string, post: Post, person: string, day: string): Deputy | DeputyFault {
  const agency = directory.agencies.get(agencyCode);
  const entry = agency === undefined ? undefined : deputiesFor(agency, post, day).find((candidate) => candidate.deputy === person);
  if (agency === undefined || entry === undefined) return 'NO_DEPUTY_GRANT';
  if (!lawful(directory, agency, entry, day)) return 'DEPUTY_NOT_LAWFUL';
  const others = (agency.deputies ?? []).filter((other) => other.deputy === person && inForce(other, day) && !same(other, post));
  if (others.length > 0) return 'DEPUTY_TWO_POSTS';
  const own = agency.people.find((candidate) => candidate.id === person);
  if (own !== undefined && (deputiesFor(agency, own, day).length > 0 || absenceOf(agency, person, day) !== undefined)) return 'DEPUTY_ABSENT';
  return daysOf(entry) > DAYS_WITHOUT_ORDER && (entry.order === null || entry.order === '') ? 'DEPUTY_ORDER_MISSING' : entry;
}

/** Posts this person may act for on a day, each with its entry. */
export function deputisedPosts(directory: Directory, agencyCode: string, person: string, day: string): Deputy[] {
  const entries = directory.agencies.get(agencyCode)?.deputies ?? [];
  return entries.filter((entry) => entry.deputy === person && typeof deputyGrant(directory, agencyCode, entry, person, day) !== 'string');
}
