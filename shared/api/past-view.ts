/** Shape of a version that is over, as 보고경로 shows it. */

import { z } from 'zod';
import { laneView } from './lane-view.ts';

/** How it ended, by whom and why ('' where the text is not at hand here), and its lanes with every opinion. Of a rewritten one only the 협조 that was taken again. */
export const pastVersionView = z.object({
  version: z.number().int(),
  how: z.enum(['returned', 'change-asked', 'withdrawn', 'rewritten']),
  who: z.string(),
  at: z.string(),
  reason: z.string(),
  /** By when a 수정 요청 wanted the change, `YYYY-MM-DD`; null where it does not say. */
  due: z.string().nullable(),
  /** Signatures of the version, void with it. */
  signatures: z.number().int(),
  lanes: z.array(laneView),
});

export type PastVersionView = z.infer<typeof pastVersionView>;
