/** What a client gives back to a server that was restored to an older backup. */

import { z } from 'zod';
import { disclosuresSchema, entrySchema } from '../verify/capsule-schema.ts';
import { frozenSchema } from '../verify/content-schema.ts';
import type { FrozenVersion } from '../exchange/capsule/capsule.ts';
import type { Disclosures, LoggedEntry } from './api.ts';

/** Entries as the log had them, the newest checkpoint the client holds, and what belongs to them: texts and frozen contents. */
export interface Resupply {
  readonly checkpoint: string;
  readonly items: readonly LoggedEntry[];
  readonly disclosures: Disclosures;
  readonly contents: readonly FrozenVersion[];
}

/** Schema of `Resupply`. */
export const resupplySchema = z.strictObject({
  checkpoint: z.string().max(1000),
  items: z.array(z.strictObject({ index: z.number().int().nonnegative(), entry: entrySchema })).max(1000),
  disclosures: disclosuresSchema,
  contents: z.array(frozenSchema).max(1000),
});

/** How far the log is now; `restored` names the restore it came from. */
export interface ResupplyReply {
  readonly size: number;
  readonly restored: string | null;
}

/** Why nothing was taken back. */
export type ResupplyCode = 'CHECKPOINT_INVALID' | 'LOG_DIVERGED' | 'RESUPPLY_FULL' | 'NOT_RESTORED' | 'MALFORMED';
