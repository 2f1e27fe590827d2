/** What this person is told of the 의견조회 they asked (AP25): each answer, the one that makes up the number hoped for, and the day gone by with places unanswered. */

import type { RequestSource } from '../documents/requests.ts';
import { askedBy } from '../documents/consultation-view.ts';
import type { Reminder } from './store.ts';

/** What is to be told, and the requests whose notices stand until the 의견조회 is over. Nothing of answers given by oneself. */
export function answerReminders(source: RequestSource, documentId: string): { readonly reminders: Reminder[]; readonly open: string[] } {
  const { me, today } = source;
  const reminders = askedBy(source).flatMap(({ id, due: day, atLeast, to, answers }): Reminder[] => {
    const told = { documentId, kind: 'answers' as const, day };
    const came = answers
      .toSorted((a, b) => a.at.localeCompare(b.at))
      .map((answer, i) => ({ ...answer, stage: i + 1 === atLeast ? ('enough' as const) : ('answered' as const) }))
      .filter(({ actor }) => actor.person !== me.id)
      .map(({ of, actor, at, stage }) => ({ ...told, request: `answers/${id}/${of}`, stage, sender: actor.person, sentAt: at }));
    const late = answers.length < to.length && today > day;
    return late ? [...came, { ...told, request: `answers/${id}`, stage: 'over', sender: '', sentAt: '' }] : came;
  });
  return { reminders, open: reminders.map(({ request }) => request) };
}
