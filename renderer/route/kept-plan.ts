/** A route that was changed and not yet signed: another tab of the paper or a reloaded page must not lose it. */

import type { LaneDueInput } from '../../shared/api/due-view.ts';
import type { Plan } from './plan.ts';

/** What was changed; null where nothing was. */
export interface Changed {
  readonly plan: Plan | null;
  /** The route that stood when the first change was made: another one since was signed at another window. */
  readonly base: Plan | null;
  readonly file: string | null;
  readonly reason: string | null;
  readonly due: LaneDueInput | null;
  /** Signed, and waiting for the server. */
  readonly queued: Plan | null;
}

/** Nothing was changed. */
export const UNCHANGED: Changed = { plan: null, base: null, file: null, reason: null, due: null, queued: null };

const keyOf = (paper: string): string => `ongyeol.route.${paper}`;

/** What was changed in this window before. A reloaded page does not know what waits for the server: the paper itself says it. */
export function readChanged(paper: string): Changed {
  try {
    return { ...UNCHANGED, ...(JSON.parse(sessionStorage.getItem(keyOf(paper)) ?? '{}') as Partial<Changed>) };
  } catch {
    return UNCHANGED;
  }
}

/** Keeps it until it is signed. */
export function keepChanged(paper: string, { plan, base, file, reason, due, queued }: Changed): void {
  if ((plan === null || plan === queued) && file === null && reason === null && due === null) sessionStorage.removeItem(keyOf(paper));
  else sessionStorage.setItem(keyOf(paper), JSON.stringify({ plan, base, file, reason, due }));
}
