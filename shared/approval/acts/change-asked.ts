/**
 * 수정 요청: a partner answers with an opinion instead of deciding (D§9). What an agency head decided cannot be edited (영 §17),
 * so the version ends for everyone and the lead drafts anew.
 */

import { endedDecision, withEnd } from '../ended.ts';
import { refuse } from '../refusals.ts';
import { withOutcome } from '../state.ts';
import { STEP_RULES } from '../steps/index.ts';
import { findTurn } from '../turn.ts';
import type { ActRule } from './act-rule.ts';

/** `change.asked`. */
export const changeAsked: ActRule<'change.asked'> = {
  mayAct: true,
  decide(state, statement) {
    const turn = findTurn(state, statement);
    if (typeof turn === 'string') return refuse(turn);
    if (turn.lane.role === 'lead') return refuse('CHANGE_BY_PARTNER_ONLY');
    return STEP_RULES[turn.step.kind].mayReturn ? endedDecision(state) : refuse('CONCUR_CANNOT_RETURN');
  },
  evolve(state, statement) {
    const { actor, at, capacity, stepId, body } = statement;
    const outcome = { verdict: 'change-asked', actor, capacity, at, opinion: null, delegation: null, reason: body.opinion } as const;
    return withOutcome(withEnd(state, statement, 'change-asked', body.opinion), stepId, outcome);
  },
};
