/** State of each document as the replica's entries give it: folded once, moved on by what came since. */

import { evolve } from '../../../shared/approval/evolve.ts';
import { initialState, type DocumentState } from '../../../shared/approval/state.ts';
import type { TrailStore } from './store.ts';

/** States over one trail store; entries are append-only, so a folded prefix stays true. */
export function createStates(store: Pick<TrailStore, 'entriesSince'>): (documentId: string) => DocumentState {
  const folded = new Map<string, DocumentState>();
  return (documentId) => {
    const before = folded.get(documentId) ?? initialState(documentId);
    const state = store.entriesSince(documentId, before.seq).reduce((now, { entry }) => evolve(now, entry), before);
    if (state !== before) folded.set(documentId, state);
    return state;
  };
}
