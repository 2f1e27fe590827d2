/** What was done to a route that is not signed yet, so that it can be taken back: pure. */

import type { Plan } from './plan.ts';

/** Plans that stood before, the last one last, and those taken back, the next one last; null is the plan as it was proposed. */
export interface Done {
  readonly past: readonly (Plan | null)[];
  readonly taken: readonly (Plan | null)[];
}

/** Nothing was done. */
export const NOTHING_DONE: Done = { past: [], taken: [] };

/** How many changes are kept: more than anybody makes to one lane. */
const MOST = 200;

/** A change of what stood; what was taken back before is let go, as everywhere. */
export function did({ past }: Done, stood: Plan | null): Done {
  return { past: [...past, stood].slice(-MOST), taken: [] };
}

/** Takes the last change back: what stands then, and what can be done from there. Null where nothing was done. */
export function undo({ past, taken }: Done, stands: Plan | null): { readonly plan: Plan | null; readonly done: Done } | null {
  const plan = past.at(-1);
  return plan === undefined ? null : { plan, done: { past: past.slice(0, -1), taken: [...taken, stands] } };
}

/** Does again what was taken back last. Null where nothing was. */
export function redo({ past, taken }: Done, stands: Plan | null): { readonly plan: Plan | null; readonly done: Done } | null {
  const plan = taken.at(-1);
  return plan === undefined ? null : { plan, done: { past: [...past, stands], taken: taken.slice(0, -1) } };
}
