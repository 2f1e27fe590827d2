/**
 * Random joint papers: three agencies, random lanes, tables, deputies and moves; people act in and out of turn, from what they saw earlier, twice,
 * and crossing each other. What the engine lets through is held against laws told here in their own words (`approval-laws.ts`).
 */

import { evolve } from '../../shared/approval/evolve.ts';
import { decide } from '../../shared/approval/approval.ts';
import { composeStatement } from '../../shared/approval/scenario/compose.ts';
import type { Scenario, ScenarioAct } from '../../shared/approval/scenario/format.ts';
import { createMemoryLog, type MemoryLog } from '../../shared/approval/scenario/memory.ts';
import { directoryOf, reorganised } from '../../shared/approval/scenario/organisation.ts';
import type { Verb } from '../../shared/approval/scenario/verb-names.ts';
import { initialState, stepsOf, type DocumentState } from '../../shared/approval/state.ts';
import type { Directory, Person } from '../../shared/org/directory.ts';
import { canonical } from '../../shared/trail/canonical.ts';
import type { Statement } from '../../shared/trail/statement.ts';
import { createLaws } from './approval-laws.ts';
import { CODES, LEADERS, randomScenario } from './approval-paper.ts';
import { usefulAct, type Useful } from './approval-useful.ts';
import { createRandom, type Random } from './sync-random.ts';

const DOCUMENT = 'scenario';
const GROUNDS = ['trip', 'leave', 'training', 'vacant', 'other'] as const;
const WRONG = ['content', 'joint', 'lane', 'version', 'post', 'delegation'] as const;

const VERBS: readonly Exclude<Verb, 'reorganise' | 'create'>[] = [
  'sign',
  'sign',
  'sign',
  'return',
  'askChange',
  'withdraw',
  'skip',
  'hold',
  'release',
  'open',
  'download',
  'receive',
  'design',
  'submit',
  'redraft',
  'openRevision',
  'revise',
  'dropRevision',
  'confirmReport',
  'consult',
  'answer',
  'closeConsultation',
  'reroute',
  'setDue',
  'setReaders',
  'setBundle',
  'setSections',
  'fixBase',
  'seal',
  'issue',
];

/** Days for the signer's own lane, one of them sometimes gone already. */
function daysOf(random: Random, state: DocumentState, by: string): Pick<ScenarioAct, 'date' | 'days'> {
  const open = state.lanes.filter(({ agency }) => agency === by.charAt(0)).flatMap((lane) => stepsOf(lane.plan).filter(({ id }) => !lane.outcomes.has(id)));
  const day = random.chance(0.9) ? '2026-11-27' : '2026-11-20';
  return { date: '2026-12-04', days: Object.fromEntries(open.slice(0, 2).map(({ id }) => [id, day])) };
}

/** A 열람범위, sometimes with a unit beside it, sometimes one nobody has. */
function readersOf(random: Random): Pick<ScenarioAct, 'scope' | 'to'> {
  const code = random.pick(CODES);
  const to = random.chance(0.5) ? [{ agency: code, unit: random.chance(0.9) ? `${code}2` : '없는 과', person: null }] : [];
  return { scope: random.pick(['route', 'unit', 'agency'] as const), to };
}

/** A list of papers, sometimes without the own one; parts of a body, sometimes given to an agency that does not write. */
function listsOf(random: Random): Pick<ScenarioAct, 'papers' | 'sections'> {
  const given = random.chance(0.8) ? 'A' : random.pick(CODES);
  return {
    papers: random.chance(0.2) ? [] : [random.chance(0.9) ? DOCUMENT : 'another', ...Array.from({ length: random.int(3) }, (_, i) => `paper-${i}`)],
    sections: Array.from({ length: random.int(4) }, (_, i) => ({
      id: `part-${i}`,
      name: `${i + 1}번째`,
      agency: given,
      unit: random.chance(0.5) ? `${given}1` : null,
    })),
  };
}

