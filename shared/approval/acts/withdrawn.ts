/** 회수: by the drafter, before anyone else opened or decided; the sequencer's order of openings decides (DESIGN §6). */

import { NOTHING } from '../decision.ts';
import { withEnd } from '../ended.ts';
import { isMaker } from '../maker.ts';
import { refuse } from '../refusals.ts';
import type { ActRule } from './act-rule.ts';

/** `withdrawn`. */
export const withdrawn: ActRule<'withdrawn'> = {
  decide(state, { actor }, directory) {
    if (state.status !== 'in-approval') return refuse('STATE_MISMATCH');
    if (!isMaker(state, state.lead?.agency, actor.person, directory)) return refuse('NOT_ALLOWED');
    const drafter = actor.person;
    const opened = state.openings.some((opening) => opening.version === state.version && opening.person !== drafter);
    const decided = state.lanes.some((lane) => [...lane.outcomes.values(), ...lane.holds.values()].some((outcome) => outcome.actor.person !== drafter));
    const revised = state.revision !== null || state.revisions.some((revision) => revision.version === state.version);
    return opened || decided || revised ? refuse('WITHDRAW_TOO_LATE') : NOTHING;
  },
  restsOn: ({ submittedAt }) => submittedAt,
  evolve: (state, statement) => withEnd(state, statement, 'withdrawn', statement.body.reason),
};
