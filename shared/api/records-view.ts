/** Records of access as the screen is told them: every text ready to be shown. */

import { z } from 'zod';

/** Kinds of record, for the filter. */
export const RECORD_ACTS = ['delivered', 'opened', 'downloaded', 'refused', 'administered'] as const;

const scope = z.enum(['ownRecords', 'agencyRecords']);

/** What is asked for; '' is all. `before` goes on behind a page. */
export const recordsAsk = z.object({
  scope,
  person: z.string().max(200),
  document: z.string().max(60),
  day: z.union([z.literal(''), z.iso.date()]),
  act: z.enum(['', ...RECORD_ACTS]),
  before: z.number().int().min(0).nullable(),
});

const row = z.object({
  n: z.number().int(),
  at: z.string(),
  who: z.string(),
  agency: z.object({ name: z.string(), badge: z.string(), own: z.boolean() }).nullable(),
  device: z.string(),
  from: z.string(),
  act: z.enum(RECORD_ACTS),
  what: z.string(),
  /** Id and name of the paper; the name is its title where this person may read it, else its registration. */
  document: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** The signed entry of the directory it tells of: whose directory, and the number of the entry there. */
  directory: z.object({ agency: z.string(), seq: z.number().int() }).nullable(),
  why: z.string(),
  /** False where the record is not what its hash says. */
  whole: z.boolean(),
});

/** A page of records, the state of the chain, and what this person may ask for. */
export const recordsView = z.object({
  rows: z.array(row),
  next: z.number().int().nullable(),
  chain: z.object({
    count: z.number().int(),
    head: z.string(),
    fault: z.string().nullable(),
    checkedAt: z.string(),
    /** Against the head this PC noted before: none yet, goes on from it, or does not. */
    noted: z.enum(['first', 'follows', 'broken']),
  }),
  agency: z.string().nullable(),
  people: z.array(z.object({ id: z.string(), name: z.string() })),
});

export type RecordRow = z.infer<typeof row>;
export type RecordsView = z.infer<typeof recordsView>;
export type RecordsAsk = z.infer<typeof recordsAsk>;
