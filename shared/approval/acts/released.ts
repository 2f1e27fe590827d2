/** 보류 해제: by the post that may decide the step; deciding it ends the hold too [SYS]. */

import { NOTHING } from '../decision.ts';
import { refuse } from '../refusals.ts';
import { findStep, withLane } from '../state.ts';
import { findTurn } from '../turn.ts';
import type { ActRule } from './act-rule.ts';

/** `released`. */
export const released: ActRule<'released'> = {
  mayAct: true,
  decide(state, statement, directory) {
    const turn = findTurn(state, statement, directory);
    if (typeof turn === 'string') return refuse(turn);
    return turn.lane.holds.has(turn.step.id) ? NOTHING : refuse('NOT_HELD');
  },
  evolve(state, { stepId }) {
    const found = findStep(state, stepId);
    if (found === undefined) return state;
    return withLane(state, found.lane.agency, (lane) => ({ ...lane, holds: new Map([...lane.holds].filter(([held]) => held !== stepId)) }));
  },
};
