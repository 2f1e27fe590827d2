/** Keeping papers outside the program (RT6). */

import { z } from 'zod';
import { onDocument } from './chain-contract.ts';
import { trailLine } from './views.ts';
import { downloadReason } from './download-reason.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, '파일 내용이 아닙니다');

/** A paper to be kept, and why. */
export const keeping = onDocument.extend({ reason: downloadReason });

/** Where a file went; null where the person thought better of it. */
export const kept = z.object({ path: z.string().nullable() });

/** Commands that make files of papers. */
export const exportCommands = {
  /** `large`: 큰글자. `viewing`: a copy marked 열람용 with who looks and when. */
  'preview.pdf': { input: onDocument.extend({ large: z.boolean().optional() }), output: z.object({ pdf: bytes, final: z.boolean(), viewing: z.boolean() }) },
  /** `archive`: as PDF/A-1b, the format of the archives, without signatures. */
  'export.pdf': { input: keeping.extend({ archive: z.boolean().optional() }), output: kept },
  /** 열람용, 큰글자, a 사본 signed by this person, and the 문서관리카드 as a report. */
  'export.copy': { input: keeping.extend({ kind: z.enum(['viewing', 'large', 'signed', 'card']) }), output: kept },
  'export.text': { input: keeping.extend({ format: z.enum(['md', 'txt', 'hwpx']) }), output: kept },
  /** The evidence of a 기록 불일치 경보 as a file. */
  'alarm.save': { input: z.object({ id: z.string().max(40) }), output: kept },
  /** An administrator decides which of the two histories of an alarm stands: signed, as a file for the others of the agency, and taken here (WI8). */
  'alarm.decide': { input: z.object({ id: z.string().max(40), stands: z.enum(['known', 'shown']), reason: z.string().trim().min(1).max(500) }), output: kept },
  /** Takes such a file. */
  'alarm.apply': { input: z.object({ bytes }), output: z.object({ sentence: z.string() }) },
  'export.capsule': { input: keeping, output: kept },
  /** What of a paper may be withheld, and its steps; `fixed` parts are always shown, `texts` counts opinions and reasons at hand. */
  'export.parts': {
    input: onDocument,
    output: z.object({
      parts: z.array(
        z.object({ index: z.number().int(), kind: z.enum(['form', 'field', 'block', 'attachment']), fixed: z.boolean(), label: z.string(), text: z.string() }),
      ),
      steps: z.array(trailLine.pick({ seq: true, at: true, agency: true, who: true, what: true, detail: true })),
      texts: z.number().int(),
    }),
  },
  /** A capsule that shows less: parts left out by their index, `steps` the entries by `seq` (null: all of the trail). */
  'export.disclosed': {
    input: keeping.extend({
      hide: z.array(z.number().int().min(0)).max(100_000),
      steps: z.array(z.number().int().min(0)).max(100_000).nullable(),
      texts: z.boolean(),
    }),
    output: kept,
  },
} as const;

/** How far an export of many papers is: papers looked at, files written, those there already, those that could not leave; the paper it is at. */
export const exportProgress = z.object({
  done: z.number().int(),
  all: z.number().int(),
  written: z.number().int(),
  there: z.number().int(),
  failed: z.number().int(),
  title: z.string(),
});

/** Commands of exporting many papers (EX1–EX4). */
export const manyExportCommands = {
  /** Papers that can leave as a capsule; `asksReason`: not without a ground. */
  'export.choice': {
    input: z.object({}),
    output: z.object({
      papers: z.array(
        z.object({ documentId: z.string(), title: z.string(), number: z.string(), at: z.string(), recordFile: z.string(), asksReason: z.boolean() }),
      ),
    }),
  },
  /** Answers when it ended; `left` papers were not reached, `ended` is why where nobody stopped it. */
  'export.many': {
    input: z.object({ documentIds: z.array(z.string().max(100)).min(1).max(100_000), name: z.string().min(1).max(200), reason: downloadReason }),
    output: kept.extend({
      written: z.number().int(),
      there: z.number().int(),
      failed: z.array(z.object({ title: z.string(), why: z.string() })),
      left: z.number().int(),
      ended: z.string().nullable(),
    }),
  },
  'export.stop': { input: z.object({}), output: z.object({}) },
} as const;

/** Why a paper is kept outside the program. */
export type DownloadReason = z.infer<typeof downloadReason>;
