/** The state of one document as its trail tells it. A value: evolving makes a new one. */

import type { FormId } from '../collab/content.ts';
import { USUAL_RANGE, type Grant, type ReadRange } from '../policy/rights.ts';
import type { VersionSections } from '../policy/sections.ts';
import type { Actor, Capacity, DecisionBasis, DelegationUse, Opinion, Recipient, SkipGround } from '../trail/statement.ts';
import type { Consultation } from './consultation.ts';
import type { LaneDue } from './due.ts';
import type { KeptDraft, Registration } from './registration.ts';
import type { JointPlan, LanePlan, StepPlan } from './route.ts';

export type { KeptDraft, Registration } from './registration.ts';

/** Where a document stands (DESIGN §5). */
export type DocumentStatus = 'none' | 'drafting' | 'in-approval' | 'returned' | 'withdrawn' | 'approved' | 'registered' | 'sealing' | 'sealed' | 'issued';

/** How a step ended, on which version. */
export interface StepOutcome {
  readonly version: number;
  /** `skipped` only for 검토, with its reason (영 §9①). */
  readonly verdict: 'signed' | 'skipped' | 'returned' | 'change-asked';
  readonly actor: Actor;
  readonly capacity: Capacity;
  readonly at: string;
  readonly opinion: Opinion | null;
  readonly delegation: DelegationUse | null;
  readonly reason: string | null;
  /** Ground of a skipped 검토, printed in its box. */
  readonly ground?: SkipGround;
}

/** 보류: a step kept open with a reason; it decides nothing and stops nobody else. */
export interface Hold {
  readonly actor: Actor;
  readonly at: string;
  readonly reason: string;
  /** `YYYY-MM-DD` until which it is meant to last, or null. */
  readonly until: string | null;
}

/** One agency's lane: null plan until it is designed; `outcomes` by step id. */
export interface LaneState {
  readonly agency: string;
  readonly unit: string;
  readonly role: 'lead' | 'partner';
  readonly requestedAt: string | null;
  readonly received: { readonly handler: string; readonly at: string } | null;
  readonly plan: LanePlan | null;
  readonly digest: string | null;
  readonly designer: Actor | null;
  readonly recordFile: string;
  readonly basis: DecisionBasis | null;
  readonly deviation: { readonly direction: 'above' | 'below'; readonly reason: string } | null;
  readonly due: LaneDue;
  readonly outcomes: ReadonlyMap<string, StepOutcome>;
  readonly holds: ReadonlyMap<string, Hold>;
}

/** A version that ended without being established: how, by whom, and whose signatures became void with it. */
export interface EndedVersion {
  readonly version: number;
  readonly how: 'returned' | 'change-asked' | 'withdrawn';
  readonly actor: Actor;
  readonly stepId: string | null;
  readonly at: string;
  /** Commitment of the reason or opinion. */
  readonly reason: string;
  /** By when a 수정 요청 wants the change, where it says so. */
  readonly due: string | null;
  readonly contentDigest: string | null;
  /** Who had signed, and is told what changes after (DESIGN §5). */
  readonly signers: readonly { readonly person: string; readonly agency: string; readonly stepId: string; readonly at: string }[];
}

/** A version a reviewer is writing now; nobody decides meanwhile. */
export interface OpenRevision {
  readonly version: number;
  readonly stepId: string;
  readonly actor: Actor;
  readonly at: string;
  readonly reason: string;
}

/** A version a reviewer wrote in the chain (영 §9③), and who had signed the one before and is told. */
export interface Revision extends OpenRevision {
  readonly fromVersion: number;
  readonly diff: string;
  readonly reconcur: readonly string[];
  readonly told: EndedVersion['signers'];
}

/** 사후보고 of an important paper decided by a deputy (영 §10③): open until the post that was away confirms. */
export interface AfterReport {
  readonly stepId: string;
  readonly agency: string;
  readonly version: number;
  readonly deputy: Actor;
  readonly forPosition: string;
  readonly forUnit: string | null;
  readonly openedAt: string;
  readonly confirmed: { readonly actor: Actor; readonly at: string; readonly opinion: Opinion | null } | null;
}

/** Everything the trail says about a document. `seq` is the number of its entries. */
export interface DocumentState {
  readonly documentId: string;
  readonly seq: number;
  readonly head: string | null;
  readonly status: DocumentStatus;
  readonly version: number;
  /** As it was begun; null before. */
  readonly form: FormId | null;
  readonly drafter: Actor | null;
  readonly lead: { readonly agency: string; readonly unit: string } | null;
  readonly grants: readonly Grant[];
  readonly readers: ReadRange;
  /** 일괄기안: ids of the papers that go together as this one says, itself among them; none where it goes alone. */
  readonly bundle: readonly string[];
  /** 맡은 부분 of each version that was divided. */
  readonly sections: readonly VersionSections[];
  readonly joint: JointPlan | null;
  readonly jointDigest: string | null;
  readonly contentDigest: string | null;
  readonly submittedAt: string | null;
  readonly lanes: readonly LaneState[];
  /** Declared at 결재 올림 (영 §10③). */
  readonly important: boolean;
  readonly majorPolicy: boolean;
  readonly keptDrafts: readonly KeptDraft[];
  readonly ended: readonly EndedVersion[];
  /** The highest version ever opened: a number is never used twice, even where a revision was given up. */
  readonly lastVersion: number;
  readonly revision: OpenRevision | null;
  readonly revisions: readonly Revision[];
  /** Versions opened and given up; their rooms are closed for good. */
  readonly dropped: readonly number[];
  readonly reports: readonly AfterReport[];
  readonly consultations: readonly Consultation[];
  readonly approvedAt: string | null;
  readonly registrations: readonly Registration[];
  readonly base: { readonly digest: string; readonly enforcedOn: string; readonly actor: Actor; readonly at: string } | null;
  readonly seals: readonly { readonly agency: string; readonly toDigest: string; readonly actor: Actor; readonly at: string }[];
  readonly issued: {
    readonly finalDigest: string;
    readonly enforcedOn: string;
    readonly recipients: readonly Recipient[];
    readonly at: string;
    readonly actor: Actor;
  } | null;
  readonly arrivals: readonly { readonly agency: string; readonly unit: string; readonly recipient: string; readonly at: string }[];
  readonly openings: readonly { readonly person: string; readonly version: number; readonly at: string }[];
  readonly changedAt: string | null;
}

