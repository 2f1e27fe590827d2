/** 검토 생략: a review left out with its reason, recorded by the lane's maker or by who stands next in the lane (영 §9①; who records it [INF]). */

import type { Directory } from '../../org/directory.ts';
import type { Statement } from '../../trail/statement.ts';
import { NOTHING } from '../decision.ts';
import { isMaker } from '../maker.ts';
import { refuse } from '../refusals.ts';
import { withOutcome, type DocumentState } from '../state.ts';
import { STEP_RULES } from '../steps/index.ts';
import { findTurn, inPost, type Turn } from '../turn.ts';
import type { ActRule } from './act-rule.ts';

/** The lane's maker, or a post of the stage behind the review. */
function maySkip(state: DocumentState, directory: Directory) {
  return (turn: Turn, statement: Statement): boolean => {
    const { lane, step } = turn;
    const stages = lane.plan?.stages ?? [];
    const next = stages[stages.findIndex((stage) => stage.some((one) => one.id === step.id)) + 1] ?? [];
    return isMaker(state, lane.agency, statement.actor.person, directory) || next.some((one) => inPost({ lane, step: one }, statement, directory));
  };
}

/** `skipped`. */
export const skipped: ActRule<'skipped'> = {
  waitsForRevision: true,
  decide(state, statement, directory) {
    const turn = findTurn(state, statement, directory, maySkip(state, directory));
    if (typeof turn === 'string') return refuse(turn);
    return STEP_RULES[turn.step.kind].maySkip ? NOTHING : refuse('SKIP_REVIEW_ONLY');
  },
  evolve: (state, { actor, at, capacity, stepId, body }) =>
    withOutcome(state, stepId, { verdict: 'skipped', actor, capacity, at, opinion: null, delegation: null, reason: body.reason, ground: body.ground }),
};
