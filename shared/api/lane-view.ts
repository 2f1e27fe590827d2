/** Shapes of an agency, its lane and the steps of it as drawn. */

import { z } from 'zod';
import { dueView, laneDue } from './due-view.ts';
import { holdView, standingView, stepActName } from './act-view.ts';

const iso = z.string();

/** An agency as drawn: name, one-syllable badge and its strand number (1–6) within the document. */
export const agencyView = z.object({ code: z.string(), name: z.string(), badge: z.string(), strand: z.number().int(), head: z.string() });

export const stepState = z.enum(['todo', 'now', 'signed', 'skipped', 'returned', 'unreachable']);

/** One step of a lane as drawn; `boxLines` is what will be printed in its box. */
export const stepView = z.object({
  id: z.string(),
  kind: z.enum(['draft', 'review', 'concur', 'approve']),
  position: z.string(),
  unitName: z.string(),
  person: z.string().nullable(),
  state: stepState,
  at: iso.nullable(),
  marks: z.array(z.enum(['originator', 'reporter'])),
  delegated: z.boolean(),
  differs: z.boolean(),
  opinion: z.string().nullable(),
  mine: z.boolean(),
  /** From which post this person acts on it, where it is theirs; null where it is not. */
  as: standingView.nullable(),
  /** The reader stands here for somebody absent, over a version the reader wrote: the signature would be under one's own draft. */
  ownDraft: z.boolean(),
  /** The reader is entered as away today and acts from the own post all the same; null elsewhere. Days are `YYYY-MM-DD`. */
  enteredAway: z.object({ ground: z.string(), from: z.string(), until: z.string() }).nullable(),
  /** Post of the deputy who acted in this post's place. */
  deputy: z.string().nullable(),
  hold: holdView.nullable(),
  /** Until when it is asked for; of a step to come only where a day was set. */
  due: dueView.nullable(),
  /** Since when its turn stands, and when whoever holds it first opened the paper since; null where it is not its turn, or nobody did. */
  since: iso.nullable(),
  opened: iso.nullable(),
  /** Why a 검토 was left out, as printed. */
  skipped: z.string().nullable(),
  /** Nobody can act on it: the post is gone, or empty without a deputy. */
  stranded: z.boolean(),
  may: z.array(stepActName),
});

/** One agency's lane. `handler` is the person named after 결재 요청 수령; `rule` the delegation row used. */
export const laneView = z.object({
  agency: agencyView,
  role: z.enum(['lead', 'partner']),
  unitName: z.string(),
  state: z.enum(['waiting', 'requested', 'designing', 'running', 'decided', 'returned', 'withdrawn', 'ended']),
  handler: z.string().nullable(),
  rule: z.string().nullable(),
  /** Decided above or below the delegation table, and why ('' where its text is not at hand here) (영 §67 2호). */
  deviation: z.object({ direction: z.enum(['above', 'below']), reason: z.string() }).nullable(),
  stages: z.array(z.array(stepView)),
  recordFile: z.string().nullable(),
  registration: z.string().nullable(),
  sealed: z.boolean(),
  /** The days its maker set, and whether this person may set others. */
  days: laneDue,
  maySetDays: z.boolean(),
  /** Since when a request waits to be taken in or designed. */
  since: iso.nullable(),
  /** Until when a request is to be taken in, or the day set for the lane. */
  due: dueView.nullable(),
});

export type AgencyView = z.infer<typeof agencyView>;
export type StepView = z.infer<typeof stepView>;
export type LaneView = z.infer<typeof laneView>;
