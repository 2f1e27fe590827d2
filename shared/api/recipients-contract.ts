/** Commands on recipients: finding them in the directory, and groups of them a person keeps. */

import { z } from 'zod';

const names = z.array(z.string().min(1).max(200)).min(1).max(400);

/** The paper recipients are chosen for: a 부서 간 협조문 has units of its own agency alone. */
const paper = z.string().max(100).optional();

export const recipientsContract = {
  'recipients.find': {
    input: z.object({ query: z.string().max(100), documentId: paper }),
    output: z.object({ found: z.array(z.object({ name: z.string(), beside: z.string() })) }),
  },
  /** Groups with the names of today; `gone` counts posts nobody took over. */
  'recipients.groups': {
    input: z.object({ documentId: paper }),
    output: z.object({ groups: z.array(z.object({ name: z.string(), recipients: z.array(z.string()), gone: z.number().int() })) }),
  },
  'recipients.keepGroup': { input: z.object({ name: z.string().trim().min(1).max(60), recipients: names, documentId: paper }), output: z.object({}) },
  'recipients.dropGroup': { input: z.object({ name: z.string().max(60) }), output: z.object({}) },
} as const;
