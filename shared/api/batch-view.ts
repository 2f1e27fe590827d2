/** 여러 문서 저장: the PDFs of chosen papers in one file. */

import { z } from 'zod';
import { downloadReason } from './download-reason.ts';

/** As many papers as are saved at once. */
export const BATCH_MOST = 200;

const id = z.uuid();

/** `id` is the caller's own: what is told on the way and stopping name it. */
export const batchCommands = {
  'export.batch': {
    input: z.object({ id, documentIds: z.array(z.string().min(1).max(100)).min(1).max(BATCH_MOST), reason: downloadReason }),
    /** `path` null where the person thought better of it; `left` are papers that are not in it, and why. */
    output: z.object({ path: z.string().nullable(), kept: z.number().int(), left: z.array(z.object({ title: z.string(), why: z.string() })) }),
  },
  'export.batchStop': { input: z.object({ id }), output: z.object({}) },
} as const;

/** How many papers were looked at. */
export const batchEvents = { 'export.batchProgress': z.object({ id, done: z.number().int(), total: z.number().int(), title: z.string() }) } as const;
