/** 일괄기안 for the screens: which papers belong together, and their commands. */

import { z } from 'zod';

/** On a row: the papers in their order, the main one first, and the place of this one among them. */
export const bundleRow = z.object({ papers: z.array(z.string()), at: z.number().int() });

/** One of them: `title` null where this person may not read it; `waits` where it waits for this person. */
export const bundledPaper = z.object({
  documentId: z.string(),
  title: z.string().nullable(),
  statusText: z.string(),
  waits: z.boolean(),
  /** 시행일 as it was fixed there (`YYYY-MM-DD`): papers put up together are issued on one day (규칙 §5①). */
  enforcedOn: z.string().nullable(),
});
export type BundledPaper = z.infer<typeof bundledPaper>;
