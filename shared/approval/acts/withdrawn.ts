/** 회수: by the drafter, before anyone else opened or decided; the sequencer's order of openings decides (DESIGN §6). */

import { NOTHING } from '../decision.ts';
import { withEnd } from '../ended.ts';
import { refuse } from '../refusals.ts';
import type { ActRule } from './act-rule.ts';

/** `withdrawn`. */
export const withdrawn: ActRule<'withdrawn'> = {
  decide(state, { actor }) {
    if (state.status !== 'in-approval') return refuse('STATE_MISMATCH');
    const drafter = state.drafter?.person;
    if (drafter !== actor.person) return refuse('NOT_ALLOWED');
    const opened = state.openings.some((opening) => opening.version === state.version && opening.person !== drafter);
    const decided = state.lanes.some((lane) => [...lane.outcomes.values(), ...lane.holds.values()].some((outcome) => outcome.actor.person !== drafter));
    const revised = state.revision !== null || state.revisions.some((revision) => revision.version === state.version);
    return opened || decided || revised ? refuse('WITHDRAW_TOO_LATE') : NOTHING;
  },
  evolve: (state, statement) => withEnd(state, statement, 'withdrawn', statement.body.reason),
};
