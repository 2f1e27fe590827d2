/** 검토·협조·결재 signatures. 전결 cites the row it rests on (영 §10②). */

import { ok } from '../../lib/result.ts';
import type { Statement } from '../../trail/statement.ts';
import { canonical } from '../../trail/canonical.ts';
import { citedDelegation } from '../delegation-use.ts';
import { established } from '../established.ts';
import { requestPartners } from '../partners.ts';
import { refuse } from '../refusals.ts';
import { findStep, withOutcome, type DocumentState } from '../state.ts';
import { STEP_RULES } from '../steps/index.ts';
import { findTurn } from '../turn.ts';
import type { ActRule } from './act-rule.ts';

/** 대결 of an important paper opens its 사후보고 (영 §10③): declared so by the drafter, or held so by the deputy. */
function withReport(state: DocumentState, { actor, at, capacity, stepId, version, body }: Statement<'decided'>): DocumentState {
  const found = findStep(state, stepId);
  if (capacity.kind !== 'acting' || found?.step.kind !== 'approve' || !(state.important || body.report === true)) return state;
  const { forPosition, forUnit } = capacity;
  const report = { stepId: found.step.id, agency: found.lane.agency, version, deputy: actor, forPosition, forUnit, openedAt: at, confirmed: null };
  return { ...state, reports: [...state.reports, report] };
}

/** `decided`. */
export const decided: ActRule<'decided'> = {
  mayAct: true,
  waitsForRevision: true,
  decide(state, statement, directory) {
    const turn = findTurn(state, statement, directory);
    if (typeof turn === 'string') return refuse(turn);
    const rule = STEP_RULES[turn.step.kind];
    if (!rule.mayDecide) return refuse('STATE_MISMATCH');
    if (statement.body.opinion?.kind === 'different' && !rule.mayDiffer) return refuse('OPINION_NOT_FOR_APPROVER');
    const cited = turn.step.delegated ? citedDelegation(directory, turn.lane) : null;
    if (canonical(statement.body.delegation) !== canonical(cited)) return refuse('DELEGATION_MISMATCH');
    return ok({ followUps: established(state, turn, directory) });
  },
  evolve(state, statement) {
    const { actor, at, capacity, stepId, body } = statement;
    const { opinion, delegation } = body;
    const signed = withOutcome(state, stepId, { verdict: 'signed', actor, capacity, at, opinion, delegation, reason: null });
    return requestPartners(withReport(signed, statement), at);
  },
};