function dressed(random: Random, at: string, { by, do: verb, ...given }: Useful, state: DocumentState): ScenarioAct {
  const signed = state.lanes.flatMap((lane) => stepsOf(lane.plan).filter((step) => step.kind === 'concur' && lane.outcomes.has(step.id)));
  const code = random.pick(CODES);
  return {
    at,
    by,
    do: verb,
    reason: `${verb} ${at}`,
    ...(verb === 'receive' ? { handler: random.chance(0.9) ? by : `${code}1/주무관` } : {}),
    ...(verb === 'skip' ? { ground: random.pick(GROUNDS) } : {}),
    ...(verb === 'sign' && random.chance(0.2) ? { opinion: { kind: random.pick(['different', 'remark'] as const), text: '의견' } } : {}),
    ...(verb === 'revise' && random.chance(0.4) ? { reconcur: signed.slice(0, 1).map((step) => step.id) } : {}),
    ...(verb === 'setDue' ? daysOf(random, state, by) : {}),
    ...(verb === 'setReaders' ? readersOf(random) : {}),
    ...(verb === 'setBundle' || verb === 'setSections' ? listsOf(random) : {}),
    ...(verb === 'consult' ? { to: [{ agency: code, unit: `${code}2`, person: null }], date: '2026-11-30' } : {}),
    ...(random.chance(0.12) ? { step: random.pick(state.lanes.flatMap((lane) => stepsOf(lane.plan)).map((step) => step.id)) ?? 'A-1' } : {}),
    ...(random.chance(0.1) ? { as: `${by.charAt(0)}/${random.pick(LEADERS)}` } : {}),
    ...given,
    ...(random.chance(0.04) ? { wrong: random.pick(WRONG) } : {}),
  };
}

/** A statement on its way: signed on what its signer saw, delivered at its time. */
interface Sent {
  readonly statement: Statement;
  readonly due: number;
}

/** What a script came to. */
export interface ScriptReport {
  readonly accepted: number;
  readonly refused: number;
  readonly late: number;
  readonly repeated: number;
  readonly ended: string;
  readonly types: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
}

interface Playing {
  readonly random: Random;
  readonly scenario: Scenario;
  directory: Directory;
  readonly log: MemoryLog;
  readonly laws: ReturnType<typeof createLaws>;
  readonly seen: DocumentState[];
  readonly replicas: { state: DocumentState; read: number }[];
  readonly counts: { accepted: number; refused: number; late: number; repeated: number };
  readonly types: Record<string, number>;
  readonly faults: string[];
  /** Days gone by beside the minutes of the turns: an absence ends. */
  days: number;
}

const DAY_MS = 86_400_000;

function timeOf({ days }: Playing, turn: number): string {
  return new Date(Date.parse('2026-11-23T00:00:00.000Z') + days * DAY_MS + turn * 60_000).toISOString();
}

/** While a 사후보고 stands open its days go by, else nobody would ever be back to confirm it. */
function passDays(playing: Playing): void {
  const { random, log } = playing;
  if (log.state().reports.some(({ confirmed }) => confirmed === null) && random.chance(0.15)) playing.days += 5;
}

function signs(playing: Playing, turn: number): Statement | null {
  const { random, scenario, directory, log, seen } = playing;
  const state = random.chance(0.2) && seen.length > 0 ? random.pick(seen.slice(-6)) : log.state();
  const people = [...directory.agencies.values()].flatMap((agency) => agency.people);
  const useful = random.chance(0.72) ? usefulAct(random, state, directory, scenario) : null;
  const chosen: Useful = useful ?? { by: random.pick(people).id, do: random.pick(VERBS) };
  const person: Person | undefined = people.find((one) => one.id === chosen.by);
  if (person === undefined || scenario.chain.lanes.every((lane) => lane.agency !== person.agency)) return null;
  const at = timeOf(playing, turn);
  return composeStatement({ scenario, directory, state, act: dressed(random, at, chosen, state), person }, chosen.do);
}

function deliver(playing: Playing, { statement }: Sent, late: boolean): void {
  const { log, directory, laws, faults, counts, seen } = playing;
  const before = log.state();
  const { decision, repeated } = log.send(statement, directory, statement.at);
  if (late) counts.late += 1;
  if (repeated) {
    counts.repeated += 1;
    if (log.state() !== before) faults.push(`the same statement twice changed the state: ${statement.type}`);
    return;
  }
  if (!decision.ok) {
    counts.refused += 1;
    if (log.state() !== before) faults.push(`a refused ${statement.type} (${decision.code}) changed the state`);
    return;
  }
  counts.accepted += 1;
  playing.types[statement.type] = (playing.types[statement.type] ?? 0) + 1;
  faults.push(...laws.accepted(statement, before, log.state(), directory));
  seen.push(log.state());
}

