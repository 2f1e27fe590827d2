/** Shapes of what the acts of the chain add to a step and to a paper: as whom, held, reported. */

import { z } from 'zod';
import { STEP_ACTS } from '../approval/step-acts.ts';
import type { SkipGround } from '../trail/statement.ts';

/** From which post a person acts: the own one, one held beside it (겸임), or for somebody absent with the entry of the directory (영 §10③). */
export const standingView = z.object({
  kind: z.enum(['own', 'concurrent', 'acting']),
  /** The post that will stand in the signature. */
  post: z.string(),
  /** The post that is away, why and how long; '' where nobody is. */
  forPost: z.string(),
  ground: z.string(),
  from: z.string(),
  until: z.string(),
});

/** 보류 of a step. `until` is `YYYY-MM-DD` or null. */
export const holdView = z.object({ who: z.string(), at: z.string(), reason: z.string(), until: z.string().nullable() });

/** 사후보고 of a 대결. */
export const reportView = z.object({
  stepId: z.string(),
  agencyName: z.string(),
  /** The post that was away, and who decided for it. */
  forPost: z.string(),
  deputy: z.string(),
  at: z.string(),
  confirmed: z.object({ who: z.string(), at: z.string(), opinion: z.string() }).nullable(),
  /** This person confirms it. */
  mine: z.boolean(),
  /** Last day (`YYYY-MM-DD`) of the absence, where the post is away still and nobody can confirm yet. */
  awayUntil: z.string().nullable(),
});

/** How the version that came back ended; the drafter reads it before writing anew. */
export const endedView = z.object({
  how: z.enum(['returned', 'change-asked', 'withdrawn']),
  who: z.string(),
  at: z.string(),
  reason: z.string(),
  /** By when a 수정 요청 wants the change, `YYYY-MM-DD`; null where it does not say. */
  due: z.string().nullable(),
  /** Signatures of the version, void with it. */
  signatures: z.number().int(),
});

/** A version a reviewer is writing now; nobody decides meanwhile. */
export const openRevisionView = z.object({ version: z.number().int(), who: z.string(), at: z.string(), reason: z.string(), mine: z.boolean() });

/** A version a reviewer wrote in the chain, and what it means for this person: signed the one before, asked for 협조 again, opened it since. */
export const revisionView = z.object({
  version: z.number().int(),
  from: z.number().int(),
  /** The step of its author. */
  stepId: z.string(),
  who: z.string(),
  at: z.string(),
  reason: z.string(),
  told: z.boolean(),
  again: z.boolean(),
  seen: z.boolean(),
});

/** A post that may stand in a lane, and who holds it now. */
export const postView = z.object({ position: z.string(), unit: z.string().nullable(), unitName: z.string(), names: z.array(z.string()) });

/** Why a 검토 is left out, said in general words because it stands on the paper (영 §9①). */
export const SKIP_GROUNDS = ['trip', 'leave', 'training', 'vacant', 'other'] as const satisfies readonly SkipGround[];

/** What this person may do with a step. */
export const stepActName = z.enum(STEP_ACTS);

/** What this person may do now with a document; the engine answered, not the screen. */
export const actName = z.enum([
  'edit',
  'designLead',
  'submit',
  'redraft',
  'withdraw',
  'receive',
  'designPartner',
  'sign',
  'return',
  'hold',
  'release',
  'askChange',
  'revise',
  'skip',
  'reroute',
  'sendRevision',
  'dropRevision',
  'confirmReport',
  'consult',
  'answer',
  'fixBase',
  'seal',
  'issue',
  'open',
  'export',
]);

export type StandingView = z.infer<typeof standingView>;
export type OpenRevisionView = z.infer<typeof openRevisionView>;
export type RevisionView = z.infer<typeof revisionView>;
export type HoldView = z.infer<typeof holdView>;
export type ReportView = z.infer<typeof reportView>;
