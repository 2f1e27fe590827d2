/** The lead fixes the base PDF and its 시행일; fixing again voids the seals (DESIGN §9). */

import { NOTHING } from '../decision.ts';
import { refuse } from '../refusals.ts';
import { mayApplySeal } from '../sealing.ts';
import { lastSigned } from '../turn-since.ts';
import type { ActRule } from './act-rule.ts';

/** `base.fixed`. */
export const baseFixed: ActRule<'base.fixed'> = {
  decide(state, { actor }, directory) {
    if (state.status !== 'registered' && state.status !== 'sealing') return refuse('STATE_MISMATCH');
    const lead = state.lead?.agency === actor.agency;
    return lead && mayApplySeal(state, actor, directory) ? NOTHING : refuse('NOT_ALLOWED');
  },
  restsOn: lastSigned,
  evolve: (state, { actor, at, body }) => ({ ...state, base: { digest: body.baseDigest, enforcedOn: body.enforcedOn, actor, at }, seals: [] }),
};
