/** 처리 이력 in words: who did what, when, and whether this machine checked it. */

import type { TrailLine } from '../../../shared/api/views.ts';
import { REFUSAL_CODES, sentenceOf } from '../../../shared/approval/refusals.ts';
import type { DocumentState } from '../../../shared/approval/state.ts';
import type { Disclosure } from '../../../shared/exchange/capsule/capsule.ts';
import { assertNever } from '../../../shared/lib/assert.ts';
import type { Names } from '../../../shared/org/names.ts';
import type { Entry, ServerFact } from '../../../shared/trail/entry.ts';
import { agencyView, postThen } from '../documents/agencies.ts';
import { whoWords } from '../records/people.ts';
import type { Statement } from '../../../shared/trail/statement.ts';
import { statementWords } from './words.ts';
import { readingOf } from './readers.ts';

/** The sentence of a refusal; a code of a later program stands as itself. */
function refusedWords(code: string): string {
  const known = REFUSAL_CODES.find((one) => one === code);
  return known === undefined ? code : sentenceOf(known);
}

function factWords(names: Names, fact: ServerFact, at: string, agencies: number): { agency: string | null; what: string; detail: string } {
  switch (fact.type) {
    case 'frozen':
      return { agency: null, what: '내용 확정', detail: `제${fact.version}판` };
    case 'approved':
      return { agency: null, what: '성립', detail: agencies > 1 ? '모든 기관 결재 끝' : '결재 끝' };
    case 'registered':
      return { agency: fact.agency, what: '등록', detail: `${fact.unitName}-${fact.number}` };
    case 'arrived':
      return { agency: fact.agency, what: '도달(효력 발생)', detail: fact.recipient };
    case 'delivered': {
      const person = names.person(fact.person, at);
      return { agency: fact.agency, what: '확정본 전달', detail: person === undefined ? '' : whoWords(names, person, at) };
    }
    case 'refused':
      return { agency: fact.statement.statement.actor.agency, what: '받지 않은 서명', detail: refusedWords(fact.code) };
    default:
      return assertNever(fact);
  }
}

/** Who signed, by the name of that day and the post acted from; the post alone where the directory never had the person. */
function actedAs(names: Names, { actor, at }: Statement): string {
  const name = names.person(actor.person, at)?.name;
  return name === undefined ? postThen(names, actor, at) : `${name} ${postThen(names, actor, at)}`;
}

/** Lines of the trail, oldest first, each with the names of its day; reasons where this person holds them. `sealOmitted` where the paper says 관인생략. */
export function trailLines(
  state: DocumentState,
  names: Names,
  entries: readonly Entry[],
  verified: TrailLine['verified'],
  disclosures: ReadonlyMap<string, Disclosure>,
  sealOmitted = false,
): TrailLine[] {
  const told = (commitment: string): string => {
    const value = disclosures.get(commitment)?.value;
    return typeof value === 'string' ? value : '';
  };
  return entries.map((entry): TrailLine => {
    const common = { seq: entry.seq, receivedAt: entry.receivedAt, kind: entry.kind, reading: readingOf(entry) !== null, verified };
    if (entry.kind === 'serverFact') {
      const { agency, what, detail } = factWords(names, entry.body.fact, entry.receivedAt, state.lanes.length);
      const then = names.on(entry.receivedAt);
      return { ...common, at: entry.receivedAt, agency: agency === null ? null : agencyView(then, state, agency), who: '기록 서버', what, detail };
    }
    const { statement } = entry.body;
    const words = statementWords(state, names, statement, told);
    return {
      ...common,
      at: statement.at,
      agency: agencyView(names.on(statement.at), state, statement.actor.agency),
      who: actedAs(names, statement),
      ...(statement.type === 'sealed' && sealOmitted ? { ...words, what: '관인생략 전자서명' } : words),
    };
  });
}
