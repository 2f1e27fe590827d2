/** 맡은 부분: the drafter divides the body of the version being drafted and says who writes which part (DESIGN §5). */

import { areSectionsSound, withSections } from '../../policy/sections.ts';
import { NOTHING } from '../decision.ts';
import { isMaker } from '../maker.ts';
import { refuse } from '../refusals.ts';
import type { ActRule } from './act-rule.ts';

/** `sections.set`. */
export const sectionsSet: ActRule<'sections.set'> = {
  decide(state, { actor, body }, directory) {
    if (state.status !== 'drafting') return refuse('STATE_MISMATCH');
    if (!isMaker(state, state.lead?.agency, actor.person, directory)) return refuse('NOT_ALLOWED');
    return areSectionsSound(body.sections, state, directory) ? NOTHING : refuse('SECTIONS_UNSOUND');
  },
  evolve: (state, { body }) => ({ ...state, sections: withSections(state, state.version, body.sections) }),
};
