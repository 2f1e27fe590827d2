/** 열람범위: the lead's maker says who beside the route may read, at any time (기록물법 영 §28②) [INF who]. */

import type { Directory } from '../../org/directory.ts';
import type { Statement } from '../../trail/statement.ts';
import { NOTHING, type Decision } from '../decision.ts';
import { isMaker } from '../maker.ts';
import { refuse } from '../refusals.ts';
import type { DocumentState } from '../state.ts';
import type { ActRule } from './act-rule.ts';

/** More than anybody names; an agency is named by its scope. */
const MOST_UNITS = 100;

function decide(state: DocumentState, { actor, body }: Statement<'readers.set'>, directory: Directory): Decision {
  if (!isMaker(state, state.lead?.agency, actor.person, directory)) return refuse('NOT_ALLOWED');
  const named = body.units.map(({ agency, unit }) => `${agency}/${unit}`);
  const known = body.units.every(({ agency, unit }) => directory.agencies.get(agency)?.units.some(({ code }) => code === unit) === true);
  return known && new Set(named).size === named.length && named.length <= MOST_UNITS ? NOTHING : refuse('READERS_UNSOUND');
}

/** `readers.set`. */
export const readersSet: ActRule<'readers.set'> = { decide, evolve: (state, { body }) => ({ ...state, readers: body }) };
