/** 관인 날인: one agency's seal, compare-and-append on the bytes before; the lead goes first (규칙 §12①, 영 §36). */

import { isUnitLetter } from '../../forms/forms.ts';
import { latest } from '../../lib/latest.ts';
import { NOTHING } from '../decision.ts';
import { refuse } from '../refusals.ts';
import { mayApplySeal } from '../sealing.ts';
import { lastSigned } from '../turn-since.ts';
import type { ActRule } from './act-rule.ts';

/** `sealed`. */
export const sealed: ActRule<'sealed'> = {
  decide(state, { actor, body }, directory) {
    if ((state.status !== 'registered' && state.status !== 'sealing') || state.base === null) return refuse('STATE_MISMATCH');
    if (isUnitLetter(state.form)) return refuse('SEAL_NOT_HERE');
    const { agency, fromDigest, seal } = body;
    if (actor.agency !== agency || !mayApplySeal(state, actor, directory)) return refuse('NOT_ALLOWED');
    if (directory.agencies.get(agency)?.seal?.certificate !== seal) return refuse('SEAL_UNREGISTERED');
    if (state.seals.some((done) => done.agency === agency)) return refuse('SEAL_DONE');
    if (state.seals.length === 0 && state.lead?.agency !== agency) return refuse('LEAD_SEALS_FIRST');
    const current = state.seals.at(-1)?.toDigest ?? state.base.digest;
    return fromDigest === current ? NOTHING : refuse('BASE_MISMATCH');
  },
  restsOn: (state) => latest([lastSigned(state), state.base?.at]),
  evolve(state, { actor, at, body }) {
    const seals = [...state.seals, { agency: body.agency, toDigest: body.toDigest, actor, at }];
    return { ...state, seals, status: seals.length === state.lanes.length ? 'sealed' : 'sealing' };
  },
};
