/** 일괄기안: the drafter says which drafts go together, until 결재 올림 (규칙 §5①). */

import { isBundleSound } from '../bundle.ts';
import { NOTHING } from '../decision.ts';
import { isMaker } from '../maker.ts';
import { refuse } from '../refusals.ts';
import type { ActRule } from './act-rule.ts';

/** `bundle.set`. */
export const bundleSet: ActRule<'bundle.set'> = {
  decide(state, { actor, body, documentId }, directory) {
    if (state.status !== 'drafting') return refuse('STATE_MISMATCH');
    if (!isMaker(state, state.lead?.agency, actor.person, directory)) return refuse('NOT_ALLOWED');
    return isBundleSound(body.papers, documentId) ? NOTHING : refuse('BUNDLE_UNSOUND');
  },
  evolve: (state, { body }) => ({ ...state, bundle: body.papers }),
};
