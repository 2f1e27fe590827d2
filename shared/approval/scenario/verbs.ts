/** What each verb of a scenario signs: the type and body of the statement, as the program itself would compose it. */

import { isUnitLetter } from '../../forms/forms.ts';
import { digestOf } from '../../trail/hash.ts';
import type { Opinion, StatementBodies, StatementType } from '../../trail/statement.ts';
import type { Directory, Person } from '../../org/directory.ts';
import { citedDelegation } from '../delegation-use.ts';
import { placesOf, type Consultation } from '../consultation.ts';
import type { JointPlan } from '../route.ts';
import { currentSteps, findStep, nextVersion, stepsOf, type DocumentState } from '../state.ts';
import type { Scenario, ScenarioAct, ScenarioLane } from './format.ts';
import { laneOfScenario, postOf, sealOf, USUAL_FILE } from './organisation.ts';
import type { Verb } from './verb-names.ts';

/** What a verb is composed from: the state is what the signer had seen. */
export interface VerbContext {
  readonly scenario: Scenario;
  readonly directory: Directory;
  readonly state: DocumentState;
  readonly act: ScenarioAct;
  readonly person: Person;
}

/** What a verb signs. Digests left out are the document's own. */
export interface Composed<T extends StatementType = StatementType> {
  readonly type: T;
  readonly body: StatementBodies[T];
  readonly version?: number;
  readonly stepId?: string | null;
  readonly contentDigest?: string;
  readonly jointDigest?: string;
  readonly laneDigest?: string;
}

/** Commitments of a scenario are digests of the text itself: there is nothing to hide. */
export function told(text: string | undefined): string {
  return digestOf(['text', text ?? '']);
}

/** Digest of a version's content: a scenario has no text. */
export function contentOf(version: number): string {
  return digestOf(['content', version]);
}

/** The lane an act is about: its own, that of its agency, or the signer's. */
export function laneGiven({ scenario, act, person }: VerbContext): ScenarioLane | undefined {
  return act.lane ?? scenario.chain.lanes.find((lane) => lane.agency === (act.agency ?? person.agency));
}

/** The step an act is about: the one named, else the one whose turn it is for this post, else any of this post. */
export function stepGiven({ state, act, person }: VerbContext): string | null {
  if (act.step !== undefined) return act.step;
  const from = act.as === undefined ? person : postOf(person.agency, act.as);
  const mine = (step: { position: string; unit: string | null }): boolean => step.position === from.position && step.unit === from.unit;
  const lanes = state.lanes.filter((lane) => lane.agency === person.agency);
  const turn = lanes.flatMap((lane) => currentSteps(state, lane)).find(mine);
  return (turn ?? lanes.flatMap((lane) => stepsOf(lane.plan)).find(mine))?.id ?? null;
}

function jointOf({ scenario }: VerbContext): JointPlan {
  const [lead, ...partners] = scenario.chain.lanes.map(({ agency, unit }) => ({ agency, unit }));
  return { lead: lead ?? { agency: '', unit: '' }, partners, order: scenario.chain.order };
}

function design(context: VerbContext): Composed {
  const { directory, scenario, person } = context;
  const lane = laneGiven(context) ?? { ...(scenario.chain.lanes[0] as ScenarioLane), agency: person.agency };
  const plan = laneOfScenario(lane, directory);
  const deviation = lane.deviation === null ? null : { direction: lane.deviation.direction, reason: told(lane.deviation.reason) };
  const body = { lane: plan, recordFile: lane.recordFile ?? USUAL_FILE, basis: { work: lane.work, amount: lane.amount }, deviation };
  return { type: 'lane.designed', body, laneDigest: digestOf(plan) };
}

function submit(context: VerbContext): Composed {
  const { state, scenario, directory } = context;
  const joint = jointOf(context);
  const lead = state.lanes.find((lane) => lane.role === 'lead');
  const draft = stepsOf(lead?.plan ?? null).find((step) => step.kind === 'draft');
  return {
    type: 'submitted',
    body: {
      ...(scenario.chain.important ? { important: true as const } : {}),
      ...(scenario.chain.majorPolicy ? { majorPolicy: true as const } : {}),
      delegation: lead !== undefined && draft?.delegated === true ? citedDelegation(directory, lead) : null,
      joint,
      parts: 1,
      exemption: scenario.chain.exemption,
    },
    stepId: draft?.id ?? null,
    contentDigest: contentOf(state.version),
    jointDigest: digestOf(joint),
  };
}

function opinionOf({ act }: VerbContext): Opinion | null {
  return act.opinion === undefined ? null : { kind: act.opinion.kind, text: told(act.opinion.text) };
}

function sign(context: VerbContext): Composed {
  const { state, directory, act } = context;
  const stepId = stepGiven(context);
  const found = findStep(state, stepId);
  const cited = found?.step.delegated === true ? citedDelegation(directory, found.lane) : null;
  const delegation = act.wrong === 'delegation' ? { work: '없는 업무', approver: '없는 직위', article: '없는 조항' } : cited;
  return { type: 'decided', body: { opinion: opinionOf(context), delegation, ...(act.report === true ? { report: true } : {}) }, stepId };
}

function revise(context: VerbContext): Composed {
  const { state, act } = context;
  const version = state.revision?.version ?? nextVersion(state);
  const contentDigest = act.wrong === 'unchanged' ? (state.contentDigest ?? contentOf(version)) : contentOf(version);
  const body = { fromVersion: state.version, parts: 1, diff: told('diff'), reason: told(act.reason), reconcur: act.reconcur ?? [] };
  return { type: 'revised', body, version, stepId: state.revision?.stepId ?? stepGiven(context), contentDigest };
}

