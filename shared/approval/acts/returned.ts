/** 반려: one act ends the version for everyone; later acts on it are refused (atomic). */

import { endedDecision, withEnd } from '../ended.ts';
import { refuse } from '../refusals.ts';
import { withOutcome } from '../state.ts';
import { STEP_RULES } from '../steps/index.ts';
import { findTurn } from '../turn.ts';
import type { ActRule } from './act-rule.ts';

/** `returned`. */
export const returned: ActRule<'returned'> = {
  mayAct: true,
  decide(state, statement, directory) {
    const turn = findTurn(state, statement, directory);
    if (typeof turn === 'string') return refuse(turn);
    return STEP_RULES[turn.step.kind].mayReturn ? endedDecision(state, directory) : refuse('CONCUR_CANNOT_RETURN');
  },
  evolve(state, statement) {
    const { actor, at, capacity, stepId, body } = statement;
    const outcome = { verdict: 'returned', actor, capacity, at, opinion: null, delegation: null, reason: body.reason } as const;
    return withOutcome(withEnd(state, statement, 'returned', body.reason), stepId, outcome);
  },
};
