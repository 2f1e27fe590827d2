/** Who a printed recipient is: an agency of the directory with the unit that takes papers in, or nobody this system delivers to. */

import type { Recipient } from '../trail/statement.ts';
import type { AgencyRecord, Directory, Unit } from './directory.ts';
import { createFinder } from './search.ts';
import { unitNow } from './succession.ts';

/** Unit that takes a recipient's paper in: the named 처리과, else the agency's 문서과 (영 §18). */
function receivingUnit(agency: AgencyRecord, inBrackets: string): string | null {
  const named = agency.units.find((unit) => unit.positions.includes(inBrackets) || unit.name === inBrackets.replace(/장$/, ''));
  return (named ?? agency.units.find((unit) => unit.duties.includes('문서과')))?.code ?? null;
}

/** A unit of an agency by the title its head has there (부서 간 협조문): `정보화담당관`. */
function unitOfTitle(agency: AgencyRecord, title: string): Unit | undefined {
  return agency.units.find((unit) => unitTitle(agency, unit) === title);
}

/** The unit a recipient of a 부서 간 협조문 means, as a post; null for whom the agency does not have. */
export function unitPost(name: string, agency: AgencyRecord): RecipientPost | null {
  const unit = unitOfTitle(agency, name);
  return unit === undefined ? null : { agency: agency.code, unit: unit.code };
}

/** How the unit of a post is addressed today within its own agency; null where the post is none of it or nobody does its work. */
export function unitToday({ agency: code, unit }: RecipientPost, agency: AgencyRecord): string | null {
  const now = unit === null || code !== agency.code ? null : unitNow(agency, unit);
  const found = agency.units.find((one) => one.code === now);
  return found === undefined ? null : (unitTitle(agency, found) ?? null);
}

/** Units of an agency that hold what was typed, but for the one that writes; at most `most`. */
export function findUnits(agency: AgencyRecord, own: string, query: string, most: number): { readonly name: string; readonly beside: string }[] {
  const meant = createFinder(query);
  const units = agency.units.flatMap((unit) => {
    const name = unitTitle(agency, unit);
    return unit.code !== own && name !== undefined && meant(unit.name, [...unit.positions]) ? [{ name, beside: unit.name }] : [];
  });
  return units.slice(0, most);
}

/**
 * Resolves recipients of a 부서 간 협조문: units of this agency; whom it does not have gets no unit. `then` is the agency as it was when the names
 * were fixed: a unit that was renamed or merged since is reached where its work is done today, under the name that was signed.
 */
export function resolveUnits(names: readonly string[], agency: AgencyRecord | undefined, then: AgencyRecord | undefined = agency): Recipient[] {
  return names.map((name) => {
    const meant = then === undefined ? undefined : unitOfTitle(then, name.trim());
    const unit = agency === undefined ? undefined : (unitNow(agency, meant?.code ?? '') ?? unitOfTitle(agency, name.trim())?.code);
    return { name, agency: unit === undefined ? null : (agency?.code ?? null), unit: unit ?? null };
  });
}

/** An agency by what is printed of it. */
function agencyNamed(directory: Directory, printed: string | undefined): AgencyRecord | undefined {
  return [...directory.agencies.values()].find(({ head, name }) => head === printed || name === printed);
}

/** Resolves printed recipients against the directory, `then` as for units; the others are printed only. */
export function resolveRecipients(names: readonly string[], directory: Directory, then: Directory = directory): Recipient[] {
  return names.map((name) => {
    const [, printed, inBrackets = ''] = /^(.+?)(?:\((.+)\))?$/.exec(name.trim()) ?? [];
    const meant = agencyNamed(then, printed);
    const agency = directory.agencies.get(meant?.code ?? '') ?? agencyNamed(directory, printed);
    if (agency === undefined) return { name, agency: null, unit: null };
    const unit = meant === undefined ? null : unitNow(agency, receivingUnit(meant, inBrackets) ?? '');
    return { name, agency: agency.code, unit: unit ?? receivingUnit(agency, inBrackets) };
  });
}

/** A recipient as the directory knows it: an agency's head, or the head of one of its 처리과. Stays when names change. */
export interface RecipientPost {
  readonly agency: string;
  readonly unit: string | null;
}

/** The head of a 처리과 by a title nobody else in the agency has: a bare 과장 is told by the 과 (`정보화과장`). */
export function unitTitle(agency: AgencyRecord, unit: Unit): string | undefined {
  const head = unit.positions.at(-1);
  const shared = agency.units.some((other) => other.code !== unit.code && other.positions.includes(head ?? ''));
  return shared ? unit.name.replace(/(?<=[과실국팀단])$/, '장') : head;
}

/** As it is printed: `행정안전부장관`, `행정안전부장관(조직기획과장)` (편람). */
export function recipientName(agency: AgencyRecord, unit: Unit | null): string {
  const head = unit === null ? undefined : unitTitle(agency, unit);
  return head === undefined ? agency.head : `${agency.head}(${head})`;
}

/** The post a printed name means; null for whom the directory does not have. */
export function recipientPost(name: string, directory: Directory): RecipientPost | null {
  for (const agency of directory.agencies.values()) {
    if (recipientName(agency, null) === name) return { agency: agency.code, unit: null };
    const unit = agency.units.find((one) => recipientName(agency, one) === name);
    if (unit !== undefined) return { agency: agency.code, unit: unit.code };
  }
  return null;
}

/** How a post is printed today: a 처리과 that was merged or renamed stands under the one that does its work; null where nobody does. */
export function recipientToday({ agency: code, unit }: RecipientPost, directory: Directory): string | null {
  const agency = directory.agencies.get(code);
  if (agency === undefined) return null;
  if (unit === null) return recipientName(agency, null);
  const now = unitNow(agency, unit);
  const found = agency.units.find((one) => one.code === now);
  return found === undefined ? null : recipientName(agency, found);
}

/** Recipients whose agency, 처리과 or post holds what was typed, heads of agencies first; at most `most`. */
export function findRecipients(directory: Directory, query: string, most: number): { readonly name: string; readonly beside: string }[] {
  const meant = createFinder(query);
  const agencies = [...directory.agencies.values()];
  const heads = agencies.flatMap((agency) => (meant(agency.name, [agency.head]) ? [{ name: recipientName(agency, null), beside: agency.name }] : []));
  const units = agencies.flatMap((agency) =>
    agency.units.flatMap((unit) =>
      unit.positions.length > 0 && meant(unit.name, [agency.name, agency.head, ...unit.positions])
        ? [{ name: recipientName(agency, unit), beside: `${agency.name} ${unit.name}` }]
        : [],
    ),
  );
  return [...heads, ...units].slice(0, most);
}
