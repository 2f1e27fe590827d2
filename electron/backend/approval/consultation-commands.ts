/** Commands of 의견조회: whom one can ask, asking, answering, ending (AP25). */

import { randomUUID } from 'node:crypto';
import type { Input, Output } from '../../../shared/api/contract.ts';
import { refuse } from '../../../shared/approval/refusals.ts';
import { ok } from '../../../shared/lib/result.ts';
import type { AgencyRecord, Directory } from '../../../shared/org/directory.ts';
import { boundToDocument, commitText, stateOf } from '../acts/compose.ts';
import { act } from '../acts/send.ts';
import type { BackendContext } from '../context.ts';
import { consultedName, openPlace } from '../documents/consultation-view.ts';
import type { Handlers } from '../handlers.ts';

type ConsultationCommands = 'consultation.targets' | 'consultation.ask' | 'consultation.answer' | 'consultation.close';
type Targets = Output<'consultation.targets'>['targets'];

/** As many as a person looks through; who does not find somebody types more. */
const MOST_SHOWN = 40;

/** The 처리과 of an agency and the people in them whose words hold what was typed. */
function targetsOf(directory: Directory, agency: AgencyRecord, words: readonly string[]): Targets {
  const holdsAll = (text: string): boolean => words.every((word) => text.includes(word));
  return agency.units.flatMap((unit) => {
    const whole = { agency: agency.code, unit: unit.code, person: null, agencyName: agency.name, label: unit.name };
    const people = agency.people
      .filter((person) => person.unit === unit.code)
      .map((person) => {
        const label = `${consultedName(directory, { agency: agency.code, unit: unit.code, person: person.id })} ${person.name}`;
        return { ...whole, person: person.id, label };
      });
    return [whole, ...people].filter(({ label }) => holdsAll(`${agency.name} ${label}`));
  });
}

/** 처리과 first, then people; without a word only the 처리과, because nobody looks through everybody. */
function findTargets(context: BackendContext, query: string): Targets {
  const directory = context.replica.directory();
  const words = query.trim().split(/\s+/).filter(Boolean);
  const found = [...directory.agencies.values()].flatMap((agency) => targetsOf(directory, agency, words));
  const units = found.filter(({ person }) => person === null);
  return [...units, ...(words.length === 0 ? [] : found.filter(({ person }) => person !== null))].slice(0, MOST_SHOWN);
}

function answer(context: BackendContext, { documentId, id, opinion }: Input<'consultation.answer'>) {
  const state = stateOf(context.replica, documentId);
  const me = context.me();
  const consultation = state.consultations.find((one) => one.id === id);
  if (consultation === undefined) return refuse('NOT_CONSULTED');
  const place = openPlace({ state, me, directory: context.replica.directory() }, consultation);
  const told = opinion.trim() === '' ? null : commitText(opinion.trim());
  return act(context, {
    documentId,
    type: 'consultation.answered',
    // Where no place is left the engine says why.
    body: { id, of: place ?? 0, opinion: told?.commitment ?? null },
    bound: boundToDocument(state, me.agency),
    ...(told === null ? {} : { disclosures: told.disclosures }),
    done: told === null ? '의견 없음으로 냈습니다.' : '의견을 냈습니다.',
  });
}

/** The commands. */
export function consultationCommands(context: BackendContext): Pick<Handlers, ConsultationCommands> {
  return {
    'consultation.targets': ({ query }) => ok({ targets: findTargets(context, query) }),
    'consultation.ask': ({ documentId, question, to, atLeast, due }) => {
      const state = stateOf(context.replica, documentId);
      const { commitment, disclosures } = commitText(question.trim());
      return act(context, {
        documentId,
        type: 'consultation.asked',
        body: { id: randomUUID(), question: commitment, to, atLeast, due },
        bound: boundToDocument(state, context.me().agency),
        disclosures,
        done: `${to.length}곳에 의견을 물었습니다. 답은 결재를 막지 않습니다.`,
      });
    },
    'consultation.answer': (input) => answer(context, input),
    'consultation.close': ({ documentId, id }) => {
      const state = stateOf(context.replica, documentId);
      return act(context, {
        documentId,
        type: 'consultation.closed',
        body: { id },
        bound: boundToDocument(state, context.me().agency),
        done: '의견조회를 마쳤습니다. 받은 의견은 그대로 남습니다.',
      });
    },
  };
}
