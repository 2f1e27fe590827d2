/** 파일 확인: a paper or capsule from outside, judged on this machine. */

import { z } from 'zod';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, '파일 내용이 아닙니다');

/** What was found. `cannot` where it is a PDF of another program; `first` says the first fault, or why nothing can be said. */
export const checkedFile = z.object({
  verdict: z.enum(['valid', 'fault', 'cannot']),
  kind: z.enum(['capsule', 'pdf', 'other']),
  title: z.string(),
  first: z.string(),
  checks: z.array(z.object({ code: z.string(), state: z.enum(['ok', 'fault', 'skipped']), title: z.string(), detail: z.string() })),
  at: z.string(),
});
export type CheckedFile = z.infer<typeof checkedFile>;

/** Commands of 파일 확인. */
export const checkFileCommands = {
  /** `verify.html`, kept for whoever checks without this program. */
  'export.verifyPage': { input: z.object({}), output: z.object({ path: z.string().nullable() }) },
  'files.check': { input: z.object({ name: z.string().max(300), bytes }), output: checkedFile },
} as const;
