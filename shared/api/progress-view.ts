/** Commands of 진행 현황 beyond the paper itself: whether whoever holds it is in touch with the server, and 알림 보내기 (NT1–NT3). */

import { z } from 'zod';

const iso = z.string();
const onDocument = z.object({ documentId: z.uuid() });

/** Whoever a paper waits for, as the server tells it: in touch now, or since when not (null: never seen). */
export const holderView = z.object({
  key: z.string(),
  agency: z.string(),
  /** The step, null for a request to take in or to design. */
  stepId: z.string().nullable(),
  here: z.boolean(),
  seenAt: iso.nullable(),
  /** Has this paper before their eyes just now. */
  looking: z.boolean(),
  nudgedAt: iso.nullable(),
  /** Why this person cannot remind of it, in words; null where they can; '' where it is their own turn, so that nothing is offered. */
  nudgeNot: z.string().nullable(),
});

/** An agency the paper waits for: whether anybody of it is in touch with the server. */
export const agencyTouchView = z.object({ agency: z.string(), here: z.boolean(), seenAt: iso.nullable() });

/** The commands. */
export const progressCommands = {
  /** `known` is false where the server cannot be asked or tells nothing: then nothing is claimed of anybody. */
  'progress.waiting': { input: onDocument, output: z.object({ known: z.boolean(), holders: z.array(holderView), agencies: z.array(agencyTouchView) }) },
  /** When the paper will probably be established, from past papers at hand (US1); null where too little is known. */
  'progress.expected': { input: onDocument, output: z.object({ at: iso, of: z.number().int() }).nullable() },
  /** This person has the paper before their eyes, or no more; nothing is said of it where it is not their turn. */
  'progress.look': { input: onDocument.extend({ looking: z.boolean() }), output: z.object({}) },
  /** `key` of the request. */
  'progress.nudge': { input: onDocument.extend({ key: z.string().max(300) }), output: z.object({ sentence: z.string() }) },
} as const;

/** The events: with whom a paper lies changed beside its record. */
export const progressEvents = { 'progress.changed': z.object({ documentId: z.string() }) } as const;

export type HolderView = z.infer<typeof holderView>;
export type AgencyTouchView = z.infer<typeof agencyTouchView>;
