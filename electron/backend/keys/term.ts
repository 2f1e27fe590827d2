/** How long keys stay open by the policy of the agency's server: as the last login said, also while the server is away. */

import type { BackendContext } from '../context.ts';

const NAME = 'policy.keyMinutes';

/** A policy outside this is none: keys are neither useless nor open for days. */
const LEAST = 1;
const MOST = 600;

/** Holds the keys to what is known, and keeps what the newest login said. Cheap: called at every change of the line. */
export function holdKeyTerm({ sync, keyring, meta }: Pick<BackendContext, 'sync' | 'keyring' | 'meta'>): void {
  const told = sync.keyMinutes();
  const kept = meta.get(NAME);
  if (told !== null && String(told) !== kept) meta.set(NAME, String(told));
  const minutes = told ?? Number(kept ?? 0);
  if (minutes >= LEAST && minutes <= MOST) keyring.limit(minutes);
}
