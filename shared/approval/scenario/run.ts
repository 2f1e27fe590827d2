/** Running a scenario: every act judged by the engine in the order given, and the state it ends in. Pure. */

import { approvalBoxes, decidesLane } from '../../forms/approval-boxes.ts';
import { printStep } from '../../forms/printed-lanes.ts';
import { findPerson } from '../../org/delegation.ts';
import type { Directory, Person } from '../../org/directory.ts';
import { namesOfToday } from '../../org/names.ts';
import type { Statement } from '../../trail/statement.ts';
import { replay } from '../evolve.ts';
import { articleOf, sentenceOf, type RefusalCode } from '../refusals.ts';
import { findStep, initialState, type DocumentState } from '../state.ts';
import { composeStatement } from './compose.ts';
import type { Scenario, ScenarioAct } from './format.ts';
import { createMemoryLog, type MemoryLog } from './memory.ts';
import { directoryOf, reorganised } from './organisation.ts';
import { afterSetup, beforeSetup } from './setup.ts';

/** Refusals of the runner itself: the scenario names something it does not have. */
export type RunnerCode = 'PERSON_UNKNOWN' | 'ACT_UNKNOWN';

/** What became of one act. `printed` are the boxes of its step: one list of lines each, post first. */
export interface ActResult {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly do: string;
  readonly step: string | null;
  /** True where the runner did it because the scenario's acts leave it out. */
  readonly setup: boolean;
  readonly result: 'accepted' | 'refused';
  readonly repeated: boolean;
  readonly code: RefusalCode | RunnerCode | null;
  readonly article: string | null;
  readonly message: string | null;
  readonly printed: readonly (readonly string[])[];
  readonly follows: readonly string[];
  readonly expected: string | null;
}

/** A scenario that was run. `replayed` is whether folding the log again gives the same state. */
export interface ScenarioRun {
  readonly results: readonly ActResult[];
  readonly state: DocumentState;
  readonly directory: Directory;
  readonly replayed: DocumentState;
}

const RUNNER_SENTENCES: Readonly<Record<RunnerCode, string>> = {
  PERSON_UNKNOWN: '시나리오의 조직에 없는 사람입니다. 사람의 이름표(처리과코드/직위)를 확인하십시오.',
  ACT_UNKNOWN: '앞에 없는 처리를 가리킵니다(seen, again). 처리의 id를 확인하십시오.',
};

function printedOf(state: DocumentState, directory: Directory, stepId: string | null): string[][] {
  const found = findStep(state, stepId);
  if (found === undefined) return [];
  const boxes = approvalBoxes(printStep(namesOfToday(directory), found.lane, found.step), decidesLane(found.step));
  return boxes.map((box) => [`${box.marks}${box.position}${box.differs ? '(의견 있음)' : ''}`, ...box.lines]);
}

function resultOf(id: string, act: ScenarioAct, setup: boolean): ActResult {
  const { at, by, expect: expected = null } = act;
  const nothing = { step: act.step ?? null, repeated: false, code: null, article: null, message: null, printed: [], follows: [] };
  return { id, at, by, do: act.do, setup, expected, result: 'accepted', ...nothing };
}

function refused(base: ActResult, code: RefusalCode | RunnerCode): ActResult {
  const own = code === 'PERSON_UNKNOWN' || code === 'ACT_UNKNOWN';
  return { ...base, result: 'refused', code, article: own ? null : articleOf(code), message: own ? RUNNER_SENTENCES[code] : sentenceOf(code) };
}

interface Running {
  readonly scenario: Scenario;
  directory: Directory;
  readonly log: MemoryLog;
  readonly results: ActResult[];
  /** Everybody who was ever in the organisation: whoever left it may still try to sign. */
  readonly people: Map<string, Person>;
  /** States by the act after which they stood, for `seen`. */
  readonly seen: Map<string, DocumentState>;
  readonly sent: Map<string, Statement>;
}

function know({ directory, people }: Running): void {
  for (const agency of directory.agencies.values()) for (const person of agency.people) people.set(person.id, person);
}

function statementFor(running: Running, act: ScenarioAct): Statement | RunnerCode {
  if (act.do === 'reorganise') return 'ACT_UNKNOWN';
  const { scenario, directory, log, seen, sent, people } = running;
  if (act.again !== undefined) return sent.get(act.again) ?? 'ACT_UNKNOWN';
  const person = findPerson(directory, act.by) ?? people.get(act.by);
  if (person === undefined) return 'PERSON_UNKNOWN';
  const state = act.seen === undefined ? log.state() : seen.get(act.seen);
  return state === undefined ? 'ACT_UNKNOWN' : composeStatement({ scenario, directory, state, act, person }, act.do);
}

function perform(running: Running, act: ScenarioAct, id: string, setup: boolean): void {
  const { log, results, seen, sent } = running;
  const base = resultOf(id, act, setup);
  if (act.do === 'reorganise') {
    running.directory = reorganised(running.directory, act.agencies ?? [], act.moves ?? []);
    know(running);
    results.push(base);
    return;
  }
  const { directory } = running;
  const statement = statementFor(running, act);
  if (typeof statement === 'string') {
    results.push(refused(base, statement));
    return;
  }
  sent.set(id, statement);
  const { decision, repeated } = log.send(statement, directory, act.arrives ?? act.at);
  const state = log.state();
  seen.set(id, state);
  const done: ActResult = { ...base, step: statement.stepId, repeated };
  if (!decision.ok) results.push(refused(done, decision.code));
  else results.push({ ...done, printed: printedOf(state, directory, statement.stepId), follows: decision.value.followUps.map((one) => one.type) });
}

/** Judges all acts. What the acts leave out of the usual way (기안, 결재경로, 결재 올림, 수령) the runner does itself and says so. */
export function runScenario(scenario: Scenario): ScenarioRun {
  const documentId = 'scenario';
  const running: Running = {
    scenario,
    directory: directoryOf(scenario),
    log: createMemoryLog(documentId),
    results: [],
    seen: new Map([['start', initialState(documentId)]]),
    sent: new Map(),
    people: new Map(),
  };
  know(running);
  const first = scenario.acts[0]?.at ?? new Date(0).toISOString();
  const setUp = (acts: readonly ScenarioAct[]): void => {
    for (const act of acts) perform(running, act, act.id ?? `준비 ${running.results.filter((one) => one.setup).length + 1}`, true);
  };
  setUp(beforeSetup(scenario, first));
  for (const [i, act] of scenario.acts.entries()) {
    setUp(afterSetup(scenario, running.log.state(), running.directory, act.at));
    perform(running, act, act.id ?? String(i + 1), false);
  }
  setUp(afterSetup(scenario, running.log.state(), running.directory, scenario.acts.at(-1)?.at ?? first));
  return { results: running.results, state: running.log.state(), directory: running.directory, replayed: replay(documentId, running.log.entries()) };
}
