/** 의견조회 마침: whoever makes the asker's lane ends it; what was answered stays [SYS]. */

import { isConsultationOpen, withConsultation } from '../consultation.ts';
import { NOTHING } from '../decision.ts';
import { isMaker } from '../maker.ts';
import { refuse } from '../refusals.ts';
import type { ActRule } from './act-rule.ts';

/** `consultation.closed`. */
export const consultationClosed: ActRule<'consultation.closed'> = {
  decide(state, { actor, body }, directory) {
    const consultation = state.consultations.find(({ id }) => id === body.id);
    if (consultation === undefined || consultation.asker.agency !== actor.agency) return refuse('NOT_ALLOWED');
    if (!isMaker(state, actor.agency, actor.person, directory)) return refuse('NOT_ALLOWED');
    return isConsultationOpen(state, consultation) ? NOTHING : refuse('CONSULTATION_OVER');
  },
  evolve: (state, { actor, at, body }) => withConsultation(state, body.id, (one) => ({ ...one, closed: { actor, at } })),
};
