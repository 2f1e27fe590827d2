/** 검토·협조·결재 signatures. 전결 cites the row it rests on (영 §10②). */

import { ok } from '../../lib/result.ts';
import { canonical } from '../../trail/canonical.ts';
import { citedDelegation } from '../delegation-use.ts';
import { established } from '../established.ts';
import { requestPartners } from '../partners.ts';
import { refuse } from '../refusals.ts';
import { withOutcome } from '../state.ts';
import { STEP_RULES } from '../steps/index.ts';
import { findTurn } from '../turn.ts';
import type { ActRule } from './act-rule.ts';

/** `decided`. */
export const decided: ActRule<'decided'> = {
  decide(state, statement, directory) {
    const turn = findTurn(state, statement);
    if (typeof turn === 'string') return refuse(turn);
    const rule = STEP_RULES[turn.step.kind];
    if (!rule.mayDecide) return refuse('STATE_MISMATCH');
    if (statement.body.opinion?.kind === 'different' && !rule.mayDiffer) return refuse('OPINION_NOT_FOR_APPROVER');
    const cited = turn.step.delegated ? citedDelegation(directory, turn.lane) : null;
    if (canonical(statement.body.delegation) !== canonical(cited)) return refuse('DELEGATION_MISMATCH');
    return ok({ followUps: established(state, turn) });
  },
  evolve(state, { actor, at, capacity, stepId, body: { opinion, delegation } }) {
    return requestPartners(withOutcome(state, stepId, { verdict: 'signed', actor, capacity, at, opinion, delegation, reason: null }), at);
  },
};