/** Replicas read on at their own pace, and judge every statement themselves before they keep it. */
function readOn(playing: Playing, all: boolean): void {
  const { random, log, replicas, directory, faults } = playing;
  const entries = log.entries();
  for (const replica of replicas) {
    const until = all ? entries.length : replica.read + random.int(entries.length - replica.read + 1);
    for (; replica.read < until; replica.read += 1) {
      const entry = entries[replica.read];
      if (entry === undefined) break;
      const judged = entry.kind !== 'statement' || decide(replica.state, entry.body.statement, directory, entry.receivedAt).ok;
      if (!judged && playing.laws.directoryStood()) faults.push(`a replica refuses what the sequencer took: entry ${entry.seq}`);
      replica.state = evolve(replica.state, entry);
    }
  }
}

/** Sometimes two people change posts while the chain runs, or one leaves and the post is empty. */
function moveSomebody(playing: Playing): void {
  const { random, laws } = playing;
  const code = random.pick(CODES);
  const [one, other] = [`${code}/실장`, `${code}/국장`];
  const moves = random.chance(0.5)
    ? [
        { person: one, post: `${code}/국장` },
        { person: other, post: `${code}/실장` },
      ]
    : [{ person: `${code}/${random.pick(LEADERS)}`, post: null }];
  playing.directory = reorganised(playing.directory, [], moves);
  laws.directoryChanged();
}

const same = (a: DocumentState, b: DocumentState): boolean => canonical(plain(a)) === canonical(plain(b));
const plain = (state: DocumentState): unknown => ({
  ...state,
  lanes: state.lanes.map((lane) => ({ ...lane, outcomes: [...lane.outcomes], holds: [...lane.holds] })),
});

function begin(random: Random): Playing {
  const scenario = randomScenario(random);
  return {
    random,
    scenario,
    directory: directoryOf(scenario),
    log: createMemoryLog(DOCUMENT),
    laws: createLaws(scenario),
    seen: [],
    replicas: Array.from({ length: 3 }, () => ({ state: initialState(DOCUMENT), read: 0 })),
    counts: { accepted: 0, refused: 0, late: 0, repeated: 0 },
    types: {},
    faults: [],
    days: 0,
  };
}

/** Plays one script of random acts. `faults` is empty where every law held. */
export function runScript(seed: number): ScriptReport {
  const random = createRandom(seed);
  const playing = begin(random);
  const queue: Sent[] = [];
  const turns = 25 + random.int(50);
  for (let turn = 0; turn < turns; turn += 1) {
    if (random.chance(0.01)) moveSomebody(playing);
    passDays(playing);
    const statement = signs(playing, turn);
    if (statement !== null) {
      const sent: Sent = { statement, due: random.chance(0.25) ? turn + 1 + random.int(12) : turn };
      queue.push(sent);
      if (random.chance(0.08)) queue.push({ statement, due: sent.due + random.int(6) });
    }
    const due = queue.filter((one) => one.due <= turn || turn === turns - 1);
    for (const one of due.toSorted(() => random.int(3) - 1)) {
      queue.splice(queue.indexOf(one), 1);
      deliver(playing, one, one.due < turn || one.statement.at < timeOf(playing, turn));
    }
    readOn(playing, false);
  }
  readOn(playing, true);
  const { log, replicas, faults, counts } = playing;
  if (replicas.some((replica) => !same(replica.state, log.state()))) faults.push('replicas disagree with the log');
  faults.push(...playing.laws.atEnd(log.state()));
  return { ...counts, ended: log.state().status, types: playing.types, faults };
}

/** Many scripts: counts, how papers ended, and the faults with the seed each began from. */
export function runScripts(input: { readonly scripts: number; readonly seed: number }) {
  const ends: Record<string, number> = {};
  const types: Record<string, number> = {};
  const sums = { accepted: 0, refused: 0, late: 0, repeated: 0 };
  const faults: string[] = [];
  for (let i = 0; i < input.scripts; i += 1) {
    const report = runScript(input.seed + i);
    ends[report.ended] = (ends[report.ended] ?? 0) + 1;
    for (const [type, count] of Object.entries(report.types)) types[type] = (types[type] ?? 0) + count;
    for (const key of ['accepted', 'refused', 'late', 'repeated'] as const) sums[key] += report[key];
    if (faults.length < 20) faults.push(...report.faults.map((fault) => `seed ${input.seed + i}: ${fault}`));
  }
  return { seed: input.seed, scripts: input.scripts, ...sums, ends, types, faults };
}
