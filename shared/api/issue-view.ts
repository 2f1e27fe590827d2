/** What 시행 will print and reach, for the screens. */

import { z } from 'zod';

const iso = z.string();

/** `reach`: recipients as the directory knows them now, those without an agency printed only. `line`: `시행  청년고용기획과-12 (2026. 11. 23.)` as printed. */
export const issueView = z.object({
  /** In whose name a 부서 간 협조문 goes; null where the heads of the agencies stand. */
  sender: z.string().nullable(),
  line: z.string(),
  /** Lines of 결문: address of the lead agency, telephone, fax and mail of its 처리과. */
  address: z.string(),
  contact: z.string(),
  reach: z.array(z.object({ name: z.string(), agency: z.string().nullable() })),
});

/** The three times that are never merged (영 §6): 결재(성립) · 발신 · 도달. */
export const timesView = z.object({
  approvedAt: iso.nullable(),
  issuedAt: iso.nullable(),
  recipients: z.array(z.object({ name: z.string(), agency: z.string().nullable(), arrivedAt: iso.nullable(), outside: z.boolean() })),
});
