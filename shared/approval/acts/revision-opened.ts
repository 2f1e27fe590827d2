/**
 * A reviewer's own edit begins (영 §9③): the next version opens for that one author, with a reason. 협조자 may not edit (영 §9④),
 * and after an agency head decided nothing is edited any more, only drafted anew (영 §17).
 */

import { NOTHING } from '../decision.ts';
import { refuse } from '../refusals.ts';
import { nextVersion } from '../state.ts';
import { STEP_RULES } from '../steps/index.ts';
import { findTurn } from '../turn.ts';
import type { ActRule } from './act-rule.ts';

/** `revision.opened`. */
export const revisionOpened: ActRule<'revision.opened'> = {
  mayAct: true,
  waitsForRevision: true,
  decide(state, statement, directory) {
    const turn = findTurn(state, statement, directory);
    if (typeof turn === 'string') return refuse(turn);
    if (turn.lane.role === 'partner') return refuse('CHANGE_NEEDS_REDRAFT');
    return STEP_RULES[turn.step.kind].mayEdit ? NOTHING : refuse('CONCUR_CANNOT_EDIT');
  },
  evolve(state, { actor, at, stepId, body }) {
    const version = nextVersion(state);
    return { ...state, lastVersion: version, revision: { version, stepId: stepId ?? '', actor, at, reason: body.reason } };
  },
};
