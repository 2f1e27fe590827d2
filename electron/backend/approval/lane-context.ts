/** The agency of this person, its lane in a document, and on what it decides. */

import { refuse } from '../../../shared/approval/refusals.ts';
import { laneOf } from '../../../shared/approval/state.ts';
import { ok } from '../../../shared/lib/result.ts';
import { unitNow } from '../../../shared/org/succession.ts';
import { stateOf } from '../acts/compose.ts';
import type { BackendContext } from '../context.ts';
import { basisOf } from './route.ts';
import { asDrafter } from './standing.ts';

/** The agency of this person, its lane in the document, the unit that does its work today, and on what it decides. */
export async function laneContext(context: BackendContext, documentId: string) {
  const state = stateOf(context.replica, documentId);
  const me = context.me();
  const directory = context.replica.directory();
  const agency = directory.agencies.get(me.agency);
  const lane = laneOf(state, me.agency);
  const content = await context.drafts.content(documentId);
  if (!content.ok) return content;
  if (agency === undefined || lane === undefined) return refuse('NOT_ALLOWED');
  const unit = unitNow(agency, lane.unit) ?? lane.unit;
  // Who drafts or designs from a post held beside the own one stands in the lane at that post (겸임).
  const post = lane.role === 'lead' ? asDrafter(context, state)?.post : undefined;
  return ok({ state, me: { ...me, ...post }, directory, agency, lane, unit, content: content.value, basis: basisOf(lane.role, content.value) });
}

/** What is at hand about the own lane. */
export type LaneIn = Extract<Awaited<ReturnType<typeof laneContext>>, { ok: true }>['value'];
