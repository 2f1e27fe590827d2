/** 열람: an opening is recorded for anyone who may read. */

import { mayRead } from '../../policy/access.ts';
import { seoulDate } from '../../writing/amount.ts';
import { NOTHING } from '../decision.ts';
import { refuse } from '../refusals.ts';
import type { ActRule } from './act-rule.ts';

/** `opened`. */
export const opened: ActRule<'opened'> = {
  decide: (state, { actor, at }, directory) => (mayRead(state, directory, actor.person, seoulDate(at)) ? NOTHING : refuse('NOT_ALLOWED')),
  evolve: (state, { actor, at, version }) => ({ ...state, openings: [...state.openings, { person: actor.person, version, at }] }),
};
