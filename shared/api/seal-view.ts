/** Shapes of 관인대장 as the screen draws it. */

import { z } from 'zod';
import { certificateState } from './directory-view.ts';

const iso = z.string();

/** One seal: who entered it, what it looks like (`svg` null where it was scanned), how it ended, where it was used. */
export const sealView = z.object({
  name: z.string(),
  svg: z.string().nullable(),
  /** A scanned seal (PNG in base64) and its size in millimetres; null where it is drawn, or did not come yet. */
  picture: z.object({ png: z.string(), mm: z.number() }).nullable(),
  registeredOn: z.string(),
  since: iso,
  by: z.string(),
  ended: z.object({ at: iso, by: z.string(), how: z.enum(['replaced', 'revoked']) }).nullable(),
  certificate: z.string(),
  state: certificateState,
  from: iso.nullable(),
  until: iso.nullable(),
  /** `omitted`: signed without its image (관인생략). */
  uses: z.array(z.object({ documentId: z.string(), title: z.string(), at: iso, who: z.string(), omitted: z.boolean() })),
  /** Uses that are not listed. */
  more: z.number().int(),
});

/** The register of an agency, the newest seal first. `here`: this PC keeps the seal that stands. `keeper` is the unit that keeps it. */
export const sealsView = z.object({ keeper: z.string(), here: z.boolean(), own: z.boolean(), suggested: z.string(), seals: z.array(sealView) });

/** One seal. */
export type SealView = z.infer<typeof sealView>;
/** The register. */
export type SealsView = z.infer<typeof sealsView>;

/** An invitation of the administrator's register. */
export const invitationView = z.object({
  id: z.string(),
  person: z.string(),
  name: z.string(),
  post: z.string(),
  madeAt: iso,
  until: iso,
  state: z.enum(['open', 'used', 'unfinished', 'revoked', 'expired']),
  replaces: z.boolean(),
});

/** An invitation. */
export type InvitationView = z.infer<typeof invitationView>;
