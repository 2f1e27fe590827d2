/** 의견 제출: whoever was asked answers once for each place, with an opinion or with none. After the day it is marked late, and still taken [SYS]. */

import { seoulDate } from '../../writing/amount.ts';
import { isConsultationOpen, placesOf, withConsultation, type Consultation } from '../consultation.ts';
import type { Directory } from '../../org/directory.ts';
import { NOTHING } from '../decision.ts';
import { refuse } from '../refusals.ts';
import type { ActRule } from './act-rule.ts';

/** The first place a person may answer for that has no answer yet. */
function openPlace(consultation: Consultation, person: string, directory: Directory): number | undefined {
  return placesOf(consultation, person, directory).find((place) => !consultation.answers.some((answer) => answer.of === place));
}

/** `consultation.answered`. */
export const consultationAnswered: ActRule<'consultation.answered'> = {
  decide(state, { actor, contentDigest, body }, directory) {
    const consultation = state.consultations.find(({ id }) => id === body.id);
    if (consultation === undefined || placesOf(consultation, actor.person, directory).length === 0) return refuse('NOT_CONSULTED');
    if (!isConsultationOpen(state, consultation)) return refuse('CONSULTATION_OVER');
    // Answered on the draft, or on what was fixed: never on another content.
    if (contentDigest !== null && contentDigest !== state.contentDigest) return refuse('CONTENT_MISMATCH');
    const place = openPlace(consultation, actor.person, directory);
    if (place === undefined) return refuse('ALREADY_ANSWERED');
    return body.of === place ? NOTHING : refuse('NOT_CONSULTED');
  },
  restsOn: (state, { body }) => state.consultations.find(({ id }) => id === body.id)?.at ?? null,
  evolve: (state, { actor, at, body }) =>
    withConsultation(state, body.id, (one) => ({
      ...one,
      answers: [...one.answers, { actor, at, of: body.of, opinion: body.opinion, late: seoulDate(at) > one.due }],
    })),
};
