/** The key closes when nobody sits at any window of this person: each window says for how long it was left alone (KEY3). */

import { ok } from '../../../shared/lib/result.ts';
import { attend, AWAY_MS, isAway, type Attended } from '../../../shared/policy/attended.ts';
import type { BackendContext } from '../context.ts';
import type { Handlers } from '../handlers.ts';

/** The command, with what the windows of this profile said last. */
export function attendCommand({ keyring, now }: Pick<BackendContext, 'keyring' | 'now'>): Pick<Handlers, 'key.attend'> {
  let attended: Attended = new Map();
  return {
    'key.attend'({ window, idle }) {
      const at = now().getTime();
      attended = attend(attended, window, idle, at);
      const locked = idle >= AWAY_MS && isAway(attended, at);
      if (locked && keyring.unlockedUntil() !== null) keyring.lock();
      return ok({ locked });
    },
  };
}
