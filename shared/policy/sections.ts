/** 맡은 부분: parts of a draft's body in their order, each written by the agency or 처리과 that has it (DESIGN §5; docs/decisions/017). */

import type { Directory } from '../org/directory.ts';
import type { Grant } from './rights.ts';

/** One part: its room's id, what it is called beside the sheet (never on paper), and who has it; agency null is everybody who writes, unit null the whole agency. */
export interface Section {
  readonly id: string;
  readonly name: string;
  readonly agency: string | null;
  readonly unit: string | null;
}

/** The parts of one version, and those that were taken out of it with their text kept. */
export interface VersionSections {
  readonly version: number;
  readonly list: readonly Section[];
  readonly removed: readonly Section[];
}

/** Bounds of a list. */
export const SECTION_LIMITS = { count: 50, name: 60 } as const;

const ID = /^[a-z0-9-]{1,40}$/;

/** What is judged by: who leads, who writes with them, the directory. */
interface Paper {
  readonly lead: { readonly agency: string } | null;
  readonly grants: readonly Grant[];
}

function ownerIsSound({ agency, unit }: Section, { lead, grants }: Paper, directory: Directory): boolean {
  if (agency === null) return unit === null;
  const record = directory.agencies.get(agency);
  const writes = agency === lead?.agency || grants.some((grant) => grant.agency === agency && grant.right === 'edit');
  return record !== undefined && writes && (unit === null || record.units.some(({ code }) => code === unit));
}

/** Whether a list can stand: ids once each and usable as rooms, names in one line, every owner known and among those who write. */
export function areSectionsSound(list: readonly Section[], paper: Paper, directory: Directory): boolean {
  if (list.length > SECTION_LIMITS.count || new Set(list.map(({ id }) => id)).size !== list.length) return false;
  return list.every(
    (one) => ID.test(one.id) && one.name.length <= SECTION_LIMITS.name && !/[\u0000-\u001f]/.test(one.name) && ownerIsSound(one, paper, directory),
  );
}

type Sectioned = Pick<{ readonly sections: readonly VersionSections[] }, 'sections'>;

/** The parts of a version; none where it was never divided and is one text. */
export function sectionsIn({ sections }: Sectioned, version: number): VersionSections {
  return sections.find((one) => one.version === version) ?? { version, list: [], removed: [] };
}

/** Ids of a version's rooms in reading order, empty where the main room says them. */
export function sectionOrder(state: Sectioned, version: number): string[] {
  return sectionsIn(state, version).list.map(({ id }) => id);
}

/** The lists after one was put in place of another: what is no longer in it is kept apart, what came back is not. */
export function withSections({ sections }: Sectioned, version: number, list: readonly Section[]): VersionSections[] {
  const before = sectionsIn({ sections }, version);
  const stays = new Set(list.map(({ id }) => id));
  const removed = [...before.removed, ...before.list].filter(({ id }) => !stays.has(id));
  return [...sections.filter((one) => one.version !== version), { version, list, removed }];
}

/**
 * The parts a version was written in: as its trail says, else the rooms its text lists (`ids`), named and owned as the newest version before says. A version that goes on
 * from a divided one has them before anybody said them anew, and a reviewer's never has an owner but its author.
 */
export function partsSaid(state: Sectioned, version: number, ids: readonly string[]): readonly Section[] {
  const said = state.sections.find((one) => one.version === version);
  if (said !== undefined) return said.list;
  const before = state.sections.filter((one) => one.version < version && one.list.length > 0).toSorted((a, b) => b.version - a.version)[0]?.list ?? [];
  return ids.map((id) => before.find((one) => one.id === id) ?? { id, name: '', agency: null, unit: null });
}
