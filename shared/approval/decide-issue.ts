/** Acts after 성립: fix the base PDF, seal in turn, issue, open. */

import { ok } from '../lib/result.ts';
import { findPerson } from '../org/delegation.ts';
import type { Directory } from '../org/directory.ts';
import { mayRead } from '../policy/access.ts';
import type { Actor, Statement } from '../trail/statement.ts';
import type { Decision, FollowUp } from './decision.ts';
import { refuse } from './refusals.ts';
import { laneOf, type DocumentState } from './state.ts';

/** The duty that sends and receives papers and applies the e-seal in a 처리과 (규칙 §12①). */
export const DOCUMENT_CLERK = '문서 수신·발신 담당자';

/** Who may seal and issue for a lane: its drafter or handler, or a document clerk of its 처리과 (규칙 §12①). */
export function mayApplySeal(state: DocumentState, actor: Pick<Actor, 'person' | 'agency' | 'unit'>, directory: Directory): boolean {
  const lane = laneOf(state, actor.agency);
  if (lane === undefined) return false;
  const person = findPerson(directory, actor.person);
  const maker = lane.role === 'lead' ? state.drafter?.person : lane.received?.handler;
  return maker === actor.person || (actor.unit === lane.unit && person?.duties.includes(DOCUMENT_CLERK) === true);
}

/** The lead fixes the base PDF and its 시행일; fixing again voids the seals (DESIGN §9). */
export function decideBase(state: DocumentState, statement: Statement<'base.fixed'>, directory: Directory): Decision {
  if (state.status !== 'registered' && state.status !== 'sealing') return refuse('STATE_MISMATCH');
  const lead = state.lead?.agency === statement.actor.agency;
  return lead && mayApplySeal(state, statement.actor, directory) ? ok({ followUps: [] }) : refuse('NOT_ALLOWED');
}

/** One agency's seal: compare-and-append on the bytes before; the lead goes first. */
export function decideSealed(state: DocumentState, statement: Statement<'sealed'>, directory: Directory): Decision {
  if ((state.status !== 'registered' && state.status !== 'sealing') || state.base === null) return refuse('STATE_MISMATCH');
  const { agency, fromDigest, seal } = statement.body;
  if (statement.actor.agency !== agency || !mayApplySeal(state, statement.actor, directory)) return refuse('NOT_ALLOWED');
  if (directory.agencies.get(agency)?.seal?.certificate !== seal) return refuse('SEAL_UNREGISTERED');
  if (state.seals.some((done) => done.agency === agency)) return refuse('SEAL_DONE');
  if (state.seals.length === 0 && state.lead?.agency !== agency) return refuse('LEAD_SEALS_FIRST');
  const current = state.seals.at(-1)?.toDigest ?? state.base.digest;
  return fromDigest === current ? ok({ followUps: [] }) : refuse('BASE_MISMATCH');
}

/** 발송 by the lead, once every agency sealed; recipients of the directory get their arrival as a server fact. */
export function decideIssued(state: DocumentState, statement: Statement<'issued'>, directory: Directory): Decision {
  if (state.status !== 'sealed' || state.base === null) return refuse('STATE_MISMATCH');
  if (state.lead?.agency !== statement.actor.agency || !mayApplySeal(state, statement.actor, directory)) return refuse('NOT_ALLOWED');
  const { finalDigest, enforcedOn, recipients } = statement.body;
  if (finalDigest !== state.seals.at(-1)?.toDigest || enforcedOn !== state.base.enforcedOn) return refuse('BASE_MISMATCH');
  const followUps = recipients.flatMap((recipient): FollowUp[] =>
    recipient.agency !== null && recipient.unit !== null ? [{ type: 'arrive', agency: recipient.agency, unit: recipient.unit, recipient: recipient.name }] : [],
  );
  return ok({ followUps });
}

/** An opening is recorded for anyone who may read. */
export function decideOpened(state: DocumentState, statement: Statement<'opened'>, directory: Directory): Decision {
  return mayRead(state, directory, statement.actor.person) ? ok({ followUps: [] }) : refuse('NOT_ALLOWED');
}
