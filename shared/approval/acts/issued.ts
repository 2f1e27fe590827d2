/** 발송 by the lead, once every agency sealed; recipients of the directory get their arrival as a server fact. */

import { ok } from '../../lib/result.ts';
import type { FollowUp } from '../decision.ts';
import { refuse } from '../refusals.ts';
import { mayApplySeal } from '../sealing.ts';
import type { ActRule } from './act-rule.ts';

/** `issued`. */
export const issued: ActRule<'issued'> = {
  decide(state, { actor, body }, directory) {
    if (state.status !== 'sealed' || state.base === null) return refuse('STATE_MISMATCH');
    if (state.lead?.agency !== actor.agency || !mayApplySeal(state, actor, directory)) return refuse('NOT_ALLOWED');
    const { finalDigest, enforcedOn, recipients } = body;
    if (finalDigest !== state.seals.at(-1)?.toDigest || enforcedOn !== state.base.enforcedOn) return refuse('BASE_MISMATCH');
    const followUps = recipients.flatMap((recipient): FollowUp[] =>
      recipient.agency !== null && recipient.unit !== null
        ? [{ type: 'arrive', agency: recipient.agency, unit: recipient.unit, recipient: recipient.name }]
        : [],
    );
    return ok({ followUps });
  },
  evolve: (state, { actor, at, body }) => ({ ...state, status: 'issued', issued: { ...body, at, actor } }),
};
