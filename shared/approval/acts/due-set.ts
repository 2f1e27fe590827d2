/** 기한: the maker of a lane says until when its steps, or all of it, are to be done. It decides nothing and stops nobody (AP26) [SYS]. */

import type { Directory } from '../../org/directory.ts';
import type { Statement } from '../../trail/statement.ts';
import { seoulDate } from '../../writing/amount.ts';
import { NOTHING, type Decision } from '../decision.ts';
import { isDueSound } from '../due.ts';
import { isMaker } from '../maker.ts';
import { refuse } from '../refusals.ts';
import { laneOf, withLane, type DocumentState } from '../state.ts';
import type { ActRule } from './act-rule.ts';

function decide(state: DocumentState, { actor, at, body, laneDigest }: Statement<'due.set'>, directory: Directory): Decision {
  const lane = laneOf(state, actor.agency);
  if (state.status !== 'drafting' && state.status !== 'in-approval') return refuse('STATE_MISMATCH');
  if (lane === undefined || !isMaker(state, lane.agency, actor.person, directory)) return refuse('NOT_ALLOWED');
  if (laneDigest !== lane.digest) return refuse('ROUTE_MISMATCH');
  return isDueSound(lane, body, seoulDate(at)) ? NOTHING : refuse('DUE_UNSOUND');
}

/** `due.set`. */
export const dueSet: ActRule<'due.set'> = {
  decide,
  evolve: (state, { actor, body: { whole, steps } }) => withLane(state, actor.agency, (lane) => ({ ...lane, due: { whole, steps } })),
};
