/** What this person is told of the 의견조회 they asked (AP25): each answer, the one that makes up the number hoped for, and the day gone by with places unanswered. */

import type { RequestSource } from '../documents/requests.ts';
import { ownConsultations } from '../documents/consultation-view.ts';
import { isConsultationOpen } from '../../../shared/approval/consultation.ts';
import { dayAfter } from '../../../shared/calendar/holidays.ts';
import { seoulDate } from '../../../shared/writing/amount.ts';
import type { Reminder } from './store.ts';

/** An answer that came this short before its 의견조회 was over is told all the same; older ones a new device would tell anew. */
const DAYS_AFTER = 1;

/** What is to be told, and the requests whose notices stand until the 의견조회 is over. Nothing of answers given by oneself. */
export function answerReminders(source: RequestSource, documentId: string): { readonly reminders: Reminder[]; readonly open: string[] } {
  const { me, today, state } = source;
  const found = ownConsultations(source).flatMap((consultation) => {
    const { id, due: day, atLeast, to, answers } = consultation;
    const open = isConsultationOpen(state, consultation);
    const told = { documentId, kind: 'answers' as const, day };
    const came: Reminder[] = answers
      .toSorted((a, b) => a.at.localeCompare(b.at))
      .map((answer, i) => ({ ...answer, stage: i + 1 === atLeast ? ('enough' as const) : ('answered' as const) }))
      .filter(({ actor, at }) => actor.person !== me.id && (open || dayAfter(seoulDate(at), DAYS_AFTER) >= today))
      .map(({ of, actor, at, stage }) => ({ ...told, request: `answers/${id}/${of}`, stage, sender: actor.person, sentAt: at }));
    const late: Reminder[] =
      open && answers.length < to.length && today > day ? [{ ...told, request: `answers/${id}`, stage: 'over', sender: '', sentAt: '' }] : [];
    return [...came, ...late].map((reminder) => ({ reminder, open }));
  });
  return { reminders: found.map(({ reminder }) => reminder), open: found.flatMap(({ reminder, open }) => (open ? [reminder.request] : [])) };
}
