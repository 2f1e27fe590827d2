/** Shape of 열람범위 as it is set and shown (RT10). */

import { z } from 'zod';

const scope = z.enum(['route', 'unit', 'agency']);

/** What is set: the scope in the own agency, and further units. */
export const readRange = z.object({ scope, units: z.array(z.object({ agency: z.string().max(40), unit: z.string().max(40) })).max(100) });

/** What is shown; `words` say it in one line. */
export const readersView = z.object({
  scope,
  units: z.array(z.object({ agency: z.string(), unit: z.string(), agencyName: z.string(), label: z.string() })),
  words: z.string(),
  maySet: z.boolean(),
});

export type ReadersView = z.infer<typeof readersView>;
