/** 의견조회 of a paper as it is shown: who was asked, who answered, and what is left for this person. */

import type { z } from 'zod';
import type { askingRow, ConsultationView, consultedRow } from '../../../shared/api/consultation-view.ts';
import { isConsultationOpen, placesOf, type Consultation } from '../../../shared/approval/consultation.ts';
import { isMaker } from '../../../shared/approval/maker.ts';
import { findPerson } from '../../../shared/org/delegation.ts';
import type { Directory } from '../../../shared/org/directory.ts';
import type { Consulted } from '../../../shared/trail/statement.ts';
import { actorName, postName, unitName } from './agencies.ts';
import { disclosed, type ViewSource } from './source.ts';

/** Whom is asked, in words: the 처리과, or the post of the person. */
export function consultedName(directory: Directory, { agency, unit, person }: Consulted): string {
  const found = person === null ? undefined : findPerson(directory, person);
  return found === undefined ? unitName(directory, agency, unit) : postName(directory, found);
}

/** The first place of an open 의견조회 this person may still answer for; null where none is left. */
export function openPlace({ state, me, directory }: Pick<ViewSource, 'state' | 'me' | 'directory'>, consultation: Consultation): number | null {
  if (!isConsultationOpen(state, consultation)) return null;
  const answered = (place: number): boolean => consultation.answers.some(({ of }) => of === place);
  return placesOf(consultation, me.id, directory).find((place) => !answered(place)) ?? null;
}

/** Those this person asked, or whose maker they took over from, the soonest first; also what is over. */
export function ownConsultations({ state, me, directory }: Pick<ViewSource, 'state' | 'me' | 'directory'>): Consultation[] {
  if (!isMaker(state, me.agency, me.id, directory)) return [];
  return state.consultations.filter(({ asker }) => asker.agency === me.agency).toSorted((a, b) => a.due.localeCompare(b.due));
}

/** The open ones of them. */
export function askedBy(source: Pick<ViewSource, 'state' | 'me' | 'directory'>): Consultation[] {
  return ownConsultations(source).filter((one) => isConsultationOpen(source.state, one));
}

/** Whether this person's answer to one of them waits in the outbox: it must not be asked for again meanwhile. */
const answerWaits = ({ waiting }: ViewSource): boolean => waiting.includes('consultation.answered');

function viewOf(source: ViewSource, consultation: Consultation): ConsultationView {
  const { state, directory, today } = source;
  const { id, version, asker, at, question, atLeast, due, to, answers } = consultation;
  const open = isConsultationOpen(state, consultation);
  return {
    id,
    version,
    who: actorName(directory, asker),
    at,
    question: disclosed(source, question),
    atLeast,
    due,
    open,
    overdue: open && today > due,
    mine: answerWaits(source) ? null : openPlace(source, consultation),
    mayClose: askedBy(source).includes(consultation),
    to: to.map((consulted, place) => {
      const answer = answers.find(({ of }) => of === place);
      return {
        agencyName: directory.agencies.get(consulted.agency)?.name ?? consulted.agency,
        label: consultedName(directory, consulted),
        answer:
          answer === undefined
            ? null
            : {
                who: actorName(directory, answer.actor),
                at: answer.at,
                opinion: answer.opinion === null ? '' : disclosed(source, answer.opinion),
                late: answer.late,
              },
      };
    }),
  };
}

/** All of a paper, the newest first. */
export function consultationsOf(source: ViewSource): ConsultationView[] {
  return source.state.consultations.map((one) => viewOf(source, one)).toReversed();
}

/** The open one whose answer of this person is due first; null where none waits for this person. */
export function consultedOf(source: ViewSource): z.infer<typeof consultedRow> | null {
  const { state, directory, today } = source;
  if (answerWaits(source)) return null;
  const mine = state.consultations.filter((one) => openPlace(source, one) !== null).toSorted((a, b) => a.due.localeCompare(b.due))[0];
  return mine === undefined ? null : { due: mine.due, overdue: today > mine.due, who: actorName(directory, mine.asker) };
}

/** The open one this person asked that is due first, with how many answered so far; null where none is. */
export function askingOf(source: ViewSource): z.infer<typeof askingRow> | null {
  const first = askedBy(source)[0];
  if (first === undefined) return null;
  const { due, answers, to, atLeast } = first;
  return { due, overdue: source.today > due, answered: answers.length, of: to.length, atLeast };
}
