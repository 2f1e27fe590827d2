/** Acts before the chain runs: create, share, design the lane, submit, redraft. */

import { ok } from '../lib/result.ts';
import type { Directory } from '../org/directory.ts';
import { digestOf } from '../trail/hash.ts';
import type { Statement } from '../trail/statement.ts';
import type { Decision } from './decision.ts';
import { checkLane, lawfulApprover } from './lane-check.ts';
import { refuse } from './refusals.ts';
import { laneOf, stepsOf, type DocumentState, type LaneState } from './state.ts';

const NOTHING: Decision = ok({ followUps: [] });

/** A document begins with its drafter, in the drafter's own 처리과 (영 §8③). */
export function decideCreated(state: DocumentState, statement: Statement<'document.created'>, directory: Directory): Decision {
  if (state.status !== 'none') return refuse('DOCUMENT_EXISTS');
  const { actor, body } = statement;
  const unit = directory.agencies.get(actor.agency)?.units.find((candidate) => candidate.code === body.unit);
  if (unit === undefined || actor.unit !== body.unit) return refuse('NOT_ALLOWED');
  return statement.version === 1 ? NOTHING : refuse('DEAD_VERSION');
}

/** Only the drafter shares a draft. */
export function decideRights(state: DocumentState, statement: Statement<'rights.set'>): Decision {
  if (state.status !== 'drafting') return refuse('STATE_MISMATCH');
  return state.drafter?.person === statement.actor.person ? NOTHING : refuse('NOT_ALLOWED');
}

function mayDesign(state: DocumentState, lane: LaneState, statement: Statement<'lane.designed'>): Decision {
  const person = statement.actor.person;
  if (lane.role === 'lead') {
    if (state.status !== 'drafting') return refuse('STATE_MISMATCH');
    return state.drafter?.person === person ? NOTHING : refuse('NOT_ALLOWED');
  }
  if (state.status !== 'in-approval') return refuse('STATE_MISMATCH');
  if (lane.requestedAt === null) return refuse('PARTNER_TOO_EARLY');
  if (lane.received?.handler !== person) return refuse('NOT_ALLOWED');
  return lane.outcomes.size > 0 ? refuse('STATE_MISMATCH') : NOTHING;
}

/** Step ids are one name space per document, so that a step id alone names its lane. */
function stepIdsClash(state: DocumentState, statement: Statement<'lane.designed'>): boolean {
  const ids = stepsOf(statement.body.lane).map((step) => step.id);
  const others = state.lanes.filter((lane) => lane.agency !== statement.body.lane.agency).flatMap((lane) => stepsOf(lane.plan).map((step) => step.id));
  return new Set([...ids, ...others]).size !== ids.length + others.length;
}

/** A lane is designed by its own agency: the drafter for the lead, the named handler for a partner (DESIGN §5). */
export function decideLaneDesigned(state: DocumentState, statement: Statement<'lane.designed'>, directory: Directory): Decision {
  const { lane: plan, recordFile, basis, deviation } = statement.body;
  const lane = laneOf(state, plan.agency);
  if (lane === undefined || plan.unit !== lane.unit || statement.actor.agency !== plan.agency) return refuse('NOT_ALLOWED');
  const may = mayDesign(state, lane, statement);
  if (!may.ok) return may;
  if (stepIdsClash(state, statement)) return refuse('STEP_DUPLICATE');
  if (statement.laneDigest !== digestOf(plan)) return refuse('ROUTE_MISMATCH');
  const findings = checkLane(plan, { directory, role: lane.role, basis, recordFile });
  const excused = deviation === null ? null : deviation.direction === 'above' ? 'APPROVER_ABOVE' : 'APPROVER_BELOW';
  const first = findings.find((finding) => finding.code !== excused);
  return first === undefined ? NOTHING : refuse(first.code);
}

function partnersValid(state: DocumentState, statement: Statement<'submitted'>, directory: Directory): boolean {
  const { lead, partners } = statement.body.joint;
  if (lead.agency !== state.lead?.agency || lead.unit !== state.lead.unit) return false;
  const codes = [lead.agency, ...partners.map((partner) => partner.agency)];
  const known = partners.every((partner) => directory.agencies.get(partner.agency)?.units.some((unit) => unit.code === partner.unit) === true);
  return known && new Set(codes).size === codes.length;
}

function marksPresent(lane: LaneState, statement: Statement<'submitted'>): boolean {
  const marks = new Set(stepsOf(lane.plan).flatMap((step) => step.marks));
  return statement.body.exemption !== null || (marks.has('originator') && marks.has('reporter'));
}

/** 결재 올림: the drafter signs content, chain and joint order at once; the server freezes in the same transaction. */
export function decideSubmitted(state: DocumentState, statement: Statement<'submitted'>, directory: Directory): Decision {
  if (state.status !== 'drafting') return refuse('STATE_MISMATCH');
  if (state.drafter?.person !== statement.actor.person) return refuse('NOT_ALLOWED');
  const lane = state.lanes.find((candidate) => candidate.role === 'lead');
  if (lane?.plan == null || lane.basis === null) return refuse('LANE_NOT_DESIGNED');
  const draftStep = stepsOf(lane.plan).find((step) => step.kind === 'draft');
  if (draftStep === undefined || statement.stepId !== draftStep.id) return refuse('STEP_UNKNOWN');
  if (draftStep.position !== statement.actor.position || draftStep.unit !== statement.actor.unit) return refuse('NOT_YOUR_STEP');
  if (statement.laneDigest !== lane.digest || statement.jointDigest !== digestOf(statement.body.joint)) return refuse('ROUTE_MISMATCH');
  if (!partnersValid(state, statement, directory)) return refuse('PARTNERS_INVALID');
  if (!marksPresent(lane, statement)) return refuse('MARKS_MISSING');
  if (statement.contentDigest === null || statement.body.parts < 1) return refuse('CONTENT_MISMATCH');
  return ok({ followUps: [{ type: 'freeze', version: statement.version, contentDigest: statement.contentDigest }] });
}

/** 재기안: a new version after return or withdrawal, by the drafter (영 §17: an approved paper is never edited). */
export function decideRedrafted(state: DocumentState, statement: Statement<'redrafted'>): Decision {
  if (state.status !== 'returned' && state.status !== 'withdrawn') return refuse('STATE_MISMATCH');
  if (statement.body.fromVersion !== state.version) return refuse('DEAD_VERSION');
  return state.drafter?.person === statement.actor.person ? NOTHING : refuse('NOT_ALLOWED');
}

/** The delegation row a lane's decision must cite, as signed facts; null where the head decides. */
export function citedDelegation(directory: Directory, lane: LaneState): { work: string; approver: string; article: string } | null {
  const agency = directory.agencies.get(lane.agency);
  if (agency === undefined || lane.basis === null) return null;
  const { row } = lawfulApprover(agency, lane.basis);
  return row === null ? null : { work: row.work, approver: row.approver, article: row.article };
}
