/** 위임전결 (영 §10②): who may decide a piece of work, and how posts rank within an agency. */

import type { DecisionBasis } from '../trail/statement.ts';
import type { AgencyRecord, DelegationRow, Directory, Person } from './directory.ts';

/** A post of an agency: `unit` is null for leadership. */
export interface Post {
  readonly position: string;
  readonly unit: string | null;
}

/** Rank of a post, higher decides more; -1 where the agency has no such post. */
export function rankOf(agency: AgencyRecord, position: string): number {
  const place = agency.leadership.indexOf(position);
  if (place >= 0) return 1000 - place;
  return Math.max(-1, ...agency.units.map((unit) => unit.positions.indexOf(position)));
}

/** The agency head's post: first of the leadership. */
export function headPost(agency: AgencyRecord): string {
  return agency.leadership[0] ?? agency.head;
}

/** Whether a row applies: its unit of work is among the document's, and its amount is reached. */
function applies(row: DelegationRow, basis: DecisionBasis): boolean {
  const least = row.condition?.amountAtLeast;
  return basis.work.includes(row.work) && (least === undefined || (basis.amount !== null && basis.amount >= least));
}

/** The row that decides: of several that match the one with the highest 전결권자; null where the head decides. */
export function delegationRow(agency: AgencyRecord, basis: DecisionBasis): DelegationRow | null {
  const rows = agency.delegation.filter((row) => applies(row, basis));
  return rows.reduce<DelegationRow | null>((best, row) => (best === null || rankOf(agency, row.approver) > rankOf(agency, best.approver) ? row : best), null);
}

/** The unit a post belongs to: null for leadership, the lane's unit where it has the post, else the first unit that has it. */
export function unitOfPost(agency: AgencyRecord, laneUnit: string, position: string): string | null | undefined {
  if (agency.leadership.includes(position)) return null;
  const own = agency.units.find((unit) => unit.code === laneUnit && unit.positions.includes(position));
  return own?.code ?? agency.units.find((unit) => unit.positions.includes(position))?.code;
}

/** Whether a person holds a post, as the own one or beside it (겸임). */
export function holds(person: Person, post: Post): boolean {
  const same = ({ unit, position }: Post): boolean => position === post.position && unit === post.unit;
  return same(person) || person.concurrent?.some(same) === true;
}

/** The units a person serves in: that of the own post, and those of posts held beside it (겸임). */
export function unitsOf({ unit, concurrent = [] }: Pick<Person, 'unit' | 'concurrent'>): string[] {
  return [unit, ...concurrent.map((post) => post.unit)].filter((code) => code !== null);
}

/** Everyone now in a post (positions resolve at the time of the act). */
export function peopleIn(directory: Directory, agency: string, post: Post): Person[] {
  return (directory.agencies.get(agency)?.people ?? []).filter((person) => holds(person, post));
}

/** The person with this id, wherever they serve. */
export function findPerson(directory: Directory, id: string): Person | undefined {
  for (const agency of directory.agencies.values()) {
    const person = agency.people.find((candidate) => candidate.id === id);
    if (person !== undefined) return person;
  }
  return undefined;
}
