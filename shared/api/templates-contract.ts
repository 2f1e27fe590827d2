/** Commands on templates: what there is, and what an agency's administrator adds or takes out. */

import { z } from 'zod';
import { FACES, FORM_IDS } from '../collab/content.ts';

export const templatesContract = {
  'templates.list': {
    input: z.object({}),
    /** `own`: the agency's. */
    output: z.object({
      templates: z.array(
        z.object({ id: z.string(), name: z.string(), use: z.string(), form: z.enum(FORM_IDS), face: z.enum(FACES), title: z.string(), own: z.boolean() }),
      ),
    }),
  },
  /** A file's text as a template of the agency; one of the same name is replaced. */
  'templates.keep': {
    input: z.object({
      name: z.string().trim().min(1).max(60),
      use: z.string().trim().max(200),
      title: z.string().trim().max(300),
      form: z.enum(FORM_IDS),
      file: z.object({ name: z.string().max(200), bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array, '파일 내용이 아닙니다') }),
    }),
    output: z.object({}),
  },
  'templates.drop': { input: z.object({ id: z.string().max(100) }), output: z.object({}) },
} as const;
