/** How long certificates of each kind are good. */

import type { Validity } from './certificate.ts';

const DAY = 86_400_000;

/** Years that certificates of each kind are good. A seal's is renewed with the agency's care, not every other year. */
export const YEARS = { root: 20, agency: 10, log: 10, person: 2, seal: 5 } as const;

/** From yesterday, so that a clock a little behind does not refuse what was made a moment ago. */
export function yearsFrom(now: Date, years: number): Validity {
  return { notBefore: new Date(now.getTime() - DAY), notAfter: new Date(now.getTime() + years * 365 * DAY) };
}
