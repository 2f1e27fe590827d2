/** What a person may do with one step of a route now, for the screens: the same questions the acts ask themselves (`acts/`), without a statement. */

import type { Directory, Person } from '../org/directory.ts';
import { standingsOf, type Standing } from '../org/standing.ts';
import { postNow } from '../org/succession.ts';
import { strandedSteps } from './acts/lane-rerouted.ts';
import { awayUntil } from './away.ts';
import { isMaker } from './maker.ts';
import type { StepPlan } from './route.ts';
import { currentSteps, type DocumentState, type LaneState } from './state.ts';
import { STEP_RULES } from './steps/index.ts';
import type { Turn } from './turn.ts';

/** Acts on one step. */
export const STEP_ACTS = ['sign', 'return', 'hold', 'release', 'askChange', 'revise', 'skip', 'reroute', 'confirmReport'] as const;

/** One of them. */
export type StepAct = (typeof STEP_ACTS)[number];

/** Who asks, and on which day (`YYYY-MM-DD` in Korea). */
export interface Asker {
  readonly directory: Directory;
  readonly person: Person;
  readonly day: string;
}

/** From which of the person's posts a step may be acted on, or undefined. Posts resolve at the time of the act (AP23). */
export function standingOn({ directory, person, day }: Asker, lane: Pick<LaneState, 'agency'>, step: StepPlan): Standing | undefined {
  if (lane.agency !== person.agency) return undefined;
  const now = postNow(directory.agencies.get(lane.agency), step) ?? step;
  return standingsOf(directory, person, day).find(({ post }) => post.position === now.position && post.unit === now.unit);
}

const inPerson = (standing: Standing | undefined): boolean => standing !== undefined && standing.kind !== 'acting';

/** From which post this person stands in the stage behind a step, in person; undefined where it does not. */
export function standingBehind(asker: Asker, { lane, step }: Turn): Standing | undefined {
  const stages = lane.plan?.stages ?? [];
  const next = stages[stages.findIndex((stage) => stage.some((one) => one.id === step.id)) + 1] ?? [];
  return next.map((one) => standingOn(asker, lane, one)).find(inPerson);
}

/** 검토 생략 (AP14): by the lane's maker, or who stands next in the lane; never by a deputy. */
function maySkip(state: DocumentState, asker: Asker, turn: Turn): boolean {
  if (!STEP_RULES[turn.step.kind].maySkip || state.revision !== null) return false;
  return isMaker(state, turn.lane.agency, asker.person.id, asker.directory) || standingBehind(asker, turn) !== undefined;
}

/** Acts of whose turn it is (AP3, AP15, AP20, AP22). While a reviewer writes the next version nobody decides. */
function turnActs(state: DocumentState, { lane, step }: Turn): StepAct[] {
  const rule = STEP_RULES[step.kind];
  const held = lane.holds.has(step.id);
  const free = state.revision === null;
  return [
    ...(free && rule.mayDecide ? (['sign'] as const) : []),
    ...(rule.mayReturn ? (['return'] as const) : []),
    ...(held ? (['release'] as const) : free && rule.mayDecide ? (['hold'] as const) : []),
    ...(lane.role === 'partner' && rule.mayReturn ? (['askChange'] as const) : []),
    ...(free && lane.role === 'lead' && rule.mayEdit ? (['revise'] as const) : []),
  ];
}

/** The lead's own decider may take the decision back while partners decide (AP20). */
function takesBack(state: DocumentState, { lane, step }: Turn): boolean {
  return state.status === 'in-approval' && lane.role === 'lead' && step.kind === 'approve' && lane.outcomes.has(step.id);
}

/** Everything this person may do with a step now; empty for nothing. */
export function stepActs(state: DocumentState, asker: Asker, turn: Turn): StepAct[] {
  const { lane, step } = turn;
  const standing = standingOn(asker, lane, step);
  const now = currentSteps(state, lane).some((one) => one.id === step.id);
  const report = state.reports.some((one) => one.stepId === step.id && one.version === state.version && one.confirmed === null);
  const makes = state.status === 'in-approval' && isMaker(state, lane.agency, asker.person.id, asker.directory);
  const stranded = makes && state.revision === null && strandedSteps(lane, asker.directory, asker.day).some((one) => one.id === step.id);
  return [
    ...(now && standing !== undefined ? turnActs(state, turn) : []),
    ...(standing !== undefined && takesBack(state, turn) ? (['askChange'] as const) : []),
    ...(now && maySkip(state, asker, turn) ? (['skip'] as const) : []),
    ...(stranded ? (['reroute'] as const) : []),
    ...(report && inPerson(standing) && awayUntil(turn, asker.directory, asker.day) === null ? (['confirmReport'] as const) : []),
  ];
}
