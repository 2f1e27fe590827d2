/** Shapes of how long steps and lanes usually took in past papers (US1). */

import { z } from 'zod';

/** Days, and from how many papers. */
export const usual = z.object({ days: z.number(), of: z.number().int() });

const kind = z.enum(['draft', 'review', 'concur', 'approve']);

/** Of the own lane: each post and kind that is known well enough. Of other agencies: how long they took, and the route of their newest such paper. */
export const usualTimes = z.object({
  steps: z.array(z.object({ unit: z.string().nullable(), position: z.string(), kind, usual })),
  partners: z.array(
    z.object({ agency: z.string(), usual, steps: z.array(z.object({ position: z.string(), kind, delegated: z.boolean(), usual: usual.nullable() })) }),
  ),
});

export type UsualTimes = z.infer<typeof usualTimes>;
export type UsualView = z.infer<typeof usual>;
