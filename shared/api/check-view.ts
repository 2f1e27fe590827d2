/** 올리기 전 확인 as the screens show it. */

import { z } from 'zod';

/** Where in a draft something stands: a field, a block by its index in the body, a cell of it, a footnote by its index (`block`), or one that stands nowhere by its words (`label`). `start` and `end` are UTF-16 places in that text. */
const checkPlace = z.object({
  in: z.enum(['title', 'summary', 'keywords', 'attachments', 'body', 'notes', 'lostNotes']),
  block: z.number().int().nullable(),
  row: z.number().int().nullable(),
  column: z.number().int().nullable(),
  start: z.number().int(),
  end: z.number().int(),
  label: z.string(),
  reason: z.string(),
});

/** One line of 올리기 전 확인; `places` can be gone to. */
export const draftCheck = z.object({
  state: z.enum(['ok', 'warn', 'stop']),
  title: z.string(),
  detail: z.string(),
  article: z.string(),
  places: z.array(checkPlace).optional(),
});

export type CheckPlace = z.infer<typeof checkPlace>;
