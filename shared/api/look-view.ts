/** Commands of really opening a paper: what was looked at on this PC, told before signing. */

import { z } from 'zod';

const iso = z.string();
const onDocument = z.object({ documentId: z.uuid() });

/** When something was first and last opened by this person on this PC; null where it was not. */
const lookedAt = z.object({ first: iso, last: iso }).nullable();

/** The commands. */
export const lookCommands = {
  /** The text stands before the person's eyes. */
  'documents.look': { input: onDocument, output: z.object({}) },
  'documents.looked': {
    input: onDocument,
    output: z.object({
      /** 내용 확정 of the version; null while it is drafted. */
      fixedAt: iso.nullable(),
      text: lookedAt,
      files: z.array(z.object({ sha256: z.string(), label: z.string(), at: lookedAt })),
      /** 변경 전후 대비표 against an earlier version; null where there is none to compare with. */
      diff: z.object({ from: z.number().int(), at: lookedAt }).nullable(),
    }),
  },
} as const;
