/** 발송 by the lead, once every agency sealed; recipients of the directory get their arrival as a server fact. */

import { isUnitLetter } from '../../forms/forms.ts';
import { latest } from '../../lib/latest.ts';
import { ok } from '../../lib/result.ts';
import type { FollowUp } from '../decision.ts';
import { refuse } from '../refusals.ts';
import { mayApplySeal } from '../sealing.ts';
import type { DocumentState } from '../state.ts';
import { lastSigned } from '../turn-since.ts';
import type { ActRule } from './act-rule.ts';

/** Digest of the paper that goes out: the last seal's, or the base of a 부서 간 협조문, which has none (규칙 §11④); null before it may go. */
export function outgoingDigest(state: DocumentState): string | null {
  if (isUnitLetter(state.form)) return state.status === 'registered' || state.status === 'issued' ? (state.base?.digest ?? null) : null;
  return state.status === 'sealed' || state.status === 'issued' ? (state.seals.at(-1)?.toDigest ?? null) : null;
}

/** `issued`. */
export const issued: ActRule<'issued'> = {
  decide(state, { actor, body }, directory) {
    const outgoing = outgoingDigest(state);
    if (state.status === 'issued' || outgoing === null || state.base === null) return refuse('STATE_MISMATCH');
    if (state.lead?.agency !== actor.agency || !mayApplySeal(state, actor, directory)) return refuse('NOT_ALLOWED');
    const { finalDigest, enforcedOn, recipients } = body;
    if (finalDigest !== outgoing || enforcedOn !== state.base.enforcedOn) return refuse('BASE_MISMATCH');
    const inside = recipients.every(({ agency, unit }) => agency === state.lead?.agency && unit !== null);
    if (isUnitLetter(state.form) && !inside) return refuse('RECIPIENT_OUTSIDE');
    const followUps = recipients.flatMap((recipient): FollowUp[] =>
      recipient.agency !== null && recipient.unit !== null
        ? [{ type: 'arrive', agency: recipient.agency, unit: recipient.unit, recipient: recipient.name }]
        : [],
    );
    return ok({ followUps });
  },
  restsOn: (state) => latest([lastSigned(state), state.base?.at, ...state.seals.map(({ at }) => at)]),
  evolve: (state, { actor, at, body }) => ({ ...state, status: 'issued', issued: { ...body, at, actor } }),
};
