/** Who wrote a version that was fixed, as the record says it. */

import { z } from 'zod';
import { agencyView } from './lane-view.ts';

/** Somebody who wrote: letters of theirs in this version, and since when they wrote in it (null where that was not kept). `agency` null: the server does not know who it was. */
const writer = z.object({ agency: agencyView.nullable(), post: z.string(), name: z.string(), since: z.string().nullable(), letters: z.number().int() });

/** Where a text stands: a form field by name, a block by its number from 1, a cell of it, or a footnote of that place. */
const place = z.object({
  field: z.string().nullable(),
  block: z.number().int().nullable(),
  row: z.number().int().nullable(),
  column: z.number().int().nullable(),
  note: z.number().int().nullable(),
});

/** Letters in a row by one writer (place in `writers`), and since when they wrote. */
const passage = z.object({ writer: z.number().int(), since: z.string().nullable(), text: z.string() });

/** The record in words. */
export const authorshipView = z.object({ writers: z.array(writer), texts: z.array(z.object({ place, passages: z.array(passage) })) });

/** The record in words. */
export type AuthorshipView = Readonly<z.infer<typeof authorshipView>>;

/** The command; `record` null where the version carries none, or its text was withheld from this person. */
export const authorshipCommands = {
  'authorship.get': {
    input: z.object({ documentId: z.uuid(), version: z.number().int().min(1) }),
    output: z.object({ record: authorshipView.nullable() }),
  },
} as const;
