/** 보류: whoever's turn it is keeps the step open with a reason. It decides nothing and stops nobody else [SYS]. */

import { seoulDate } from '../../writing/amount.ts';
import { NOTHING } from '../decision.ts';
import { refuse } from '../refusals.ts';
import { findStep, withLane } from '../state.ts';
import { STEP_RULES } from '../steps/index.ts';
import { findTurn } from '../turn.ts';
import type { ActRule } from './act-rule.ts';

/** `held`. */
export const held: ActRule<'held'> = {
  mayAct: true,
  waitsForRevision: true,
  decide(state, statement, directory) {
    const turn = findTurn(state, statement, directory);
    if (typeof turn === 'string') return refuse(turn);
    if (!STEP_RULES[turn.step.kind].mayDecide) return refuse('STATE_MISMATCH');
    if (turn.lane.holds.has(turn.step.id)) return refuse('ALREADY_HELD');
    const { until } = statement.body;
    return until !== null && until < seoulDate(statement.at) ? refuse('DUE_UNSOUND') : NOTHING;
  },
  evolve(state, { actor, at, stepId, body }) {
    const found = findStep(state, stepId);
    if (found === undefined) return state;
    const hold = { actor, at, reason: body.reason, until: body.until };
    return withLane(state, found.lane.agency, (lane) => ({ ...lane, holds: new Map(lane.holds).set(found.step.id, hold) }));
  },
};
