/** `shown.json` of a partial capsule ◆: every part of a content either with its salt or by its commitment alone, and which entries are inside (docs/capsule-format.md §7). */

import { z } from 'zod';

const hex64 = z.string().regex(/^[0-9a-f]{64}$/);
const text = z.string().max(100_000);
const index = z.number().int().min(0);

/** A part as it is hashed (`shared/collab/digest.ts`). What stands in a block is told, not judged: the digest proves it. */
const part = z.discriminatedUnion('part', [
  z.strictObject({ part: z.literal('form'), v: z.number().int(), schemaVersion: z.number().int() }),
  z.strictObject({ part: z.literal('field'), name: text, value: z.unknown() }),
  z.strictObject({ part: z.literal('block'), index, value: z.looseObject({ type: text }) }),
  z.strictObject({
    part: z.literal('attachment'),
    index,
    value: z.strictObject({ name: text, label: text, mediaType: text, size: z.number().int(), sha256: hex64 }),
  }),
]);

const shownPart = z.union([z.strictObject({ salt: z.string().regex(/^[0-9a-f]{32}$/), part }), z.strictObject({ commitment: hex64 })]);

/** The file. `key` is the digest of the log's certificate; `parts` are all of the content's, or none where chosen entries say nothing of it. */
export const shownSchema = z.strictObject({
  v: z.literal(1),
  documentId: text,
  version: z.number().int(),
  key: hex64,
  trail: z.enum(['whole', 'steps']),
  parts: z.array(shownPart).max(100_000),
});

/** What is shown. */
export type Shown = z.infer<typeof shownSchema>;

/** One part of it. */
export type ShownPart = Shown['parts'][number];

/** The title, where it is shown; '' where it is withheld. */
export function shownTitle(shown: Shown | null): string {
  const title = shown?.parts.find((one) => 'part' in one && one.part.part === 'field' && one.part.name === 'title');
  return title !== undefined && 'part' in title && title.part.part === 'field' && typeof title.part.value === 'string' ? title.part.value : '';
}
