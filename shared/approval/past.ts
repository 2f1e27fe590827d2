/** Versions that are over, with their lanes as they stood: nothing said of a paper is lost when it is drafted anew (영 §17, AP5 AP20 AP22). */

import type { Entry } from '../trail/entry.ts';
import { evolve } from './evolve.ts';
import { initialState, type DocumentState, type Revision } from './state.ts';

/** One of them: ended (반려, 수정 요청, 회수), or written anew in the chain so that 협조 given in it was taken again. */
export type PastVersion =
  | { readonly how: 'ended'; readonly version: number; readonly state: DocumentState }
  | { readonly how: 'rewritten'; readonly version: number; readonly state: DocumentState; readonly revision: Revision };

/** What one entry ended, as the paper stood then: an ended version with the act that ended it, a rewritten one as it was before. */
function endedBy(before: DocumentState, after: DocumentState): PastVersion[] {
  const end = after.ended.length > before.ended.length ? after.ended.at(-1) : undefined;
  if (end !== undefined) return [{ how: 'ended', version: end.version, state: after }];
  const revision = after.revisions.length > before.revisions.length ? after.revisions.at(-1) : undefined;
  if (revision === undefined || revision.reconcur.length === 0) return [];
  return [{ how: 'rewritten', version: revision.fromVersion, state: before, revision }];
}

/** Versions before the one on the desk, oldest first, from all entries of the document in their order. A version that ended and was not drafted anew yet is still the one on the desk. */
export function pastVersions(documentId: string, entries: readonly Entry[]): PastVersion[] {
  let state = initialState(documentId);
  const found = entries.flatMap((entry) => {
    const before = state;
    state = evolve(before, entry);
    return endedBy(before, state);
  });
  return found.filter(({ version }) => version < state.version);
}
