/** The directory of a scenario: posts, people and delegation tables as given, the rest filled in. */

import type { AgencyRecord, Deputy, Directory, Person } from '../../org/directory.ts';
import { digestOf } from '../../trail/hash.ts';
import type { StepPlan, LanePlan } from '../route.ts';
import type { Scenario, ScenarioAgency, ScenarioLane } from './format.ts';

/** Record file of a unit where the scenario names none. */
export const USUAL_FILE = '일반철';

/** Id of the person in a post where the scenario lists no people: `기관코드/직위` or `처리과코드/직위`. */
function usualId(agency: string, unit: string | null, position: string): string {
  return `${unit ?? agency}/${position}`;
}

function personOf(agency: string, given: { id?: string; name?: string; unit: string | null; position: string; duties?: string[] }): Person {
  const id = given.id ?? usualId(agency, given.unit, given.position);
  return {
    id,
    name: given.name ?? given.position,
    agency,
    unit: given.unit,
    position: given.position,
    duties: given.duties ?? [],
    certificates: [digestOf(['certificate', id])],
  };
}

/** One person in every post; the lowest of each 처리과 is its document clerk (규칙 §12①). */
function usualPeople(agency: ScenarioAgency): Person[] {
  const staff = agency.units.flatMap((unit) =>
    unit.positions.map((position, i) => personOf(agency.code, { unit: unit.code, position, duties: i === 0 ? ['문서 수신·발신 담당자'] : [] })),
  );
  return [...agency.leadership.map((position) => personOf(agency.code, { unit: null, position })), ...staff];
}

/** The seal certificate an agency of a scenario is registered with. */
export function sealOf(agency: string): string {
  return digestOf(['seal', agency]);
}

/** `A/장관` is a post of the leadership, `A1/과장` one of unit A1. */
export function postOf(agency: string, post: string): { position: string; unit: string | null } {
  const cut = post.indexOf('/');
  const before = cut < 0 ? agency : post.slice(0, cut);
  return { position: post.slice(cut + 1), unit: before === agency ? null : before };
}

/** `A1/과장` is a post, `A1` a whole unit. */
function placeOf(agency: string, place: string): { unit: string | null; position: string | null } {
  return place.includes('/') ? postOf(agency, place) : { unit: place, position: null };
}

/** 직무대리 entries as the directory holds them. */
function deputiesOf({ code, deputies = [] }: ScenarioAgency): Deputy[] {
  return deputies.map(({ post, designatedBy, ...rest }) => ({
    ...postOf(code, post),
    ...rest,
    designatedBy: designatedBy === null ? null : postOf(code, designatedBy),
  }));
}

/** One agency of a scenario as the directory knows it. */
export function agencyRecord(agency: ScenarioAgency): AgencyRecord {
  const files = agency.recordFiles ?? agency.units.map((unit) => ({ name: USUAL_FILE, unit: unit.code }));
  return {
    code: agency.code,
    name: agency.name,
    head: agency.head ?? `${agency.name}${agency.leadership[0] ?? ''}`,
    headGrade: agency.leadership[0] ?? '',
    order: null,
    address: { zip: '', road: '' },
    home: '',
    leadership: agency.leadership,
    units: agency.units.map(({ code, name, upper, positions, duties }) => ({
      code,
      name: name ?? code,
      ...(upper === undefined ? {} : { upper }),
      positions,
      duties: duties ?? [],
    })),
    delegation: agency.delegation,
    people: agency.people?.map((one) => personOf(agency.code, one)) ?? usualPeople(agency),
    recordFiles: files.map(({ name, unit }) => ({ name, unit, work: '업무', retention: '10년' as const })),
    seal: agency.seal ? { name: `${agency.name}의인`, certificate: sealOf(agency.code), image: sealOf(agency.code), registeredOn: '2026-01-01' } : null,
    ...(agency.successions === undefined
      ? {}
      : { successions: agency.successions.map(({ from, to }) => ({ from: placeOf(agency.code, from), to: placeOf(agency.code, to) })) }),
    ...(agency.deputies === undefined ? {} : { deputies: deputiesOf(agency) }),
  };
}

/** The whole organisation of a scenario. */
export function directoryOf(scenario: Scenario): Directory {
  const given = scenario.organisation.agencies.map((agency) => ({
    ...agency,
    deputies: [...(agency.deputies ?? []), ...(scenario.deputies[agency.code] ?? [])],
  }));
  const agencies = given.map(agencyRecord);
  return { rev: agencies.length, agencies: new Map(agencies.map((agency) => [agency.code, agency])) };
}

/** A lane as it is signed: step ids `기관코드-n` from 1, the last step 전결 unless the agency head's own. */
export function laneOfScenario(lane: ScenarioLane, directory: Directory): LanePlan {
  const head = directory.agencies.get(lane.agency)?.leadership[0];
  const last = lane.stages.flat().at(-1);
  let n = 0;
  const plan = (step: ScenarioLane['stages'][number][number]): StepPlan => {
    n += 1;
    const { position, unit } = postOf(lane.agency, step.post);
    const delegated = step.delegated ?? (step === last && position !== head);
    return { id: step.id ?? `${lane.agency}-${n}`, kind: step.kind, unit, position, marks: step.marks, delegated };
  };
  return { agency: lane.agency, unit: lane.unit, stages: lane.stages.map((stage) => stage.map(plan)) };
}

/** The organisation after a reorganisation: agencies replaced by code, then people moved (post null: left the service). */
export function reorganised(directory: Directory, agencies: readonly ScenarioAgency[], moves: readonly { person: string; post: string | null }[]): Directory {
  const next = new Map(directory.agencies);
  for (const agency of agencies) next.set(agency.code, agencyRecord(agency));
  for (const { person: id, post } of moves) {
    const from = [...next.values()].find((agency) => agency.people.some((person) => person.id === id));
    const moved = from?.people.find((person) => person.id === id);
    if (from === undefined || moved === undefined) continue;
    next.set(from.code, { ...from, people: from.people.filter((person) => person.id !== id) });
    const owner =
      post === null
        ? undefined
        : [...next.values()].find((agency) => agency.code === post.split('/')[0] || agency.units.some((unit) => unit.code === post.split('/')[0]));
    if (owner !== undefined && post !== null)
      next.set(owner.code, { ...owner, people: [...owner.people, { ...moved, agency: owner.code, ...postOf(owner.code, post) }] });
  }
  return { rev: directory.rev + 1, agencies: next };
}
