import { describe, expect, it } from 'vitest';
import { decide } from '../../../../shared/approval/approval.ts';
import { stepsOf } from '../../../../shared/approval/state.ts';
import { STEP_ACTS, stepActs, type StepAct } from '../../../../shared/approval/step-acts.ts';
import type { StatementType } from '../../../../shared/trail/statement.ts';
import { stages, tries, type Stage } from '../../../support/rights-stages.ts';

const DAY = '2026-11-24';
/** Acts of the engine behind what a screen offers on a step. 결재경로 고침 names no step, so it is tried by its own test. */
const TYPES: Readonly<Record<Exclude<StepAct, 'reroute'>, StatementType>> = {
  sign: 'decided',
  return: 'returned',
  hold: 'held',
  release: 'released',
  askChange: 'change.asked',
  revise: 'revision.opened',
  skip: 'skipped',
  confirmReport: 'report.confirmed',
};

function offered({ state, directory }: Stage, person: Parameters<typeof tries>[1]): Map<string, StepAct[]> {
  const asker = { directory, person, day: DAY };
  return new Map(state.lanes.flatMap((lane) => stepsOf(lane.plan).map((step) => [step.id, stepActs(state, asker, { lane, step })])));
}

describe('what a screen offers on a step', () => {
  it('RT8 is what the engine takes from this person there, no more and no less, at every place of a paper’s life', () => {
    const seen = new Set<StepAct>();
    for (const stage of stages()) {
      for (const person of [...stage.directory.agencies.values()].flatMap((agency) => agency.people)) {
        const steps = offered(stage, person);
        for (const name of STEP_ACTS) {
          if (name === 'reroute') continue;
          const taken = tries(stage, person, TYPES[name])
            .filter((statement) => decide(stage.state, statement, stage.directory).ok)
            .map(({ stepId }) => stepId);
          const shown = [...steps].filter(([, acts]) => acts.includes(name)).map(([id]) => id);
          expect([stage.name, person.id, name, shown]).toEqual([stage.name, person.id, name, taken]);
          if (shown.length > 0) seen.add(name);
        }
      }
    }
    expect(seen.size).toBe(STEP_ACTS.length - 1);
  });

  it('AP24 another post is offered for a step nobody can act on, to the lane’s maker alone', () => {
    const stage = stages().find(({ name }) => name === 'lead without its 국장');
    if (stage === undefined) throw new Error('no such stage');
    const who = [...stage.directory.agencies.values()]
      .flatMap((agency) => agency.people)
      .flatMap((person) => [...offered(stage, person)].filter(([, acts]) => acts.includes('reroute')).map(([id]) => [person.id, id]));
    expect(who).toEqual([['A/사무관', 'A-2']]);
  });
});
