/** The next act of a random paper that somebody would do, so that scripts get somewhere: the drafter's, a partner's, whoever's turn it is. */

import type { Scenario, ScenarioAct, ScenarioLane } from '../../shared/approval/scenario/format.ts';
import type { Verb } from '../../shared/approval/scenario/verb-names.ts';
import { currentSteps, type DocumentState } from '../../shared/approval/state.ts';
import type { StepPlan } from '../../shared/approval/route.ts';
import type { Directory } from '../../shared/org/directory.ts';
import { CODES, postsUp } from './approval-paper.ts';
import type { Random } from './sync-random.ts';

/** Who does what, with what belongs to it. */
export type Useful = { readonly by: string; readonly do: Exclude<Verb, 'reorganise'> } & Partial<Omit<ScenarioAct, 'by' | 'do' | 'at'>>;

const DRAFTER = 'A1/사무관';

/** Before the chain runs and after it ended. */
function aroundTheChain(random: Random, state: DocumentState): Useful | null {
  switch (state.status) {
    case 'none':
      return { by: DRAFTER, do: 'create' };
    case 'drafting':
      if (random.chance(0.1)) return { by: DRAFTER, do: random.pick(['setBundle', 'setSections'] as const) };
      return { by: DRAFTER, do: state.lanes[0]?.plan == null ? 'design' : 'submit' };
    case 'returned':
    case 'withdrawn':
      return { by: DRAFTER, do: 'redraft' };
    case 'registered':
      return { by: DRAFTER, do: state.base === null ? 'fixBase' : 'seal' };
    case 'sealing':
      return { by: `${random.pick(state.lanes).agency}1/사무관`, do: 'seal' };
    case 'sealed':
      return { by: DRAFTER, do: 'issue' };
    default:
      return null;
  }
}

const postName = (agency: string, step: StepPlan): string => `${step.unit ?? agency}/${step.position}`;

/** A lane with the empty post of a step put one post higher. */
function rerouted(scenario: Scenario, agency: string, empty: string): ScenarioLane | undefined {
  const lane = scenario.chain.lanes.find((one) => one.agency === agency);
  const posts = postsUp(agency);
  const higher = posts[posts.indexOf(empty) + 1];
  if (lane === undefined || higher === undefined) return undefined;
  return { ...lane, stages: lane.stages.map((stage) => stage.map((step) => (step.post === empty ? { ...step, post: higher } : step))) };
}

/** Whoever acts on a step: its own post, its deputy, or the maker who gives it to another post where it is empty. */
function onTheStep(random: Random, agency: string, step: StepPlan, directory: Directory, scenario: Scenario): Useful {
  const post = postName(agency, step);
  const record = directory.agencies.get(agency);
  const deputy = record?.deputies?.find((entry) => entry.position === step.position && entry.unit === step.unit);
  const manned = record?.people.some((person) => person.position === step.position && person.unit === step.unit) === true;
  const lane = manned ? undefined : rerouted(scenario, agency, post);
  if (lane !== undefined && random.chance(0.6)) return { by: agency === 'A' ? DRAFTER : `${agency}1/주무관`, do: 'reroute', lane };
  const own = deputy !== undefined && random.chance(0.6) ? { by: deputy.deputy, as: post } : { by: post };
  if (step.kind === 'review' && random.chance(0.05)) return { by: agency === 'A' ? DRAFTER : `${agency}1/주무관`, do: 'skip', step: step.id };
  if (random.chance(0.12)) return { ...own, do: 'open' };
  return { ...own, do: random.chance(0.8) ? 'sign' : random.pick(['return', 'askChange', 'openRevision', 'hold', 'release'] as const) };
}

/** What goes on now; null where only chance helps. */
export function usefulAct(random: Random, state: DocumentState, directory: Directory, scenario: Scenario): Useful | null {
  const report = state.reports.find((one) => one.confirmed === null);
  if (report !== undefined && random.chance(0.3))
    return { by: `${report.forUnit ?? report.agency}/${report.forPosition}`, do: 'confirmReport', step: report.stepId };
  const around = aroundTheChain(random, state);
  if (around !== null) return around;
  if (state.revision !== null) return { by: state.revision.actor.person, do: random.chance(0.8) ? 'revise' : 'dropRevision' };
  const undone = state.lanes.find((lane) => lane.role === 'partner' && lane.requestedAt !== null && lane.plan === null);
  if (undone !== undefined && random.chance(0.5)) return { by: `${undone.agency}1/주무관`, do: undone.received === null ? 'receive' : 'design' };
  const turns = state.lanes.flatMap((lane) => currentSteps(state, lane).map((step) => ({ agency: lane.agency, step })));
  if (turns.length === 0) return null;
  const untouched = state.lanes.every((lane) => lane.outcomes.size <= 1);
  if (untouched && random.chance(0.2)) return { by: DRAFTER, do: 'withdraw' };
  if (random.chance(0.08)) return { by: DRAFTER, do: random.pick(['withdraw', 'skip', 'consult', 'closeConsultation', 'setDue', 'setReaders'] as const) };
  if (state.consultations.length > 0 && random.chance(0.1)) return { by: `${random.pick(CODES)}2/사무관`, do: 'answer' };
  const { agency, step } = random.pick(turns);
  return onTheStep(random, agency, step, directory, scenario);
}
