/**
 * 수정 요청: a partner answers with an opinion instead of deciding (D§9). What an agency head decided cannot be edited (영 §17),
 * so the version ends for everyone and the lead drafts anew.
 */

import type { Directory } from '../../org/directory.ts';
import type { Statement } from '../../trail/statement.ts';
import { seoulDate } from '../../writing/amount.ts';
import { isDay } from '../due.ts';
import { endedDecision, withEnd } from '../ended.ts';
import { refuse } from '../refusals.ts';
import { findStep, withOutcome, type DocumentState } from '../state.ts';
import { STEP_RULES } from '../steps/index.ts';
import { findTurn, inPost } from '../turn.ts';
import type { ActRule } from './act-rule.ts';

/** The lead's own decider may take the decision back while partners still decide: it too ends the version (영 §17) [INF]. */
function takesBack(state: DocumentState, statement: Statement<'change.asked'>, directory: Directory): boolean {
  const found = findStep(state, statement.stepId);
  return found?.lane.role === 'lead' && found.step.kind === 'approve' && inPost(found, statement, directory);
}

/** `change.asked`. */
export const changeAsked: ActRule<'change.asked'> = {
  mayAct: true,
  decide(state, statement, directory) {
    const turn = findTurn(state, statement, directory);
    const { due } = statement.body;
    if (due !== undefined && (!isDay(due) || due < seoulDate(statement.at))) return refuse('DUE_UNSOUND');
    if (turn === 'ALREADY_DECIDED' && takesBack(state, statement, directory)) return endedDecision(state, directory);
    if (typeof turn === 'string') return refuse(turn);
    if (turn.lane.role === 'lead') return refuse('CHANGE_BY_PARTNER_ONLY');
    return STEP_RULES[turn.step.kind].mayReturn ? endedDecision(state, directory) : refuse('CONCUR_CANNOT_RETURN');
  },
  evolve(state, statement) {
    const { actor, at, capacity, stepId, body } = statement;
    const outcome = { verdict: 'change-asked', actor, capacity, at, opinion: null, delegation: null, reason: body.opinion } as const;
    const ended = withEnd(state, statement, 'change-asked', body.opinion, body.due ?? null);
    return findStep(state, stepId)?.lane.role === 'lead' ? ended : withOutcome(ended, stepId, outcome);
  },
};
