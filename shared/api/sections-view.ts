/** Shape of 맡은 부분: parts of a body, who writes each, and whether this person may set them (RT13). */

import { z } from 'zod';
import { SECTION_LIMITS } from '../policy/sections.ts';

const code = z.string().max(40);

/** What is set: every part in order; a new one has no id yet. Agency null is everybody who writes, unit null the whole agency. */
export const sectionSet = z.object({
  id: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .nullable(),
  name: z.string().max(SECTION_LIMITS.name),
  agency: code.nullable(),
  unit: code.nullable(),
});

/** Who may have a part, as the screen offers it. */
const owner = z.object({ agency: z.string(), unit: z.string().nullable(), label: z.string() });

/** One part. `mine`: this person writes in it. `owner` in words, '' for everybody; badge and strand of its agency. */
const sectionView = sectionSet.extend({
  id: z.string(),
  room: z.string(),
  owner: z.string(),
  badge: z.string(),
  strand: z.number().int(),
  mine: z.boolean(),
});

/** What is shown: one part without a name where the body is one text. */
export const sectionsView = z.object({
  list: z.array(sectionView),
  removed: z.array(sectionSet.extend({ id: z.string(), owner: z.string() })),
  /** All of it in one line, '' where the body is one text. */
  words: z.string(),
  owners: z.array(owner),
  /** Blocks of the fixed text; null where nothing is fixed, or its text is not at hand here. */
  blocks: z.number().int().nullable(),
  maySet: z.boolean(),
});

export type SectionSet = z.infer<typeof sectionSet>;
export type SectionView = z.infer<typeof sectionView>;
export type SectionsView = z.infer<typeof sectionsView>;
