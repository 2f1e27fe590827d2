/** The directory of a scenario: posts, people and delegation tables as given, the rest filled in. */

import type { AgencyRecord, Directory, Person } from '../../org/directory.ts';
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
  };
}

/** The whole organisation of a scenario. */
export function directoryOf(scenario: Scenario): Directory {
  const agencies = scenario.organisation.agencies.map(agencyRecord);
  return { rev: agencies.length, agencies: new Map(agencies.map((agency) => [agency.code, agency])) };
}

/** `A/장관` is a post of the leadership, `A1/과장` one of unit A1. */
function postOf(agency: string, post: string): { position: string; unit: string | null } {
  const cut = post.indexOf('/');
  const before = cut < 0 ? agency : post.slice(0, cut);
  return { position: post.slice(cut + 1), unit: before === agency ? null : before };
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
