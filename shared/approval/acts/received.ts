/** 결재 요청 수령 and naming the handler: by anyone of the asked 처리과 (not 접수: that would need a number, D§12). */

import { NOTHING } from '../decision.ts';
import { servesLane } from '../maker.ts';
import { refuse } from '../refusals.ts';
import { laneOf, withLane } from '../state.ts';
import type { ActRule } from './act-rule.ts';

/** `request.received`. */
export const received: ActRule<'request.received'> = {
  decide(state, { actor, body }, directory) {
    if (state.status !== 'in-approval') return refuse('STATE_MISMATCH');
    const lane = laneOf(state, body.agency);
    if (lane === undefined || lane.role === 'lead' || !servesLane(lane, actor.person, directory)) return refuse('NOT_ALLOWED');
    if (lane.requestedAt === null) return refuse('PARTNER_TOO_EARLY');
    if (lane.outcomes.size > 0 || lane.plan !== null) return refuse('STATE_MISMATCH');
    return servesLane(lane, body.handler, directory) ? NOTHING : refuse('HANDLER_UNKNOWN');
  },
  restsOn: (state, { body }) => laneOf(state, body.agency)?.requestedAt ?? null,
  evolve: (state, { at, body }) => withLane(state, body.agency, (lane) => ({ ...lane, received: { handler: body.handler, at } })),
};
