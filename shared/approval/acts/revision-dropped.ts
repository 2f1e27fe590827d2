/** A reviewer's edit is given up: by its author, or by the lane's maker where the author cannot [SYS]. The version before goes on. */

import { NOTHING } from '../decision.ts';
import { withoutRevision } from '../ended.ts';
import { isMaker } from '../maker.ts';
import { refuse } from '../refusals.ts';
import type { ActRule } from './act-rule.ts';

/** `revision.dropped`. */
export const revisionDropped: ActRule<'revision.dropped'> = {
  decide(state, { actor }, directory) {
    if (state.revision === null) return refuse('NO_REVISION');
    const maker = isMaker(state, state.lead?.agency, actor.person, directory);
    return state.revision.actor.person === actor.person || maker ? NOTHING : refuse('NOT_ALLOWED');
  },
  evolve: (state) => withoutRevision(state),
};
