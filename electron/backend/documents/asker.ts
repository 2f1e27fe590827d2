/** Who asks what may be done: the person of this profile, today in Korea. */

import type { Asker } from '../../../shared/approval/step-acts.ts';
import { seoulDate } from '../../../shared/writing/amount.ts';
import type { BackendContext } from '../context.ts';

/** The person, the directory as it is known here, and the day. */
export function askerOf(context: Pick<BackendContext, 'me' | 'now' | 'replica'>): Asker {
  return { directory: context.replica.directory(), person: context.me(), day: seoulDate(context.now().toISOString()) };
}
