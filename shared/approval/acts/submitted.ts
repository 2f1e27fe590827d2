/** 결재 올림: the drafter signs content, chain and joint order at once; the server freezes in the same transaction. */

import { isUnitLetter } from '../../forms/forms.ts';
import { ok } from '../../lib/result.ts';
import type { Directory } from '../../org/directory.ts';
import { unitNow } from '../../org/succession.ts';
import { digestOf } from '../../trail/hash.ts';
import type { Statement } from '../../trail/statement.ts';
import { canonical } from '../../trail/canonical.ts';
import type { Decision, FollowUp } from '../decision.ts';
import { citedDelegation } from '../delegation-use.ts';
import { established } from '../established.ts';
import { isMaker } from '../maker.ts';
import { requestPartners } from '../partners.ts';
import { refuse } from '../refusals.ts';
import { emptyLane, stepsOf, withOutcome, type DocumentState, type LaneState } from '../state.ts';
import { inPost, type Turn } from '../turn.ts';
import type { ActRule } from './act-rule.ts';

function partnersValid(state: DocumentState, statement: Statement<'submitted'>, directory: Directory): boolean {
  const { lead, partners } = statement.body.joint;
  if (lead.agency !== state.lead?.agency || lead.unit !== state.lead.unit) return false;
  if (isUnitLetter(state.form) && partners.length > 0) return false;
  const codes = [lead.agency, ...partners.map((partner) => partner.agency)];
  const known = partners.every((partner) => directory.agencies.get(partner.agency)?.units.some((unit) => unit.code === partner.unit) === true);
  return known && new Set(codes).size === codes.length;
}

/** A closed 기록물철 takes no new paper; one that went to another unit with a reorganisation is open there (IM14, 기록물법 영 §23–24). */
function fileOpen({ plan, recordFile }: LaneState, directory: Directory): boolean {
  const agency = plan === null ? undefined : directory.agencies.get(plan.agency);
  const unit = plan === null ? null : (unitNow(agency, plan.unit) ?? plan.unit);
  return agency?.recordFiles.some((file) => file.name === recordFile && file.unit === unit) === true;
}

/** ★ and ⊙, or the ground for leaving them out (규칙 §6①, 영 §8④). */
function marksPresent(lane: LaneState, statement: Statement<'submitted'>): boolean {
  const marks = new Set(stepsOf(lane.plan).flatMap((step) => step.marks));
  return statement.body.exemption !== null || (marks.has('originator') && marks.has('reporter'));
}

/** 담당자 전결: the drafter who decides alone establishes the paper by sending it up (영 §10②). */
function alone(state: DocumentState, statement: Statement<'submitted'>, turn: Turn, directory: Directory): readonly FollowUp[] {
  return statement.body.joint.partners.length === 0 ? established(state, turn, directory) : [];
}

function decide(state: DocumentState, statement: Statement<'submitted'>, directory: Directory): Decision {
  if (state.status !== 'drafting') return refuse('STATE_MISMATCH');
  if (!isMaker(state, state.lead?.agency, statement.actor.person, directory)) return refuse('NOT_ALLOWED');
  const lane = state.lanes.find((candidate) => candidate.role === 'lead');
  if (lane?.plan == null || lane.basis === null) return refuse('LANE_NOT_DESIGNED');
  const draftStep = stepsOf(lane.plan).find((step) => step.kind === 'draft');
  if (draftStep === undefined || statement.stepId !== draftStep.id) return refuse('STEP_UNKNOWN');
  if (!inPost({ lane, step: draftStep }, statement, directory)) return refuse('NOT_YOUR_STEP');
  if (statement.laneDigest !== lane.digest || statement.jointDigest !== digestOf(statement.body.joint)) return refuse('ROUTE_MISMATCH');
  if (!partnersValid(state, statement, directory)) return refuse('PARTNERS_INVALID');
  if (!fileOpen(lane, directory)) return refuse('RECORD_FILE_UNKNOWN');
  if (!marksPresent(lane, statement)) return refuse('MARKS_MISSING');
  if (statement.contentDigest === null || statement.body.parts < 1) return refuse('CONTENT_MISMATCH');
  const cited = draftStep.delegated ? citedDelegation(directory, lane) : null;
  if (statement.body.delegation !== undefined && canonical(statement.body.delegation) !== canonical(cited)) return refuse('DELEGATION_MISMATCH');
  return ok({
    followUps: [
      { type: 'freeze', version: statement.version, contentDigest: statement.contentDigest },
      ...alone(state, statement, { lane, step: draftStep }, directory),
    ],
  });
}

/** `submitted`. */
export const submitted: ActRule<'submitted'> = {
  decide,
  restsOn: ({ ended }) => ended.at(-1)?.at ?? null,
  evolve(state, { actor, at, body, capacity, contentDigest, jointDigest, stepId }) {
    const lead = state.lanes.filter((lane) => lane.role === 'lead');
    const next: DocumentState = {
      ...state,
      status: 'in-approval',
      joint: body.joint,
      important: body.important === true,
      majorPolicy: body.majorPolicy === true,
      jointDigest,
      contentDigest,
      submittedAt: at,
      lanes: [...lead, ...body.joint.partners.map((partner) => emptyLane(partner.agency, partner.unit, 'partner'))],
    };
    const delegation = body.delegation ?? null;
    return requestPartners(withOutcome(next, stepId, { verdict: 'signed', actor, capacity, at, opinion: null, delegation, reason: null }), at);
  },
};
