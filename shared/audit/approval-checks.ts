/** Checks of deciding: registered, by whom the table says, opened before, reported afterwards (AU1, AU2, AU4, AU6, AU7, AU9). */

import { deviationOf, lawfulApprover } from '../approval/lane-check.ts';
import { stepsOf, type LaneState, type StepOutcome } from '../approval/state.ts';
import type { StepPlan } from '../approval/route.ts';
import { dueOf, setDue } from '../approval/due.ts';
import { turnSince } from '../approval/turn-since.ts';
import { workingDaysAfter } from '../calendar/working-days.ts';
import { koreanDate, koreanDateTime, seoulDate } from '../writing/amount.ts';
import { daysOffOf, findingOf, type Finding, type PlacedEntry, type Replayed } from './finding.ts';

const statementOf = ({ entry }: PlacedEntry) => (entry.kind === 'statement' ? entry.body.statement : null);
const factOf = ({ entry }: PlacedEntry) => (entry.kind === 'serverFact' ? entry.body.fact : null);

/** Where in the trail a statement of a step stands, the newest first. */
function signedAs({ paper }: Replayed, stepId: string, at: string): PlacedEntry[] {
  return paper.entries.filter((placed) => {
    const statement = statementOf(placed);
    return statement !== null && statement.stepId === stepId && statement.at === at;
  });
}

/** AU1: established, and not registered by the lead and by every partner within the days of the house. */
export function unregistered(replayed: Replayed): Finding[] {
  const { state, paper, rules, until } = replayed;
  const approved = paper.entries.findLast((placed) => factOf(placed)?.type === 'approved');
  if (approved === undefined || state.joint === null) return [];
  return [state.joint.lead, ...state.joint.partners].flatMap(({ agency }) => {
    const latest = workingDaysAfter(seoulDate(approved.entry.receivedAt), rules.registerDays, daysOffOf(replayed, agency));
    const registered = paper.entries.find((placed) => {
      const fact = factOf(placed);
      return placed.entry.seq > approved.entry.seq && fact?.type === 'registered' && fact.agency === agency;
    });
    const day = seoulDate(registered?.entry.receivedAt ?? until);
    if (day <= latest) return [];
    const how = registered === undefined ? '등록되지 않음' : `${koreanDate(day)}에 등록`;
    return [findingOf(replayed, 'unregistered', agency, approved.entry.receivedAt, `성립(${koreanDateTime(approved.entry.receivedAt)}) 뒤 ${how}`, [approved])];
  });
}

const WAYS = { above: '위', below: '아래' } as const;

/** AU2: the lane's decider stands above or below whom the delegation table names, declared or not. */
export function delegation(replayed: Replayed): Finding[] {
  const { moments } = replayed;
  return moments.flatMap(({ placed, before, directory }) => {
    const statement = statementOf(placed);
    if (statement?.type !== 'lane.designed' && statement?.type !== 'lane.rerouted') return [];
    const agency = directory.agencies.get(statement.actor.agency);
    const own = before.lanes.find((lane) => lane.agency === statement.actor.agency);
    const basis = statement.type === 'lane.designed' ? statement.body.basis : (own?.basis ?? null);
    if (agency === undefined || basis === null || !stands(replayed, statement.body.lane.agency, placed)) return [];
    const way = deviationOf(agency, statement.body.lane, basis, before.form);
    if (way === null) return [];
    const { position, row } = lawfulApprover(agency, basis);
    const decider = stepsOf(statement.body.lane).at(-1)?.position ?? '';
    const told = statement.type === 'lane.rerouted' || statement.body.deviation !== null ? '사유를 적음' : '사유 없음';
    const rule = row === null ? '전결 기준에 없어 기관장' : `전결 기준(${row.article})에 따라 ${position}`;
    return [
      findingOf(replayed, 'delegation', agency.code, statement.at, `${rule}의 결재 사항을 ${WAYS[way]}의 ${decider}이 결재하도록 정함. ${told}`, [placed]),
    ];
  });
}

/** Only the lane that was signed under counts: an earlier design nobody submitted is none. */
function stands({ paper, state }: Replayed, agency: string, placed: PlacedEntry): boolean {
  if (state.submittedAt === null) return false;
  const later = paper.entries.some((other) => {
    const statement = statementOf(other);
    return other.entry.seq > placed.entry.seq && statement?.type === 'lane.designed' && statement.actor.agency === agency;
  });
  return !later;
}

/** Signed steps of a paper with what was signed. */
function* signedSteps({ state }: Replayed): Generator<{ lane: LaneState; step: StepPlan; outcome: StepOutcome }> {
  for (const lane of state.lanes)
    for (const step of stepsOf(lane.plan)) {
      const outcome = lane.outcomes.get(step.id);
      if (outcome?.verdict === 'signed') yield { lane, step, outcome };
    }
}

