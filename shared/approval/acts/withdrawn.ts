/** 회수: by the drafter, before the next person opened it or anybody decided; the sequencer's order of openings decides (DESIGN §6). */

import { NOTHING } from '../decision.ts';
import { withEnd } from '../ended.ts';
import { isMaker } from '../maker.ts';
import { openedByNext } from '../opened-first.ts';
import { refuse } from '../refusals.ts';
import { seoulDate } from '../../writing/amount.ts';
import type { ActRule } from './act-rule.ts';

/** `withdrawn`. */
export const withdrawn: ActRule<'withdrawn'> = {
  decide(state, { actor, at }, directory) {
    if (state.status !== 'in-approval') return refuse('STATE_MISMATCH');
    if (!isMaker(state, state.lead?.agency, actor.person, directory)) return refuse('NOT_ALLOWED');
    const drafter = actor.person;
    const opened = openedByNext(state, directory, drafter, seoulDate(at)).length > 0;
    const decided = state.lanes.some((lane) => [...lane.outcomes.values(), ...lane.holds.values()].some((outcome) => outcome.actor.person !== drafter));
    const revised = state.revision !== null || state.revisions.some((revision) => revision.version === state.version);
    return opened || decided || revised ? refuse('WITHDRAW_TOO_LATE') : NOTHING;
  },
  restsOn: ({ submittedAt }) => submittedAt,
  evolve: (state, statement) => withEnd(state, statement, 'withdrawn', statement.body.reason),
};
