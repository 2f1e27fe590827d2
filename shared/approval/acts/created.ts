/** 기안: a document begins with its drafter, in the drafter's own 처리과 (영 §8③). */

import { refuse } from '../refusals.ts';
import { emptyLane } from '../state.ts';
import type { ActRule } from './act-rule.ts';
import { NOTHING } from '../decision.ts';

/** `document.created`. */
export const created: ActRule<'document.created'> = {
  decide(state, { actor, body, version }, directory) {
    if (state.status !== 'none') return refuse('DOCUMENT_EXISTS');
    const unit = directory.agencies.get(actor.agency)?.units.find((candidate) => candidate.code === body.unit);
    if (unit === undefined || actor.unit !== body.unit) return refuse('NOT_ALLOWED');
    return version === 1 ? NOTHING : refuse('DEAD_VERSION');
  },
  evolve(state, { actor, body, version }) {
    const lead = { agency: actor.agency, unit: body.unit };
    return {
      ...state,
      status: 'drafting',
      form: body.form,
      version,
      lastVersion: version,
      drafter: actor,
      lead,
      grants: body.grants,
      lanes: [emptyLane(lead.agency, lead.unit, 'lead')],
    };
  },
};