/** AU4: a 협조, or a partner's whole lane, answered after its day: the day that was set, else the standard of the house. */
export function lateConcurrence(replayed: Replayed): Finding[] {
  const { state, until } = replayed;
  return state.lanes.flatMap((lane) =>
    stepsOf(lane.plan).flatMap((step) => {
      if (step.kind !== 'concur' && lane.role !== 'partner') return [];
      const since = turnSince(state, { lane, step });
      const outcome = lane.outcomes.get(step.id);
      const reached = stepsOf(lane.plan).some(({ id }) => id === step.id) && since !== null;
      if (!reached || outcome?.verdict === 'skipped' || (outcome === undefined && state.status !== 'in-approval')) return [];
      const { day } = dueOf(setDue(state, lane, step.id), step.kind, since, daysOffOf(replayed, lane.agency));
      const done = seoulDate(outcome?.at ?? until);
      if (done <= day) return [];
      const how = outcome === undefined ? '아직 처리하지 않음' : `${koreanDate(done)}에 처리`;
      const message = `${step.position}의 ${step.kind === 'concur' ? '협조' : '협조 결재'} 기한 ${koreanDate(day)}, ${how}`;
      return [findingOf(replayed, 'late-concurrence', lane.agency, outcome?.at ?? until, message, signedAs(replayed, step.id, outcome?.at ?? ''))];
    }),
  );
}

/** AU6: a 대결 to be reported afterwards that was confirmed late, or not at all. */
export function lateReport(replayed: Replayed): Finding[] {
  const { state, rules, until } = replayed;
  return state.reports.flatMap((report) => {
    const latest = workingDaysAfter(seoulDate(report.openedAt), rules.reportDays, daysOffOf(replayed, report.agency));
    const done = seoulDate(report.confirmed?.at ?? until);
    if (done <= latest) return [];
    const how = report.confirmed === null ? '확인하지 않음' : `${koreanDate(done)}에 확인`;
    const message = `${report.forPosition} 대결(${koreanDate(seoulDate(report.openedAt))}) 뒤 ${how}. 기준 ${rules.reportDays}일`;
    return [findingOf(replayed, 'late-report', report.agency, report.openedAt, message, signedAs(replayed, report.stepId, report.openedAt))];
  });
}

/** AU7: who drafted decided too, and no row of the table allows it (담당자 전결 is lawful where a row does, 영 §10②); as a deputy (대결) no row can. */
export function selfApproval(replayed: Replayed): Finding[] {
  const { state, moments } = replayed;
  const lane = state.lanes.find(({ role }) => role === 'lead');
  const decider = stepsOf(lane?.plan ?? null).at(-1);
  const outcome = decider === undefined ? undefined : lane?.outcomes.get(decider.id);
  if (lane === undefined || decider === undefined || outcome?.verdict !== 'signed' || state.drafter?.person !== outcome.actor.person) return [];
  const [signed] = signedAs(replayed, decider.id, outcome.at);
  const directory = moments.find(({ placed }) => placed === signed)?.directory;
  const agency = directory?.agencies.get(lane.agency);
  const row = agency === undefined || lane.basis === null ? null : lawfulApprover(agency, lane.basis).row;
  const acting = outcome.capacity.kind === 'acting';
  if (!acting && row !== null && row.approver === decider.position) return [];
  const message = acting
    ? `기안한 사람(${outcome.actor.position})이 ${decider.position} 직무대리로 스스로 결재`
    : `기안한 사람(${decider.position})이 스스로 결재. 전결 표에 그런 행이 없음`;
  return [findingOf(replayed, 'self-approval', lane.agency, outcome.at, message, signed === undefined ? [] : [signed])];
}

/** AU9: a signature on a version its signer had not opened before; who wrote the version knows it. */
export function unopened(replayed: Replayed): Finding[] {
  const { state, paper } = replayed;
  const wrote = new Set([state.drafter?.person, ...state.revisions.map(({ actor }) => actor.person)]);
  return [...signedSteps(replayed)].flatMap(({ lane, step, outcome }) => {
    const { person } = outcome.actor;
    if (step.kind === 'draft' || wrote.has(person)) return [];
    const openings = paper.entries.flatMap((placed) => {
      const statement = statementOf(placed);
      return statement?.type === 'opened' && statement.actor.person === person && statement.version === outcome.version ? [statement.at] : [];
    });
    if (openings.some((at) => at <= outcome.at)) return [];
    const first = openings.toSorted()[0];
    const seconds = first === undefined ? 0 : Math.ceil((Date.parse(first) - Date.parse(outcome.at)) / 1000);
    const message = first === undefined ? `${step.position}의 열람 기록 없이 서명` : `${step.position}의 열람 기록보다 서명이 ${seconds}초 빠름`;
    return [findingOf(replayed, 'unopened', lane.agency, outcome.at, message, signedAs(replayed, step.id, outcome.at))];
  });
}