function reroute(context: VerbContext): Composed {
  const { directory, act } = context;
  const designed = design(context);
  const plan = act.lane === undefined ? null : laneOfScenario(act.lane, directory);
  const lane = plan ?? (designed.body as StatementBodies['lane.designed']).lane;
  return { type: 'lane.rerouted', body: { lane, reason: told(act.reason) }, laneDigest: digestOf(lane) };
}

function seal({ state, act, person }: VerbContext): Composed {
  const from = act.wrong === 'bytes' ? digestOf('other bytes') : (state.seals.at(-1)?.toDigest ?? state.base?.digest ?? digestOf('no base'));
  const certificate = act.wrong === 'seal' ? digestOf('unregistered seal') : sealOf(person.agency);
  return { type: 'sealed', body: { agency: person.agency, fromDigest: from, toDigest: digestOf(['sealed', from, person.agency]), seal: certificate } };
}

/** The 의견조회 an act is about: the one named, else the newest. */
function consultationGiven({ state, act }: VerbContext): Consultation | undefined {
  return act.consultation === undefined ? state.consultations.at(-1) : state.consultations.find(({ id }) => id === act.consultation);
}

function consult({ state, act }: VerbContext): Composed {
  const id = act.consultation ?? `c${state.consultations.length + 1}`;
  const body = { id, question: told(act.reason), to: act.to ?? [], atLeast: act.atLeast ?? 1, due: act.date ?? act.at.slice(0, 10) };
  return { type: 'consultation.asked', body };
}

function answer(context: VerbContext): Composed {
  const { act, directory, person } = context;
  const asked = consultationGiven(context);
  const places = asked === undefined ? [] : placesOf(asked, person.id, directory);
  const of = places.find((place) => asked?.answers.every((one) => one.of !== place)) ?? places[0] ?? 0;
  const opinion = act.opinion === undefined ? null : told(act.opinion.text);
  return { type: 'consultation.answered', body: { id: asked?.id ?? act.consultation ?? '', of, opinion } };
}

/** How each verb is composed; a new act is its line here and its words in `verb-names.ts`. */
export const VERBS: Readonly<Record<Exclude<Verb, 'reorganise'>, (context: VerbContext) => Composed>> = {
  create: ({ person, scenario }) => ({ type: 'document.created', body: { form: scenario.chain.form, unit: person.unit ?? '', grants: [] }, version: 1 }),
  design,
  submit,
  receive: ({ act, person }) => ({ type: 'request.received', body: { agency: act.agency ?? person.agency, handler: act.handler ?? person.id } }),
  open: () => ({ type: 'opened', body: { what: 'content' } }),
  download: ({ act }) => ({
    type: 'downloaded',
    body: { what: 'pdf', file: null, ground: act.reason === undefined ? null : 'other', reason: act.reason === undefined ? null : told(act.reason) },
  }),
  sign,
  skip: (context) => ({
    type: 'skipped',
    body: { ground: context.act.ground ?? 'other', reason: context.act.reason === undefined ? null : told(context.act.reason) },
    stepId: stepGiven(context),
  }),
  hold: (context) => ({ type: 'held', body: { reason: told(context.act.reason), until: context.act.date ?? null }, stepId: stepGiven(context) }),
  release: (context) => ({ type: 'released', body: {}, stepId: stepGiven(context) }),
  confirmReport: (context) => ({ type: 'report.confirmed', body: { opinion: opinionOf(context) }, stepId: stepGiven(context) }),
  return: (context) => ({ type: 'returned', body: { reason: told(context.act.reason) }, stepId: stepGiven(context) }),
  askChange: (context) => {
    const { reason, opinion, date } = context.act;
    return { type: 'change.asked', body: { opinion: told(reason ?? opinion?.text), ...(date === undefined ? {} : { due: date }) }, stepId: stepGiven(context) };
  },
  openRevision: (context) => ({ type: 'revision.opened', body: { reason: told(context.act.reason) }, stepId: stepGiven(context) }),
  revise,
  dropRevision: () => ({ type: 'revision.dropped', body: {} }),
  reroute,
  setDue: ({ act }) => ({ type: 'due.set', body: { whole: act.date ?? null, steps: act.days ?? {} } }),
  setReaders: ({ act }) => ({
    type: 'readers.set',
    body: { scope: act.scope ?? 'unit', units: (act.to ?? []).map(({ agency, unit }) => ({ agency, unit })) },
  }),
  setBundle: ({ act }) => ({ type: 'bundle.set', body: { papers: act.papers ?? [] } }),
  setSections: ({ act }) => ({ type: 'sections.set', body: { sections: act.sections ?? [] } }),
  consult,
  answer,
  closeConsultation: (context) => ({ type: 'consultation.closed', body: { id: consultationGiven(context)?.id ?? context.act.consultation ?? '' } }),
  withdraw: ({ act }) => ({ type: 'withdrawn', body: { reason: told(act.reason) } }),
  redraft: ({ state }) => ({ type: 'redrafted', body: { fromVersion: state.version }, version: nextVersion(state) }),
  fixBase: ({ state, act }) => ({ type: 'base.fixed', body: { baseDigest: digestOf(['base', state.seq]), enforcedOn: act.date ?? act.at.slice(0, 10) } }),
  seal,
  issue: ({ state, act }) => ({
    type: 'issued',
    body: {
      finalDigest: state.seals.at(-1)?.toDigest ?? (isUnitLetter(state.form) ? state.base?.digest : undefined) ?? digestOf('no seal'),
      enforcedOn: state.base?.enforcedOn ?? '',
      recipients: act.recipients ?? [],
    },
  }),
};
