/** What this PC's papers say of how long steps usually take (US1): nothing is stored apart, nothing is asked of anybody. */

import type { UsualTimes } from '../../../shared/api/usual-view.ts';
import type { KnownTimes } from '../../../shared/approval/expected.ts';
import { pastLanesOf, pastSteps, usualOf, type PastLane, type PastStep, type Usual } from '../../../shared/approval/usual.ts';
import { stepsOf } from '../../../shared/approval/state.ts';
import { officeDays } from '../../../shared/org/holidays.ts';
import { stateOf } from '../acts/compose.ts';
import type { BackendContext } from '../context.ts';

const keyOf = ({ agency, unit, position, kind }: Omit<PastStep, 'days'>): string => JSON.stringify([agency, unit, position, kind]);

/** The usual time of each post and kind that is known well enough. */
function byPost(steps: readonly PastStep[]): Map<string, { readonly step: PastStep; readonly usual: Usual }> {
  const known = [...Map.groupBy(steps, keyOf)].flatMap(([key, all]) => {
    const usual = usualOf(all.map(({ days }) => days));
    const [step] = all;
    return usual === null || step === undefined ? [] : [[key, { step, usual }] as const];
  });
  return new Map(known);
}

/** How another agency usually handled joint papers, with the route of its newest one. */
function partnerOf(lanes: readonly PastLane[], known: ReturnType<typeof byPost>): UsualTimes['partners'] {
  const usual = usualOf(lanes.map(({ days }) => days));
  const newest = lanes.toSorted((a, b) => b.endedAt.localeCompare(a.endedAt))[0];
  if (usual === null || newest === undefined) return [];
  const { agency, lane } = newest;
  const steps = stepsOf(lane.plan).map(({ unit, position, kind, delegated }) => {
    return { position, kind, delegated, usual: known.get(keyOf({ agency, unit, position, kind }))?.usual ?? null };
  });
  return [{ agency, usual, steps }];
}

/** What the papers at hand, but for the one asked about, say of any step and of any partner's lane. */
export function knownTimes(context: BackendContext, documentId: string): KnownTimes {
  const states = context.replica.documents().flatMap((id) => (id === documentId ? [] : [stateOf(context.replica, id)]));
  const days = officeDays(context.replica.directory());
  const known = byPost(states.flatMap((state) => pastSteps(state, days)));
  const lanes = states.flatMap((state) => pastLanesOf(state, days)).filter(({ role }) => role === 'partner');
  return {
    step: (agency, { unit, position, kind }) => known.get(keyOf({ agency, unit, position, kind }))?.usual ?? null,
    lane: (code) => usualOf(lanes.flatMap(({ agency, days: took }) => (agency === code ? [took] : []))),
  };
}

/** Usual times of the own agency's posts, and of partners as partners; those of the paper asked about do not count. */
export function usualTimes(context: BackendContext, documentId: string, own: string): UsualTimes {
  const states = context.replica.documents().flatMap((id) => (id === documentId ? [] : [stateOf(context.replica, id)]));
  const days = officeDays(context.replica.directory());
  const known = byPost(states.flatMap((state) => pastSteps(state, days)));
  const partners = Map.groupBy(
    states.flatMap((state) => pastLanesOf(state, days)).filter(({ role, agency }) => role === 'partner' && agency !== own),
    ({ agency }) => agency,
  );
  return {
    steps: [...known.values()].flatMap(({ step: { agency, unit, position, kind }, usual }) => (agency === own ? [{ unit, position, kind, usual }] : [])),
    partners: [...partners.values()].flatMap((lanes) => partnerOf(lanes, known)),
  };
}
