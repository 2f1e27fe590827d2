/** How a file of a bundle stands (AU17): all of it holds, a part was not asked about, its root is not trusted here, or something in it is false. Pure. */

import type { Envelope } from '../verify/envelope.ts';

/** The four ways. Only a `fault` says that the file is false; its trail is not audited, for what stands in it proves nothing of anybody. */
export const HELD_STATES = ['whole', 'partial', 'unknown', 'fault'] as const;

/** One of them. */
export type HeldState = (typeof HELD_STATES)[number];

/** The state, and the first reason in words ('' where the whole of it holds). */
export function judgedAs({ verdict, firstFault, checks }: Envelope): { readonly state: HeldState; readonly why: string } {
  if (verdict === 'valid') {
    const skipped = checks.find(({ state }) => state === 'skipped');
    return skipped === undefined ? { state: 'whole', why: '' } : { state: 'partial', why: `${skipped.title}: ${skipped.message}` };
  }
  const faults = checks.filter(({ state }) => state === 'fault');
  const why = firstFault === undefined ? '' : `${firstFault.where}: ${firstFault.message}`;
  return { state: faults.length > 0 && faults.every(({ code }) => code === 'TRUST_ANCHOR_UNKNOWN') ? 'unknown' : 'fault', why };
}
