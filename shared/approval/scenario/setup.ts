/** The usual way up to the first act of a scenario, where its acts do not begin there themselves. */

import { findPerson, peopleIn } from '../../org/delegation.ts';
import type { Directory } from '../../org/directory.ts';
import type { DocumentState } from '../state.ts';
import type { Scenario, ScenarioAct } from './format.ts';

/** 기안, lead's 결재경로, 결재 올림 by the drafter, as far as the first act has not come to: before `create` nothing, before `design` 기안 … */
export function beforeSetup(scenario: Scenario, at: string): ScenarioAct[] {
  const by = scenario.chain.drafter;
  const before = (minutes: number): string => new Date(Date.parse(at) - minutes * 60_000).toISOString();
  const acts: ScenarioAct[] = [
    { id: '기안', do: 'create', by, at: before(3) },
    { id: '결재경로', do: 'design', by, at: before(2), agency: scenario.chain.lanes[0]?.agency ?? '' },
    { id: '결재 올림', do: 'submit', by, at: before(1) },
  ];
  const begins = acts.findIndex((act) => act.do === scenario.acts[0]?.do);
  return begins === -1 ? acts : acts.slice(0, begins);
}

/** Partners that were asked receive and design their lane as the chain has it: where no act of the scenario is a 수령 of that agency. */
export function afterSetup(scenario: Scenario, state: DocumentState, directory: Directory, at: string): ScenarioAct[] {
  if (state.status !== 'in-approval') return [];
  const receives = scenario.acts.filter((act) => act.do === 'receive').map((act) => findPerson(directory, act.by)?.agency);
  return state.lanes.flatMap((lane): ScenarioAct[] => {
    const given = scenario.chain.lanes.find((candidate) => candidate.agency === lane.agency);
    if (lane.role === 'lead' || lane.requestedAt === null || lane.received !== null || given === undefined) return [];
    if (receives.includes(lane.agency)) return [];
    const by = given.handler ?? handlerOf(directory, given.agency, given.unit);
    return [
      { do: 'receive', by, at, agency: lane.agency, handler: by },
      { do: 'design', by, at, agency: lane.agency },
    ];
  });
}

/** The handler where the chain names none: who holds the lowest post of the asked 처리과. */
function handlerOf(directory: Directory, agency: string, code: string): string {
  const unit = directory.agencies.get(agency)?.units.find((candidate) => candidate.code === code);
  const holders = (unit?.positions ?? []).flatMap((position) => peopleIn(directory, agency, { position, unit: code }));
  return holders[0]?.id ?? '';
}
