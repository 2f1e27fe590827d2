/** Sharing a draft: only its maker does (DESIGN §5). */

import { NOTHING } from '../decision.ts';
import { isMaker } from '../maker.ts';
import { refuse } from '../refusals.ts';
import type { ActRule } from './act-rule.ts';

/** `rights.set`. */
export const rightsSet: ActRule<'rights.set'> = {
  decide(state, { actor }, directory) {
    if (state.status !== 'drafting') return refuse('STATE_MISMATCH');
    return isMaker(state, state.lead?.agency, actor.person, directory) ? NOTHING : refuse('NOT_ALLOWED');
  },
  evolve: (state, { body }) => ({ ...state, grants: body.grants }),
};
