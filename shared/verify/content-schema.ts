/** Content of a version as it is read from outside: strict, because everything in it is hashed (`shared/collab/content.ts`). */

import { z } from 'zod';
import { isLater, OMISSION_GROUNDS, PICTURE_TYPES, type Block } from '../collab/content.ts';
import { isReadable, spansInEffect, TABLE_MOST, WHOLE_WIDTH } from '../collab/table.ts';
import { canonical } from '../trail/canonical.ts';

const text = z.string().max(100_000);
const post = z.strictObject({ agency: text, unit: text });
const hex64 = z.string().regex(/^[0-9a-f]{64}$/);
const inline = z.strictObject({ text, bold: z.literal(true).optional(), underline: z.literal(true).optional() });
const level = z.number().int();
const kind = z.enum(['item', 'plain', 'square', 'circle', 'dash', 'dot', 'note']);
const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('block'), kind, level, inlines: z.array(inline) }),
  z.strictObject({ type: z.literal('table'), level, header: z.boolean(), rows: z.array(z.array(z.array(inline))) }),
]);

const laterInline = z.strictObject({
  text,
  bold: z.literal(true).exactOptional(),
  underline: z.literal(true).exactOptional(),
  article: z.strictObject({ law: text.min(1), article: text.min(1) }).exactOptional(),
  note: text.min(1).exactOptional(),
});
const count = (most: number) => z.number().int().min(1).max(most);
const span = z.strictObject({
  row: z.number().int().min(0),
  column: z.number().int().min(0),
  rows: count(TABLE_MOST.rows),
  columns: count(TABLE_MOST.columns),
});

/** A full grid within the bounds, merges as they are in effect over cells that say nothing, one width for every column where any is said. One spelling for one table. */
function isOneTable({ rows, spans, widths }: { rows: { text: string }[][][]; spans?: z.infer<typeof span>[]; widths?: number[] }): boolean {
  const columns = rows[0]?.length ?? 0;
  if (columns === 0 || !isReadable(rows.length, columns) || rows.some((row) => row.length !== columns)) return false;
  const filled = (row: number, column: number): boolean => (rows[row]?.[column] ?? []).length > 0;
  const effective = spans === undefined ? [] : spansInEffect(spans, { rows: rows.length, columns, filled });
  const sized = widths === undefined || (widths.length === columns && widths.some((width) => width > 0));
  return sized && (spans === undefined || canonical(effective) === canonical(spans));
}

/** A picture of a body; of a partial capsule it is read alone. */
export const pictureSchema = z.strictObject({
  type: z.literal('picture'),
  level,
  sha256: hex64,
  mediaType: z.enum(PICTURE_TYPES),
  size: count(2 ** 31),
  width: count(100_000),
  height: count(100_000),
  share: count(WHOLE_WIDTH),
  alt: text,
});

const laterBlock = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('block'), kind, level, inlines: z.array(laterInline) }),
  z
    .strictObject({
      type: z.literal('table'),
      level,
      header: z.boolean(),
      rows: z.array(z.array(z.array(laterInline))),
      spans: z
        .array(span)
        .min(1)
        .max(TABLE_MOST.cells / 2)
        .exactOptional(),
      widths: z.array(z.number().int().min(0).max(WHOLE_WIDTH)).exactOptional(),
    })
    .refine(isOneTable),
  pictureSchema,
]);

/** Blocks of a body (`shared/collab/content.ts`). */
export const blocksSchema = z.array(laterBlock);

const officialFields = z.strictObject({
  form: z.literal('official'),
  lead: text,
  leadUnit: text,
  partners: z.array(post),
  partnerOrder: z.enum(['parallel', 'sequence']),
  recipients: z.array(text),
  via: text,
  title: text,
  summary: text,
  keywords: z.array(text),
  work: z.array(text),
  disclosure: z.strictObject({ kind: z.enum(['공개', '부분공개', '비공개']), grounds: z.array(z.number().int()) }),
  recordFile: text,
  originator: text,
  reporter: text,
});

const body = {
  schemaVersion: z.literal(1),
  blocks: z.array(block),
  attachments: z.array(z.strictObject({ name: text, label: text, mediaType: text, size: z.number().int(), sha256: hex64 })),
};

/** Fields that came with version 2. */
const later = {
  disclosureReason: text.min(1).exactOptional(),
  related: z
    .array(z.strictObject({ documentId: text, registration: text, title: text }))
    .min(1)
    .exactOptional(),
};

const briefFields = officialFields.extend({
  form: z.literal('brief'),
  recipients: z.tuple([]),
  via: z.literal(''),
  written: z.string().regex(/^(?:\d{4}-\d{2}-\d{2})?$/),
  basis: text,
  ...later,
});

/** Form 1 between units of one agency: no partner agency, nobody on the way (영 §13). */
const unitLetterFields = officialFields.extend({ form: z.literal('unit-letter'), partners: z.tuple([]), via: z.literal(''), ...later });

/** Form 1 with at least one field that version 1 does not have: without one it is version 1. */
const laterOfficial = officialFields.extend(later).refine((fields) => fields.disclosureReason !== undefined || fields.related !== undefined);

/** Form 1 that goes to somebody, with 관인생략. */
const omittingFields = officialFields.extend({ ...later, recipients: z.array(text).min(1), sealOmitted: z.enum(OMISSION_GROUNDS) });

/** What came with version 6: the paper is set in 명조. */
const faced = { face: z.literal('serif') };

/** From version 5 on rooms of schema 2 are named only where something needs them. */
const anyBody = { ...body, schemaVersion: z.union([z.literal(1), z.literal(2)]), blocks: blocksSchema };
const namesItsSchema = ({ schemaVersion, blocks }: { readonly schemaVersion: 1 | 2; readonly blocks: readonly Block[] }): boolean =>
  (schemaVersion === 2) === blocks.some(isLater);

/**
 * Content of a version (`shared/collab/content.ts`): version 2 adds form 2, which goes to nobody (규칙 §3③), 사유 of 공개 구분 and 관련 문서; version 3 the 부서 간
 * 협조문; version 4 what rooms of schema 2 hold, in any form; version 5 관인생략 on form 1 that goes to somebody, with or without what version 4 holds;
 * version 6 a text set in 명조, whatever else it holds.
 */
export const contentSchema = z.discriminatedUnion('v', [
  z.strictObject({ v: z.literal(1), fields: officialFields, ...body }),
  z.strictObject({ v: z.literal(2), fields: z.union([briefFields, laterOfficial]), ...body }),
  z.strictObject({ v: z.literal(3), fields: unitLetterFields, ...body }),
  z.strictObject({
    v: z.literal(4),
    fields: z.union([briefFields, officialFields.extend(later), unitLetterFields]),
    ...body,
    schemaVersion: z.literal(2),
    blocks: blocksSchema.refine((blocks) => blocks.some(isLater)),
  }),
  z.strictObject({ v: z.literal(5), fields: omittingFields, ...anyBody }).refine(namesItsSchema),
  z
    .strictObject({
      v: z.literal(6),
      fields: z.union([briefFields.extend(faced), officialFields.extend({ ...later, ...faced }), omittingFields.extend(faced), unitLetterFields.extend(faced)]),
      ...anyBody,
    })
    .refine(namesItsSchema),
]);

/** `document.json` and `versions/v{n}.json`. */
export const frozenSchema = z.strictObject({
  v: z.literal(1),
  documentId: text,
  version: z.number().int(),
  content: contentSchema,
  salts: z.array(z.string().regex(/^[0-9a-f]{32}$/)),
});
