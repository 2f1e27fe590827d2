/** Laws of a joint chain, told in their own words over what was accepted: nothing here asks the engine how it judges. */

import type { Scenario } from '../../shared/approval/scenario/format.ts';
import type { DocumentState } from '../../shared/approval/state.ts';
import type { Directory } from '../../shared/org/directory.ts';
import type { LanePlan, StepPlan } from '../../shared/approval/route.ts';
import type { Statement } from '../../shared/trail/statement.ts';

/** Acts on a version; after it ended none of them may be accepted on it (영 §17). */
const ON_A_VERSION: ReadonlySet<string> = new Set([
  'decided',
  'skipped',
  'held',
  'released',
  'request.received',
  'lane.designed',
  'lane.rerouted',
  'submitted',
  'returned',
  'change.asked',
  'withdrawn',
  'revision.opened',
  'revised',
  'base.fixed',
  'sealed',
  'issued',
  'consultation.asked',
  'consultation.answered',
]);
const postOf = ({ agency, unit, position }: Pick<Statement['actor'], 'agency' | 'unit' | 'position'>): string => JSON.stringify([agency, unit, position]);

const ENDS: ReadonlySet<string> = new Set(['returned', 'change.asked', 'withdrawn']);

/** The laws, with their own small book of what was accepted. */
export function createLaws(scenario: Scenario) {
  const plans = new Map<string, LanePlan>();
  const passed = new Map<string, string>();
  const dead = new Set<number>();
  const answered = new Set<string>();
  const openedBy = new Map<string, string>();
  let version = 0;
  let established = 0;
  let moved = false;
  const order = [...scenario.chain.lanes.map((lane) => lane.agency)];
  const steps = (agency: string): StepPlan[] => plans.get(agency)?.stages.flat() ?? [];
  const laneDone = (agency: string): boolean => plans.has(agency) && steps(agency).every((step) => passed.has(step.id));
  const stepOf = (id: string | null): { agency: string; step: StepPlan; stage: number } | null => {
    for (const [agency, plan] of plans) {
      for (const [stage, side] of plan.stages.entries()) for (const step of side) if (step.id === id) return { agency, step, stage };
    }
    return null;
  };

  /** Posts that stand next in the lead's lane: whose reading ends the time of a 회수. */
  const nextPosts = (): string[] => {
    const lead = order[0] ?? '';
    const open = (plans.get(lead)?.stages ?? []).map((side) => side.filter(({ id }) => !passed.has(id))).find((side) => side.length > 0) ?? [];
    return open.map(({ unit, position }) => postOf({ agency: lead, unit, position }));
  };

  /** A signature or a skip: in turn, once, after the lead, and only where the kind allows it. */
  function decidedFaults(statement: Statement<'decided'> | Statement<'skipped'>): string[] {
    const found = stepOf(statement.stepId);
    if (found === null) return [`${statement.type} on a step of no lane`];
    const { agency, step, stage } = found;
    const faults: string[] = [];
    const before = (plans.get(agency)?.stages ?? []).slice(0, stage).flat();
    if (before.some((one) => !passed.has(one.id))) faults.push(`step ${step.id} passed while a step before it was open`);
    if (passed.has(step.id)) faults.push(`step ${step.id} has two outcomes`);
    if (statement.type === 'skipped' && step.kind !== 'review') faults.push(`a ${step.kind} was skipped`);
    const lead = order[0] ?? '';
    if (agency !== lead && !laneDone(lead)) faults.push('a partner decided before the lead');
    if (scenario.chain.order === 'sequence') {
      const earlier = order.slice(1, order.indexOf(agency));
      if (earlier.some((one) => !laneDone(one))) faults.push('a partner decided out of sequence');
    }
    if (statement.type === 'decided' && statement.capacity.kind === 'own' && !moved && statement.actor.position !== step.position)
      faults.push(`step ${step.id} signed by ${statement.actor.position}`);
    if (statement.actor.agency !== agency) faults.push('a step signed by another agency');
    passed.set(step.id, statement.actor.person);
    return faults;
  }

  function newVersion(next: number, keep: boolean): string[] {
    const faults = next <= version || dead.has(next) ? [`version ${next} was used twice`] : [];
    version = next;
    openedBy.clear();
    if (!keep) passed.clear();
    return faults;
  }

  /** What an accepted act changes in the book, and what is wrong with it. */
  function actFaults(statement: Statement, before: DocumentState): string[] {
    switch (statement.type) {
      case 'document.created':
        return newVersion(1, false);
      case 'lane.designed':
        plans.set(statement.body.lane.agency, statement.body.lane);
        return [];
      case 'lane.rerouted':
        plans.set(statement.body.lane.agency, statement.body.lane);
        return [];
      case 'submitted': {
        passed.clear();
        for (const step of steps(order[0] ?? '')) if (step.kind === 'draft') passed.set(step.id, statement.actor.person);
        return [];
      }
      case 'decided':
      case 'skipped':
        return decidedFaults(statement);
      case 'revised': {
        for (const id of statement.body.reconcur) passed.delete(id);
        return newVersion(statement.version, true);
      }
      case 'redrafted':
        for (const agency of order.slice(1)) plans.delete(agency);
        return newVersion(statement.version, false);
      case 'opened':
      case 'downloaded':
        openedBy.set(statement.actor.person, postOf(statement.actor));
        return [];
      case 'withdrawn': {
        const drafter = statement.actor.person;
        const decided = [...passed.values()].filter((person) => person !== drafter);
        const opened = moved ? [] : [...openedBy].filter(([person, post]) => person !== drafter && nextPosts().includes(post)).map(([person]) => person);
        const others = [...decided, ...opened];
        return others.length > 0 && before.status === 'in-approval' ? [`withdrawn after ${others[0] ?? ''} had decided, or opened it next`] : [];
      }
      case 'consultation.answered': {
        const key = `${statement.body.id}/${statement.body.of}`;
        const twice = answered.has(key);
        answered.add(key);
        return twice ? ['one place answered a 의견조회 twice'] : [];
      }
      default:
        return [];
    }
  }

  return {
    directoryChanged: () => void (moved = true),
    directoryStood: () => !moved,
    /** Faults of one accepted statement. */
    accepted(statement: Statement, before: DocumentState, after: DocumentState, directory: Directory): string[] {
      const faults = ON_A_VERSION.has(statement.type) && dead.has(statement.version) ? [`${statement.type} on dead version ${statement.version}`] : [];
      faults.push(...actFaults(statement, before));
      if (ENDS.has(statement.type)) dead.add(statement.version);
      if (!directory.agencies.has(statement.actor.agency)) faults.push('somebody of no agency acted');
      const now = after.registrations.length > 0 && before.registrations.length === 0;
      if (now) {
        established += 1;
        if (after.lanes.some((lane) => !laneDone(lane.agency))) faults.push('established while a lane was open');
        if (after.registrations.length !== after.lanes.length) faults.push('not every agency registered');
      }
      return faults;
    },
    /** Faults that show only at the end. */
    atEnd(state: DocumentState): string[] {
      const all = state.lanes.length > 0 && state.lanes.every((lane) => laneDone(lane.agency));
      const faults = established > 1 ? ['established twice'] : [];
      if (state.status === 'in-approval' && all) faults.push('every lane decided and nothing established');
      const numbers = [...state.registrations, ...state.keptDrafts].map((one) => `${one.agency}/${one.unit}/${one.year}/${one.number}`);
      if (new Set(numbers).size !== numbers.length) faults.push('a number was given twice');
      return faults;
    },
  };
}
