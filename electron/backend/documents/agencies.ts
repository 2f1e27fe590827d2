/** How agencies and people are named on a screen. */

import type { DocumentState } from '../../../shared/approval/state.ts';
import type { AgencyView } from '../../../shared/api/views.ts';
import type { Directory, Person } from '../../../shared/org/directory.ts';
import type { Moment, Names } from '../../../shared/org/names.ts';

/** The agency's badge, strand by its order in the joint route (lead 1, partners 2…; in a draft as its fields name the partners), name. */
export function agencyView(directory: Directory, state: DocumentState, code: string, partners: readonly string[] = []): AgencyView {
  const name = directory.agencies.get(code)?.name ?? code;
  const lane = state.lanes.findIndex((one) => one.agency === code);
  const named = partners.indexOf(code);
  const place = lane < 0 && named >= 0 ? named + 1 : lane;
  return { code, name, badge: name.charAt(0), strand: place < 0 ? 5 : Math.min(place + 1, 6), head: directory.agencies.get(code)?.head ?? '' };
}

/** An actor by agency, unit and post: `교육부 평생직업교육과 과장`. */
export function actorName(directory: Directory, actor: Pick<Person, 'agency' | 'unit' | 'position'>): string {
  return `${directory.agencies.get(actor.agency)?.name ?? ''} ${postName(directory, actor)}`.trim();
}

/** Partners of a draft as its fields name them; until its text is here (a new version comes without it), those asked to write. */
export function draftPartners(state: DocumentState, named: readonly { readonly agency: string }[] | null): string[] {
  if (named !== null && named.length > 0) return named.map(({ agency }) => agency);
  const asked = state.grants.flatMap(({ agency, person }) => (person === null && agency !== null && agency !== state.lead?.agency ? [agency] : []));
  return [...new Set(asked)];
}

/** Name of a unit of an agency, '' for leadership posts. */
export function unitName(directory: Directory, agency: string, unit: string | null): string {
  if (unit === null) return '';
  return directory.agencies.get(agency)?.units.find((candidate) => candidate.code === unit)?.name ?? unit;
}

/** `청년고용기획과 행정사무관` or `차관`; people are named by post (screens §8). A head's post that already names its unit stands alone. */
export function postName(directory: Directory, person: Pick<Person, 'agency' | 'unit' | 'position'>): string {
  const unit = unitName(directory, person.agency, person.unit);
  return unit === '' || person.position.startsWith(unit) ? person.position : `${unit} ${person.position}`;
}

/** Name of a unit as it was called at a moment, '' for leadership posts. */
export function unitThen(names: Names, agency: string, unit: string | null, at: Moment): string {
  return unit === null ? '' : (names.unit(agency, unit, at)?.name ?? unit);
}

/** A post as it was called at a moment. */
export function postThen(names: Names, person: Pick<Person, 'agency' | 'unit' | 'position'>, at: Moment): string {
  const unit = unitThen(names, person.agency, person.unit, at);
  return unit === '' || person.position.startsWith(unit) ? person.position : `${unit} ${person.position}`;
}

/** An actor by agency, unit and post, as they were called at a moment. */
export function actorThen(names: Names, actor: Pick<Person, 'agency' | 'unit' | 'position'>, at: Moment): string {
  return `${names.on(at).agencies.get(actor.agency)?.name ?? ''} ${postThen(names, actor, at)}`.trim();
}
