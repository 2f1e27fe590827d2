/** Folding entries into a state. Total: it never judges, because only judged entries were ever appended. */

import { assertNever } from '../lib/assert.ts';
import { digestOf, leafHash } from '../trail/hash.ts';
import type { Entry, ServerFact } from '../trail/entry.ts';
import type { Statement } from '../trail/statement.ts';
import { emptyLane, initialState, laneDecided, type DocumentState, type LaneState, type StepOutcome } from './state.ts';

function withLane(state: DocumentState, agency: string, change: (lane: LaneState) => LaneState): DocumentState {
  return { ...state, lanes: state.lanes.map((lane) => (lane.agency === agency ? change(lane) : lane)) };
}

function withOutcome(state: DocumentState, stepId: string | null, outcome: StepOutcome): DocumentState {
  if (stepId === null) return state;
  return {
    ...state,
    lanes: state.lanes.map((lane) =>
      lane.plan?.stages.flat().some((step) => step.id === stepId) === true ? { ...lane, outcomes: new Map(lane.outcomes).set(stepId, outcome) } : lane,
    ),
  };
}

/** Asks the partners whose turn it is: all after the lead (parallel), or the next one in order (규칙 §5②). */
function requestPartners(state: DocumentState, at: string): DocumentState {
  const joint = state.joint;
  const lead = state.lanes.find((lane) => lane.role === 'lead');
  if (joint === null || lead === undefined || !laneDecided(lead)) return state;
  let blocked = false;
  const lanes = state.lanes.map((lane) => {
    if (lane.role === 'lead') return lane;
    const asked = !blocked && lane.requestedAt === null ? { ...lane, requestedAt: at } : lane;
    if (joint.order === 'sequence' && !laneDecided(asked)) blocked = true;
    return asked;
  });
  return { ...state, lanes };
}

function designed(state: DocumentState, statement: Statement<'lane.designed'>): DocumentState {
  const { lane: plan, recordFile, basis, deviation } = statement.body;
  return withLane(state, plan.agency, (lane) => ({ ...lane, plan, digest: digestOf(plan), designer: statement.actor, recordFile, basis, deviation }));
}

function submitted(state: DocumentState, statement: Statement<'submitted'>): DocumentState {
  const { joint } = statement.body;
  const outcome: StepOutcome = {
    verdict: 'signed',
    actor: statement.actor,
    capacity: statement.capacity,
    at: statement.at,
    opinion: null,
    delegation: null,
    reason: null,
  };
  const lead = state.lanes.filter((lane) => lane.role === 'lead');
  const next: DocumentState = {
    ...state,
    status: 'in-approval',
    joint,
    jointDigest: statement.jointDigest,
    contentDigest: statement.contentDigest,
    submittedAt: statement.at,
    lanes: [...lead, ...joint.partners.map((partner) => emptyLane(partner.agency, partner.unit, 'partner'))],
  };
  return requestPartners(withOutcome(next, statement.stepId, outcome), statement.at);
}

function created(state: DocumentState, statement: Statement<'document.created'>): DocumentState {
  const lead = { agency: statement.actor.agency, unit: statement.body.unit };
  return {
    ...state,
    status: 'drafting',
    version: statement.version,
    drafter: statement.actor,
    lead,
    grants: statement.body.grants,
    lanes: [emptyLane(lead.agency, lead.unit, 'lead')],
  };
}

function redrafted(state: DocumentState, statement: Statement<'redrafted'>): DocumentState {
  const lead = state.lanes.filter((lane) => lane.role === 'lead').map((lane) => ({ ...lane, outcomes: new Map() }));
  return { ...state, status: 'drafting', version: statement.version, joint: null, jointDigest: null, contentDigest: null, submittedAt: null, lanes: lead };
}

function decided(state: DocumentState, { actor, at, capacity, stepId, body }: Statement<'decided'>): DocumentState {
  const { opinion, delegation } = body;
  return requestPartners(withOutcome(state, stepId, { verdict: 'signed', actor, capacity, at, opinion, delegation, reason: null }), at);
}

function returned(state: DocumentState, { actor, at, capacity, stepId, body }: Statement<'returned'>): DocumentState {
  const outcome: StepOutcome = { verdict: 'returned', actor, capacity, at, opinion: null, delegation: null, reason: body.reason };
  return { ...withOutcome(state, stepId, outcome), status: 'returned' };
}

function evolveStatement(state: DocumentState, statement: Statement): DocumentState {
  const { actor, at } = statement;
  switch (statement.type) {
    case 'document.created':
      return created(state, statement);
    case 'rights.set':
      return { ...state, grants: statement.body.grants };
    case 'lane.designed':
      return designed(state, statement);
    case 'submitted':
      return submitted(state, statement);
    case 'redrafted':
      return redrafted(state, statement);
    case 'request.received': {
      const { agency, handler } = statement.body;
      return withLane(state, agency, (lane) => ({ ...lane, received: { handler, at } }));
    }
    case 'decided':
      return decided(state, statement);
    case 'returned':
      return returned(state, statement);
    case 'withdrawn':
      return { ...state, status: 'withdrawn' };
    case 'base.fixed':
      return { ...state, base: { digest: statement.body.baseDigest, enforcedOn: statement.body.enforcedOn, actor, at }, seals: [] };
    case 'sealed': {
      const seals = [...state.seals, { agency: statement.body.agency, toDigest: statement.body.toDigest, actor, at }];
      return { ...state, seals, status: seals.length === state.lanes.length ? 'sealed' : 'sealing' };
    }
    case 'issued':
      return { ...state, status: 'issued', issued: { ...statement.body, at, actor } };
    case 'opened':
      return { ...state, openings: [...state.openings, { person: actor.person, version: statement.version, at }] };
    case 'directory.put':
      return state;
    default:
      return assertNever(statement);
  }
}

function evolveFact(state: DocumentState, fact: ServerFact): DocumentState {
  switch (fact.type) {
    case 'approved':
      return { ...state, status: 'approved', approvedAt: fact.at };
    case 'registered': {
      const { agency, unit, unitName, year, number, role, recordFile } = fact;
      const registrations = [...state.registrations, { agency, unit, unitName, year, number, role, recordFile }];
      return { ...state, registrations, status: registrations.length === state.lanes.length ? 'registered' : state.status };
    }
    case 'arrived':
      return { ...state, arrivals: [...state.arrivals, { agency: fact.agency, unit: fact.unit, recipient: fact.recipient, at: fact.at }] };
    case 'frozen':
    case 'delivered':
    case 'refused':
      return state;
    default:
      return assertNever(fact);
  }
}

/** One more entry folded into the state. */
export function evolve(state: DocumentState, entry: Entry): DocumentState {
  const next = entry.kind === 'statement' ? evolveStatement(state, entry.body.statement) : evolveFact(state, entry.body.fact);
  return { ...next, seq: entry.seq + 1, head: leafHash(entry), changedAt: entry.receivedAt };
}

/** The state after all entries of one document, in order. */
export function replay(documentId: string, entries: readonly Entry[]): DocumentState {
  return entries.reduce(evolve, initialState(documentId));
}
