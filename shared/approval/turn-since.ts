/** How long a turn stands already. */

import { latest } from '../lib/latest.ts';
import type { StepPlan } from './route.ts';
import type { DocumentState, LaneState } from './state.ts';

/** Since when a step has its turn: the last signature before it in its lane, else the submission or the partner's receipt. */
export function turnSince(state: DocumentState, { lane, step }: { readonly lane: LaneState; readonly step: StepPlan }): string | null {
  const stages = lane.plan?.stages ?? [];
  const before = stages.slice(
    0,
    stages.findIndex((stage) => stage.some((one) => one.id === step.id)),
  );
  const signed = before.flat().flatMap((one) => lane.outcomes.get(one.id)?.at ?? []);
  const begun = lane.role === 'lead' ? state.submittedAt : (lane.received?.at ?? null);
  return latest([...signed, begun]);
}

/** When the last signature of the whole chain says it was made; null before any. Unlike `approvedAt` it rests on no clock of the server. */
export function lastSigned({ lanes }: DocumentState): string | null {
  return latest(lanes.flatMap(({ outcomes }) => [...outcomes.values()].map(({ at }) => at)));
}
