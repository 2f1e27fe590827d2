/** What the engine answers. */

import { ok, type Result } from '../lib/result.ts';
import type { RegisteredAs } from '../trail/entry.ts';
import type { RefusalCode } from './refusals.ts';

/** What the sequencer must add in the same transaction, as server facts. */
export type FollowUp =
  | { readonly type: 'freeze'; readonly version: number; readonly contentDigest: string }
  | { readonly type: 'approve'; readonly version: number }
  | {
      readonly type: 'register';
      readonly agency: string;
      readonly unit: string;
      readonly role: RegisteredAs;
      readonly recordFile: string;
      readonly version: number;
    }
  | { readonly type: 'arrive'; readonly agency: string; readonly unit: string; readonly recipient: string };

/** Accepted with what follows, or refused with a code. */
export type Decision = Result<{ readonly followUps: readonly FollowUp[] }, RefusalCode>;

/** Accepted, and nothing follows. */
export const NOTHING: Decision = ok({ followUps: [] });
