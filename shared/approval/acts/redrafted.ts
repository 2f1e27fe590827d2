/** 재기안: a new version after return or withdrawal, by the drafter (영 §17: an approved paper is never edited). All decisions of the old one are void. */

import { NOTHING } from '../decision.ts';
import { isMaker } from '../maker.ts';
import { refuse } from '../refusals.ts';
import { nextVersion, type LaneState } from '../state.ts';
import type { ActRule } from './act-rule.ts';

/** `redrafted`. */
export const redrafted: ActRule<'redrafted'> = {
  opensVersion: nextVersion,
  decide(state, { actor, body }, directory) {
    if (state.status !== 'returned' && state.status !== 'withdrawn') return refuse('STATE_MISMATCH');
    if (body.fromVersion !== state.version) return refuse('DEAD_VERSION');
    const { textOf } = body;
    if (textOf !== undefined && (textOf < 1 || textOf >= state.version || state.dropped.includes(textOf))) return refuse('DEAD_VERSION');
    return isMaker(state, state.lead?.agency, actor.person, directory) ? NOTHING : refuse('NOT_ALLOWED');
  },
  restsOn: ({ ended }) => ended.at(-1)?.at ?? null,
  evolve(state, { version }) {
    // Days of steps were those of the version before; the paper's own day does not move because it came back.
    const due = (lane: LaneState): LaneState['due'] => ({ ...lane.due, steps: {} });
    const lead = state.lanes.filter((lane) => lane.role === 'lead').map((lane) => ({ ...lane, due: due(lane), outcomes: new Map(), holds: new Map() }));
    return { ...state, status: 'drafting', version, lastVersion: version, joint: null, jointDigest: null, contentDigest: null, submittedAt: null, lanes: lead };
  },
};
