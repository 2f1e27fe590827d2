/** A reviewer's edit is given up: by its author, or by the lead's maker while the author is away or has left [SYS]. The version before goes on. */

import { NOTHING } from '../decision.ts';
import { withoutRevision } from '../ended.ts';
import { refuse } from '../refusals.ts';
import { mayDropRevision } from '../revision-drop.ts';
import { seoulDate } from '../../writing/amount.ts';
import type { ActRule } from './act-rule.ts';

/** `revision.dropped`. */
export const revisionDropped: ActRule<'revision.dropped'> = {
  decide(state, { actor, at }, directory) {
    if (state.revision === null) return refuse('NO_REVISION');
    return mayDropRevision(state, actor.person, directory, seoulDate(at)) ? NOTHING : refuse('NOT_ALLOWED');
  },
  evolve: (state) => withoutRevision(state),
};
