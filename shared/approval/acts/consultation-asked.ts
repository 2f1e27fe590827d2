/** 의견조회: the maker of a lane's paper asks units or people for opinions by a day. It decides nothing [SYS]. */

import type { Directory } from '../../org/directory.ts';
import type { Consulted, StatementBodies } from '../../trail/statement.ts';
import { seoulDate } from '../../writing/amount.ts';
import { MOST_CONSULTED } from '../consultation.ts';
import { NOTHING } from '../decision.ts';
import { isMaker } from '../maker.ts';
import { refuse } from '../refusals.ts';
import type { ActRule } from './act-rule.ts';

/** Whether the directory has whom is asked: the 처리과, and the person where one is named. */
function exists({ agency, unit, person }: Consulted, directory: Directory): boolean {
  const record = directory.agencies.get(agency);
  if (record === undefined || !record.units.some(({ code }) => code === unit)) return false;
  return person === null || record.people.some((one) => one.id === person && one.unit === unit);
}

function sound({ to, atLeast, due }: StatementBodies['consultation.asked'], today: string, directory: Directory): boolean {
  if (to.length === 0 || to.length > MOST_CONSULTED || atLeast < 1 || atLeast > to.length || due < today) return false;
  const keys = to.map(({ agency, unit, person }) => `${agency}/${unit}/${person ?? ''}`);
  return new Set(keys).size === keys.length && to.every((one) => exists(one, directory));
}

/** `consultation.asked`. */
export const consultationAsked: ActRule<'consultation.asked'> = {
  decide(state, { actor, at, body }, directory) {
    if (state.status !== 'drafting' && state.status !== 'in-approval') return refuse('STATE_MISMATCH');
    if (!isMaker(state, actor.agency, actor.person, directory)) return refuse('NOT_ALLOWED');
    if (state.consultations.some(({ id }) => id === body.id)) return refuse('CONSULTATION_UNSOUND');
    return sound(body, seoulDate(at), directory) ? NOTHING : refuse('CONSULTATION_UNSOUND');
  },
  evolve: (state, { actor, at, version, body }) => ({
    ...state,
    consultations: [...state.consultations, { ...body, version, asker: actor, at, answers: [], closed: null }],
  }),
};
