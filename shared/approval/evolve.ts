/** Folding entries into a state. Total: it never judges, because only judged entries were ever appended. */

import { assertNever } from '../lib/assert.ts';
import { leafHash } from '../trail/hash.ts';
import type { Entry, ServerFact } from '../trail/entry.ts';
import { actRule } from './acts/index.ts';
import { initialState, type DocumentState } from './state.ts';

function evolveFact(state: DocumentState, fact: ServerFact): DocumentState {
  switch (fact.type) {
    case 'approved':
      return { ...state, status: 'approved', approvedAt: fact.at };
    case 'registered': {
      const { agency, unit, unitName, year, number, role, recordFile, version } = fact;
      if (role === 'returned' || role === 'rewritten')
        return { ...state, keptDrafts: [...state.keptDrafts, { agency, unit, unitName, year, number, role, version }] };
      const registrations = [...state.registrations, { agency, unit, unitName, year, number, role, recordFile }];
      return { ...state, registrations, status: registrations.length === state.lanes.length ? 'registered' : state.status };
    }
    case 'arrived':
      return { ...state, arrivals: [...state.arrivals, { agency: fact.agency, unit: fact.unit, recipient: fact.recipient, at: fact.at }] };
    case 'frozen':
    case 'delivered':
    case 'refused':
      return state;
    default:
      return assertNever(fact);
  }
}

/** One more entry folded into the state. */
export function evolve(state: DocumentState, entry: Entry): DocumentState {
  return evolveTo(state, entry, leafHash(entry));
}

/** The same where the entry's leaf hash is known. */
export function evolveTo(state: DocumentState, entry: Entry, leaf: string): DocumentState {
  const { kind, body } = entry;
  const next = kind === 'statement' ? actRule(body.statement.type).evolve(state, body.statement) : evolveFact(state, body.fact);
  return { ...next, seq: entry.seq + 1, head: leaf, changedAt: entry.receivedAt };
}

/** The state after all entries of one document, in order. */
export function replay(documentId: string, entries: readonly Entry[]): DocumentState {
  return entries.reduce(evolve, initialState(documentId));
}
