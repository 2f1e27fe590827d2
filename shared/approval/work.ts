/** 맡은 문서 (인계·인수, 영 §61): what a person has open on a paper, and who goes on with it where they left. */

import { findPerson, holds } from '../org/delegation.ts';
import type { Person } from '../org/directory.ts';
import type { Names } from '../org/names.ts';
import { postNow } from '../org/succession.ts';
import { heldBefore, needsMaker } from './handover.ts';
import { isMaker, makerOf, servesLane } from './maker.ts';
import { turnSince } from './turn-since.ts';
import { currentSteps, type DocumentState } from './state.ts';
import { STEP_RULES } from './steps/index.ts';

/** One thing a person has open, or had until they left. `takers`: who may go on with it. */
export interface OpenWork {
  readonly what: string;
  readonly left: boolean;
  readonly takers: readonly string[];
}

const namesOf = (people: readonly Person[]): string[] => people.map(({ name, position }) => `${name} ${position}`);

/** Drafts and requests a person makes, or made until they left the 처리과. */
function made(names: Names, state: DocumentState, id: string): OpenWork[] {
  const directory = names.on(null);
  return state.lanes.flatMap((lane): OpenWork[] => {
    if (makerOf(state, lane.agency) !== id || !needsMaker(state, lane)) return [];
    const left = !servesLane(lane, id, directory) && !isMaker(state, lane.agency, id, directory);
    const people = directory.agencies.get(lane.agency)?.people ?? [];
    const takers = left ? people.filter((person) => isMaker(state, lane.agency, person.id, directory)) : [];
    return [{ what: lane.role === 'lead' ? '기안한 문서' : '담당한 결재 요청', left, takers: namesOf(takers) }];
  });
}

/** Steps that wait at the person's post, or waited there until they left it. */
function turns(names: Names, state: DocumentState, who: Person): OpenWork[] {
  const directory = names.on(null);
  return state.lanes.flatMap((lane) =>
    lane.agency !== who.agency
      ? []
      : currentSteps(state, lane).flatMap((step): OpenWork[] => {
          const post = postNow(directory.agencies.get(lane.agency), step);
          const what = `${STEP_RULES[step.kind].label} 차례`;
          if (post !== null && holds(who, post)) return [{ what, left: false, takers: [] }];
          const before = heldBefore(lane.agency, step, names, turnSince(state, { lane, step }));
          if (!before.some(({ id }) => id === who.id)) return [];
          const takers = post === null ? [] : (directory.agencies.get(lane.agency)?.people ?? []).filter((person) => holds(person, post));
          return [{ what, left: true, takers: namesOf(takers) }];
        }),
  );
}

/** Everything of one person on one paper. */
export function openWork(names: Names, state: DocumentState, id: string): OpenWork[] {
  const who = findPerson(names.on(null), id);
  return [...made(names, state, id), ...(who === undefined ? [] : turns(names, state, who))];
}
