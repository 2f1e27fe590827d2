/** Acts while the chain runs: receive the request, decide, return, withdraw. */

import { ok } from '../lib/result.ts';
import { findPerson } from '../org/delegation.ts';
import type { Directory } from '../org/directory.ts';
import { canonical } from '../trail/canonical.ts';
import type { Statement } from '../trail/statement.ts';
import type { Decision, FollowUp } from './decision.ts';
import { citedDelegation } from './decide-draft.ts';
import { refuse, type RefusalCode } from './refusals.ts';
import type { StepPlan } from './route.ts';
import { currentSteps, findStep, laneDecided, laneOf, stepsOf, type DocumentState, type LaneState } from './state.ts';
import { STEP_RULES } from './steps/index.ts';

/** 결재 요청 수령 and naming the handler: by anyone of the asked 처리과 (not 접수: that would need a number, D§12). */
export function decideReceived(state: DocumentState, statement: Statement<'request.received'>, directory: Directory): Decision {
  if (state.status !== 'in-approval') return refuse('STATE_MISMATCH');
  const lane = laneOf(state, statement.body.agency);
  if (lane === undefined || lane.role === 'lead' || statement.actor.agency !== lane.agency || statement.actor.unit !== lane.unit) return refuse('NOT_ALLOWED');
  if (lane.requestedAt === null) return refuse('PARTNER_TOO_EARLY');
  if (lane.outcomes.size > 0 || lane.plan !== null) return refuse('STATE_MISMATCH');
  const handler = findPerson(directory, statement.body.handler);
  return handler?.agency === lane.agency && handler.unit === lane.unit ? ok({ followUps: [] }) : refuse('HANDLER_UNKNOWN');
}

interface Turn {
  readonly lane: LaneState;
  readonly step: StepPlan;
}

/** Whether this signer's act on this step comes at its time and on the right content and chain. */
function findTurn(state: DocumentState, statement: Statement<'decided' | 'returned'>): Turn | RefusalCode {
  if (state.status !== 'in-approval') return 'STATE_MISMATCH';
  const found = findStep(state, statement.stepId);
  if (found === undefined) return 'STEP_UNKNOWN';
  const { lane, step } = found;
  if (statement.contentDigest !== state.contentDigest) return 'CONTENT_MISMATCH';
  if (statement.jointDigest !== state.jointDigest || statement.laneDigest !== lane.digest) return 'ROUTE_MISMATCH';
  const { actor } = statement;
  if (actor.agency !== lane.agency || actor.position !== step.position || actor.unit !== step.unit) return 'NOT_YOUR_STEP';
  if (lane.outcomes.has(step.id)) return 'ALREADY_DECIDED';
  if (lane.role === 'partner' && lane.requestedAt === null) return 'PARTNER_TOO_EARLY';
  return currentSteps(state, lane).some((candidate) => candidate.id === step.id) ? { lane, step } : 'NOT_YOUR_TURN';
}

/** After this step, is every lane decided? Then the document is established (성립) and every agency registers. */
function followUps(state: DocumentState, turn: Turn): readonly FollowUp[] {
  const rest = stepsOf(turn.lane.plan).filter((step) => step.id !== turn.step.id);
  const laneDone = rest.every((step) => turn.lane.outcomes.get(step.id)?.verdict === 'signed');
  const othersDone = state.lanes.filter((lane) => lane.agency !== turn.lane.agency).every(laneDecided);
  if (!laneDone || !othersDone) return [];
  const registers = state.lanes.map((lane): FollowUp => ({
    type: 'register',
    agency: lane.agency,
    unit: lane.unit,
    role: lane.role === 'lead' ? 'lead' : 'linked',
    recordFile: lane.recordFile,
  }));
  return [{ type: 'approve', version: state.version }, ...registers];
}

/** 검토·협조·결재 signatures. 전결 cites the row it rests on. */
export function decideDecided(state: DocumentState, statement: Statement<'decided'>, directory: Directory): Decision {
  const turn = findTurn(state, statement);
  if (typeof turn === 'string') return refuse(turn);
  const rule = STEP_RULES[turn.step.kind];
  if (!rule.mayDecide) return refuse('STATE_MISMATCH');
  if (statement.body.opinion?.kind === 'different' && !rule.mayDiffer) return refuse('OPINION_NOT_FOR_APPROVER');
  const cited = turn.step.delegated ? citedDelegation(directory, turn.lane) : null;
  if (canonical(statement.body.delegation) !== canonical(cited)) return refuse('DELEGATION_MISMATCH');
  return ok({ followUps: followUps(state, turn) });
}

/** 반려: one act ends the version for everyone; later acts on it are refused (atomic). */
export function decideReturned(state: DocumentState, statement: Statement<'returned'>): Decision {
  const turn = findTurn(state, statement);
  if (typeof turn === 'string') return refuse(turn);
  return STEP_RULES[turn.step.kind].mayReturn ? ok({ followUps: [] }) : refuse('CONCUR_CANNOT_RETURN');
}

/** 회수: by the drafter, before anyone else opened or decided; the sequencer's order of openings decides (DESIGN §6). */
export function decideWithdrawn(state: DocumentState, statement: Statement<'withdrawn'>): Decision {
  if (state.status !== 'in-approval') return refuse('STATE_MISMATCH');
  const drafter = state.drafter?.person;
  if (drafter !== statement.actor.person) return refuse('NOT_ALLOWED');
  const opened = state.openings.some((opening) => opening.version === state.version && opening.person !== drafter);
  const decided = state.lanes.some((lane) => [...lane.outcomes.values()].some((outcome) => outcome.actor.person !== drafter));
  return opened || decided ? refuse('WITHDRAW_TOO_LATE') : ok({ followUps: [] });
}
