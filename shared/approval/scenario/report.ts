/** What `route check` tells: acts, expectations as checks, and where the document stands at the end. */

import { approvalRows } from '../../forms/approval-boxes.ts';
import { printLanes } from '../../forms/printed-lanes.ts';
import type { Directory } from '../../org/directory.ts';
import { namesOfToday } from '../../org/names.ts';
import { canonical } from '../../trail/canonical.ts';
import { createCheckLog, envelopeOf, type CheckLog, type Envelope } from '../../verify/envelope.ts';
import { isConsultationOpen } from '../consultation.ts';
import type { StepPlan } from '../route.ts';
import { currentSteps, laneDecided, stepPassed, stepsOf, type DocumentState, type LaneState } from '../state.ts';
import type { Scenario } from './format.ts';
import type { ActResult, ScenarioRun } from './run.ts';

/** Where a document stands, as plain data. `next` are step ids, or `receive:기관코드`, `design:기관코드` of a partner that was asked. */
export interface FinalState {
  readonly status: string;
  readonly version: number;
  readonly next: readonly string[];
  readonly lanes: readonly {
    readonly agency: string;
    readonly unit: string;
    readonly role: 'lead' | 'partner';
    readonly asked: boolean;
    readonly decided: boolean;
    /** Decided above or below the delegation table, with its reason (영 §67 2호). */
    readonly deviation: 'above' | 'below' | null;
    readonly steps: readonly { readonly id: string; readonly kind: string; readonly post: string; readonly state: string; readonly by: string | null }[];
  }[];
  readonly registrations: readonly string[];
  /** Returned or rewritten drafts registered on their own, and how each earlier version ended. */
  readonly revisions: readonly string[];
  readonly keptDrafts: readonly string[];
  readonly ended: readonly string[];
  /** 사후보고: step, `open` or who confirmed. */
  readonly reports: readonly string[];
  /** 의견조회: id, how many answered of how many asked, `open` or `over`. */
  readonly consultations: readonly string[];
  /** Days that stand: agency code for the whole of its lane (the lead's: of the paper), step id for a step. */
  readonly due: readonly string[];
  readonly seals: readonly string[];
  readonly arrivals: readonly string[];
  /** Boxes as they would be printed now, agency by agency; co-operators stand apart. */
  readonly printed: ReturnType<typeof approvalRows>;
}

/** The envelope of a check with its acts and the final state. */
export interface RouteReport extends Envelope {
  readonly title: string;
  readonly acts: readonly ActResult[];
  readonly final: FinalState;
}

function stepState(state: DocumentState, lane: LaneState, step: StepPlan): string {
  const outcome = lane.outcomes.get(step.id);
  if (outcome !== undefined) return outcome.verdict;
  if (lane.holds.has(step.id)) return 'held';
  return currentSteps(state, lane).some((one) => one.id === step.id) ? 'turn' : 'waiting';
}

function nextOf(state: DocumentState): string[] {
  return state.lanes.flatMap((lane) => {
    if (state.status !== 'in-approval') return [];
    if (lane.role === 'partner' && lane.requestedAt === null) return [];
    if (lane.role === 'partner' && lane.received === null) return [`receive:${lane.agency}`];
    return lane.plan === null ? [`design:${lane.agency}`] : currentSteps(state, lane).map((step) => step.id);
  });
}

function dueOfLane({ agency, due }: LaneState): string[] {
  return [...(due.whole === null ? [] : [`${agency} ${due.whole}`]), ...Object.entries(due.steps).map(([id, day]) => `${id} ${day}`)];
}

