/** A plan of a lane as it goes between the designer and the backend. */

import { z } from 'zod';

/** A plan of a lane as the designer edits it: the same shape as the signed LanePlan. */
export const lanePlan = z.object({
  agency: z.string(),
  unit: z.string(),
  stages: z.array(
    z.array(
      z.object({
        id: z.string(),
        kind: z.enum(['draft', 'review', 'concur', 'approve']),
        unit: z.string().nullable(),
        position: z.string(),
        marks: z.array(z.enum(['originator', 'reporter'])),
        delegated: z.boolean(),
      }),
    ),
  ),
});
