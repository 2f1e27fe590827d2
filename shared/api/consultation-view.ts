/** Shapes of 의견조회 as it is asked, answered and shown (AP25). */

import { z } from 'zod';

/** Whom it asks: a 처리과, or one person in it. */
export const consulted = z.object({ agency: z.string().max(40), unit: z.string().max(40), person: z.string().max(60).nullable() });

/** Somebody who can be asked, in words. */
export const consultedView = consulted.extend({ agencyName: z.string(), label: z.string() });

/** One answer. `opinion` is '' for 의견 없음, and null where its text is not at hand here. */
const answerView = z.object({ who: z.string(), at: z.string(), opinion: z.string().nullable(), late: z.boolean() });

/** One 의견조회 on a paper. `mine` is the place this person answers for, null where none is left. */
export const consultationView = z.object({
  id: z.string(),
  version: z.number().int(),
  who: z.string(),
  at: z.string(),
  question: z.string().nullable(),
  atLeast: z.number().int(),
  /** `YYYY-MM-DD`. */
  due: z.string(),
  open: z.boolean(),
  overdue: z.boolean(),
  mine: z.number().int().nullable(),
  mayClose: z.boolean(),
  to: z.array(z.object({ agencyName: z.string(), label: z.string(), answer: answerView.nullable() })),
});

/** What a row of a list says of it: the day this person's answer is asked for. */
export const consultedRow = z.object({ due: z.string(), overdue: z.boolean(), who: z.string() });

/** What a row says of an open one this person asked: how many answered, of how many, and how many are hoped for. */
export const askingRow = z.object({
  due: z.string(),
  overdue: z.boolean(),
  answered: z.number().int(),
  of: z.number().int(),
  atLeast: z.number().int(),
});

export type ConsultedView = z.infer<typeof consultedView>;
export type ConsultationView = z.infer<typeof consultationView>;
