/** Acts that may have closed a paper to somebody, with what stood before each: who is shut out hears of it, by who they were on that day. */

import type { DocumentState } from '../shared/approval/state.ts';
import type { Directory } from '../shared/org/directory.ts';
import { mayRead } from '../shared/policy/access.ts';
import type { Entry } from '../shared/trail/entry.ts';
import { seoulDate } from '../shared/writing/amount.ts';

/** What is kept of them. */
export interface Closings {
  /** An entry was folded into a paper; `before` and `directory` are as it found them. */
  folded(before: DocumentState, entry: Entry, directory: Directory): void;
  /** Number of the last entry this person could see of a paper that was closed since; -1 where none. */
  lastHeard(documentId: string, person: string): number;
}

const CLOSING: ReadonlySet<string> = new Set(['readers.set', 'rights.set']);

interface Closing {
  readonly before: DocumentState;
  readonly directory: Directory;
  readonly day: string;
}

/** Nothing yet. */
export function createClosings(): Closings {
  const papers = new Map<string, { readonly acts: Closing[]; readonly heard: Map<string, number> }>();
  return {
    folded(before, entry, directory) {
      if (entry.kind !== 'statement' || !CLOSING.has(entry.body.statement.type)) return;
      const paper = papers.get(entry.documentId) ?? { acts: [], heard: new Map<string, number>() };
      papers.set(entry.documentId, paper);
      paper.acts.push({ before, directory, day: seoulDate(entry.receivedAt) });
      paper.heard.clear();
    },
    lastHeard(documentId, person) {
      const paper = papers.get(documentId);
      if (paper === undefined) return -1;
      const known = paper.heard.get(person);
      if (known !== undefined) return known;
      const last = paper.acts.findLast(({ before, directory, day }) => mayRead(before, directory, person, day));
      const seq = last?.before.seq ?? -1;
      paper.heard.set(person, seq);
      return seq;
    },
  };
}
