/** Shape of 함께 쓰는 사람: who beside the 처리과 reads, comments or writes a draft (DESIGN §5). */

import { z } from 'zod';
import { consulted } from './consultation-view.ts';

/** What may be done, from the weakest. */
export const shareRight = z.enum(['view', 'comment', 'edit']);

/** What is set: all of them, in place of those before. */
export const share = consulted.extend({ right: shareRight });

/** What is shown. `partner`: a 관계기관, which writes as long as the paper is drafted. */
export const sharesView = z.object({
  list: z.array(share.extend({ agencyName: z.string(), label: z.string(), partner: z.boolean() })),
  words: z.string(),
  maySet: z.boolean(),
});

export type Share = z.infer<typeof share>;
export type SharesView = z.infer<typeof sharesView>;