/** A document nobody has created yet. */
export function initialState(documentId: string): DocumentState {
  return {
    documentId,
    seq: 0,
    head: null,
    status: 'none',
    version: 0,
    form: null,
    drafter: null,
    lead: null,
    grants: [],
    readers: USUAL_RANGE,
    bundle: [],
    sections: [],
    joint: null,
    jointDigest: null,
    contentDigest: null,
    submittedAt: null,
    lanes: [],
    important: false,
    majorPolicy: false,
    keptDrafts: [],
    ended: [],
    lastVersion: 0,
    revision: null,
    revisions: [],
    dropped: [],
    reports: [],
    consultations: [],
    approvedAt: null,
    registrations: [],
    base: null,
    seals: [],
    issued: null,
    arrivals: [],
    openings: [],
    changedAt: null,
  };
}

/** A lane before anything happened in it. */
export function emptyLane(agency: string, unit: string, role: 'lead' | 'partner'): LaneState {
  return {
    agency,
    unit,
    role,
    requestedAt: null,
    received: null,
    plan: null,
    digest: null,
    designer: null,
    recordFile: '',
    basis: null,
    deviation: null,
    due: { whole: null, steps: {} },
    outcomes: new Map(),
    holds: new Map(),
  };
}

/** All steps of a plan in order. */
export function stepsOf(plan: LanePlan | null): StepPlan[] {
  return plan === null ? [] : plan.stages.flat();
}

/** Whether the chain may go on past this step: signed, or a 검토 skipped with its reason. */
export function stepPassed(lane: LaneState, step: StepPlan): boolean {
  const verdict = lane.outcomes.get(step.id)?.verdict;
  return verdict === 'signed' || verdict === 'skipped';
}

/** Whether every step of the lane is passed. */
export function laneDecided(lane: LaneState): boolean {
  return lane.plan !== null && stepsOf(lane.plan).every((step) => stepPassed(lane, step));
}

/** Whether the lane may act: the lead always, a partner once it was asked (규칙 §5②). */
export function laneOpen(lane: LaneState): boolean {
  return lane.role === 'lead' || (lane.requestedAt !== null && lane.received !== null && lane.plan !== null);
}

/** Steps whose turn it is: the first stage of the lane that is not fully signed. */
export function currentSteps(state: DocumentState, lane: LaneState): StepPlan[] {
  if (state.status !== 'in-approval' || !laneOpen(lane) || lane.plan === null) return [];
  const stage = lane.plan.stages.find((steps) => steps.some((step) => !stepPassed(lane, step)));
  return (stage ?? []).filter((step) => !lane.outcomes.has(step.id));
}

/** The lane and step with this id, or undefined. Step ids are unique within a document. */
export function findStep(state: DocumentState, stepId: string | null): { lane: LaneState; step: StepPlan } | undefined {
  for (const lane of state.lanes) {
    const step = stepsOf(lane.plan).find((candidate) => candidate.id === stepId);
    if (step !== undefined) return { lane, step };
  }
  return undefined;
}

/** The lane of an agency, or undefined. */
export function laneOf(state: DocumentState, agency: string): LaneState | undefined {
  return state.lanes.find((lane) => lane.agency === agency);
}

/** The state with one agency's lane changed. */
export function withLane(state: DocumentState, agency: string, change: (lane: LaneState) => LaneState): DocumentState {
  return { ...state, lanes: state.lanes.map((lane) => (lane.agency === agency ? change(lane) : lane)) };
}

/** The state with an outcome of a step; a hold on it ends. */
export function withOutcome(state: DocumentState, stepId: string | null, given: Omit<StepOutcome, 'version'>): DocumentState {
  const outcome: StepOutcome = { version: state.version, ...given };
  const lane = findStep(state, stepId)?.lane;
  if (lane === undefined || stepId === null) return state;
  const holds = new Map([...lane.holds].filter(([held]) => held !== stepId));
  return withLane(state, lane.agency, (own) => ({ ...own, outcomes: new Map(own.outcomes).set(stepId, outcome), holds }));
}

/** The number of the next version: one above every version that was ever opened. */
export function nextVersion(state: DocumentState): number {
  return state.lastVersion + 1;
}

/** Signatures of the current version, for those who must be told when it ends or changes. */
export function signersOf(state: DocumentState): EndedVersion['signers'] {
  return state.lanes.flatMap((lane) =>
    [...lane.outcomes]
      .filter(([, outcome]) => outcome.verdict === 'signed')
      .map(([stepId, outcome]) => ({ person: outcome.actor.person, agency: lane.agency, stepId, at: outcome.at })),
  );
}