/** Where the document stands. */
export function finalStateOf(state: DocumentState, directory: Directory): FinalState {
  return {
    status: state.status,
    version: state.version,
    next: nextOf(state),
    lanes: state.lanes.map((lane) => ({
      agency: lane.agency,
      unit: lane.unit,
      role: lane.role,
      asked: lane.role === 'lead' || lane.requestedAt !== null,
      decided: laneDecided(lane),
      deviation: lane.deviation?.direction ?? null,
      steps: stepsOf(lane.plan).map((step) => ({
        id: step.id,
        kind: step.kind,
        post: `${step.unit ?? lane.agency}/${step.position}`,
        state: stepState(state, lane, step),
        by: lane.outcomes.get(step.id)?.actor.person ?? null,
      })),
    })),
    registrations: state.registrations.map((one) => `${one.agency} ${one.unitName}-${one.number} ${one.role}`),
    revisions: state.revisions.map(
      (one) =>
        `v${one.fromVersion}→v${one.version} ${one.actor.person}, told: ${one.told.map((signer) => signer.person).join(' ')}${one.reconcur.length > 0 ? `, again: ${one.reconcur.join(' ')}` : ''}`,
    ),
    keptDrafts: state.keptDrafts.map((one) => `${one.agency} ${one.unitName}-${one.number} ${one.role} v${one.version}`),
    ended: state.ended.map((one) => `v${one.version} ${one.how} ${one.actor.person}, void: ${one.signers.map((signer) => signer.person).join(' ')}`),
    reports: state.reports.map((report) => `${report.stepId} ${report.confirmed?.actor.person ?? 'open'}`),
    consultations: state.consultations.map((one) => `${one.id} ${one.answers.length}/${one.to.length} ${isConsultationOpen(state, one) ? 'open' : 'over'}`),
    due: state.lanes.flatMap(dueOfLane),
    seals: state.seals.map((seal) => seal.agency),
    arrivals: state.arrivals.map((arrival) => `${arrival.agency}/${arrival.unit}`),
    printed: approvalRows(printLanes(state, namesOfToday(directory), null), false),
  };
}

/** What was expected of an act: `accepted` (or `ok`), or the code it is refused with. */
function checkActs(results: readonly ActResult[], log: CheckLog): void {
  for (const act of results) {
    const got = act.code ?? 'accepted';
    const want = act.expected === 'ok' ? 'accepted' : act.expected;
    const where = `처리 ${act.id}`;
    if (want !== null && want !== got) log.fault('EXPECTATION', `${act.by} ${act.do}`, where, `예상 ${want}, 결과 ${got}`);
    else if (want !== null) log.pass('EXPECTATION', `${act.by} ${act.do}`, where, `예상대로 ${got}`);
    else if (act.setup && act.code !== null) log.fault('SETUP_REFUSED', `${act.by} ${act.do}`, where, `준비 처리가 거절되었습니다: ${act.message ?? act.code}`);
  }
}

function checkFinal(scenario: Scenario, final: FinalState, log: CheckLog): void {
  for (const key of ['status', 'version', 'next', 'reports', 'keptDrafts', 'consultations', 'due'] as const) {
    const want = scenario.expect?.[key];
    if (want === undefined) continue;
    const [said, got] = [canonical(want), canonical(final[key])];
    if (said === got) log.pass('FINAL', '마지막 상태', key, `예상대로 ${got}`);
    else log.fault('FINAL', '마지막 상태', key, `예상 ${said}, 결과 ${got}`);
  }
}

/** No step skipped: nothing of a lane is signed after a stage that is not. */
function orderKept(state: DocumentState): boolean {
  return state.lanes.every((lane) => {
    const signed = (lane.plan?.stages ?? []).map((stage) => stage.every((step) => stepPassed(lane, step)));
    const open = signed.indexOf(false);
    const later = open === -1 ? [] : (lane.plan?.stages ?? []).slice(open + 1).flat();
    return later.every((step) => !lane.outcomes.has(step.id));
  });
}

/** The whole answer to a scenario. Valid where every expectation held, nothing was skipped, and replaying gives the same state. */
export function reportOf(scenario: Scenario, run: ScenarioRun): RouteReport {
  const log = createCheckLog();
  checkActs(run.results, log);
  const final = finalStateOf(run.state, run.directory);
  checkFinal(scenario, final, log);
  if (orderKept(run.state)) log.pass('ORDER', '결재 순서', '결재경로', '건너뛴 단계가 없습니다.');
  else log.fault('ORDER', '결재 순서', '결재경로', '건너뛴 단계가 있습니다.');
  const same = canonical(plain(run.state)) === canonical(plain(run.replayed));
  if (same) log.pass('REPLAY', '다시 계산', '처리 이력', '처리 이력을 처음부터 다시 계산한 상태가 같습니다.');
  else log.fault('REPLAY', '다시 계산', '처리 이력', '처리 이력을 다시 계산한 상태가 다릅니다.');
  const envelope = envelopeOf('route check', log.results(), { kind: 'scenario', acts: run.results.length });
  return { ...envelope, title: scenario.title, acts: run.results, final };
}

/** A state with its maps as lists, so that two can be compared. */
function plain(state: DocumentState): unknown {
  return { ...state, lanes: state.lanes.map((lane) => ({ ...lane, outcomes: [...lane.outcomes] })) };
}
