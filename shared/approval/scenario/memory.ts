/**
 * The sequencer's part of a scenario, in memory: numbers and arrivals become facts, the same statement twice is answered once.
 * No signature is made or checked here; that is the sequencer's and the verifier's (`sync-server/`, `shared/verify/`).
 */

import type { Directory } from '../../org/directory.ts';
import { assertNever } from '../../lib/assert.ts';
import type { Entry, ServerFact } from '../../trail/entry.ts';
import { digestOf } from '../../trail/hash.ts';
import type { Statement } from '../../trail/statement.ts';
import { seoulDate } from '../../writing/amount.ts';
import { decide, type Decision, type FollowUp } from '../approval.ts';
import { evolve } from '../evolve.ts';
import { initialState, type DocumentState } from '../state.ts';

/** One document's log. */
export interface MemoryLog {
  state(): DocumentState;
  entries(): readonly Entry[];
  /** Judges and, where accepted, appends with what follows. A statement already answered gets its answer again. */
  send(statement: Statement, directory: Directory, receivedAt: string): { readonly decision: Decision; readonly repeated: boolean };
}

function createFacts(directory: Directory, statement: Statement, numbers: Map<string, number>): (followUp: FollowUp) => ServerFact {
  const { at } = statement;
  return (followUp) => {
    switch (followUp.type) {
      case 'freeze':
        return { type: 'frozen', version: followUp.version, contentDigest: followUp.contentDigest, rooms: [] };
      case 'approve':
        return { type: 'approved', version: followUp.version, at };
      case 'register': {
        const { agency, unit, role, recordFile } = followUp;
        const year = Number(seoulDate(at).slice(0, 4));
        const key = `${agency}/${unit}/${year}`;
        const number = (numbers.get(key) ?? 0) + 1;
        numbers.set(key, number);
        const unitName = directory.agencies.get(agency)?.units.find((candidate) => candidate.code === unit)?.name ?? unit;
        return { type: 'registered', version: followUp.version, agency, unit, unitName, year, number, role, recordFile };
      }
      case 'arrive':
        return { type: 'arrived', agency: followUp.agency, unit: followUp.unit, recipient: followUp.recipient, at };
      default:
        return assertNever(followUp);
    }
  };
}

/** An empty log of one document. */
export function createMemoryLog(documentId: string): MemoryLog {
  let state = initialState(documentId);
  const entries: Entry[] = [];
  const answers = new Map<string, Decision>();
  const numbers = new Map<string, number>();

  function append(body: Pick<Entry, 'kind' | 'body'>, receivedAt: string): void {
    const entry = { v: 1, documentId, seq: state.seq, prev: state.head, receivedAt, ...body } as Entry;
    entries.push(entry);
    state = evolve(state, entry);
  }
  return {
    state: () => state,
    entries: () => entries,
    send(statement, directory, receivedAt) {
      const key = digestOf(statement);
      const known = answers.get(key);
      if (known !== undefined) return { decision: known, repeated: true };
      const decision = decide(state, statement, directory, receivedAt);
      answers.set(key, decision);
      if (decision.ok) {
        const { agency, unit, position } = statement.actor;
        const facts = { person: { agency, unit, position }, delegation: null };
        append({ kind: 'statement', body: { statement, signature: '', facts } }, receivedAt);
        const factOf = createFacts(directory, statement, numbers);
        for (const followUp of decision.value.followUps) append({ kind: 'serverFact', body: { fact: factOf(followUp), key: '', signature: '' } }, receivedAt);
      }
      return { decision, repeated: false };
    },
  };
}
