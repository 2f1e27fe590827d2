/** 의견조회: asking others without binding effect. It decides nothing, stops nobody, and is no 협조 (DESIGN §5, AP25). */

import { findPerson } from '../org/delegation.ts';
import type { Directory, Person } from '../org/directory.ts';
import { unitNow } from '../org/succession.ts';
import type { Actor, Consulted } from '../trail/statement.ts';
import type { DocumentState } from './state.ts';

/** At most this many are asked in one 의견조회: a ministry's 처리과 all at once, and no list that fills a trail. */
export const MOST_CONSULTED = 200;

/** One answer; `opinion` is a commitment, null for 의견 없음. `late`: signed after the day it was asked for. */
export interface ConsultationAnswer {
  readonly actor: Actor;
  readonly at: string;
  /** Place in `to` that is answered with it. */
  readonly of: number;
  readonly opinion: string | null;
  readonly late: boolean;
}

/** One 의견조회 as the trail tells it. `question` is a commitment; `due` is `YYYY-MM-DD` in Korea. */
export interface Consultation {
  readonly id: string;
  readonly version: number;
  readonly asker: Actor;
  readonly at: string;
  readonly question: string;
  readonly to: readonly Consulted[];
  /** So many answers are hoped for; it is shown and decides nothing. */
  readonly atLeast: number;
  readonly due: string;
  readonly answers: readonly ConsultationAnswer[];
  readonly closed: { readonly actor: Actor; readonly at: string } | null;
}

/** Whether answers are still taken: not closed, and the version it asked about is being written or decided. */
export function isConsultationOpen(state: DocumentState, consultation: Consultation): boolean {
  const going = state.status === 'drafting' || state.status === 'in-approval';
  return going && consultation.closed === null && consultation.version === state.version;
}

function isAsked(consulted: Consulted, person: Person, directory: Directory): boolean {
  if (consulted.agency !== person.agency) return false;
  if (consulted.person !== null) return consulted.person === person.id;
  return person.unit !== null && unitNow(directory.agencies.get(consulted.agency), consulted.unit) === person.unit;
}

/** Places of `to` a person may answer for: asked by name, or serving in a 처리과 that was asked (the unit it became counts). */
export function placesOf(consultation: Consultation, personId: string, directory: Directory): number[] {
  const person = findPerson(directory, personId);
  if (person === undefined) return [];
  return consultation.to.flatMap((consulted, i) => (isAsked(consulted, person, directory) ? [i] : []));
}

/** Whether an 의견조회 of the document asked this person, open or over: who was shown a paper learns what became of it. */
export function isConsulted(state: DocumentState, personId: string, directory: Directory): boolean {
  return state.consultations.some((one) => placesOf(one, personId, directory).length > 0);
}

/** The state with one 의견조회 changed. */
export function withConsultation(state: DocumentState, id: string, change: (one: Consultation) => Consultation): DocumentState {
  return { ...state, consultations: state.consultations.map((one) => (one.id === id ? change(one) : one)) };
}
