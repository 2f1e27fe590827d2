/** State of each document, and the directory, as the replica's entries give them: folded once, moved on by what came since. */

import { actRule } from '../../../shared/approval/acts/index.ts';
import { evolve } from '../../../shared/approval/evolve.ts';
import { initialState, type DocumentState } from '../../../shared/approval/state.ts';
import type { Directory } from '../../../shared/org/directory.ts';
import { EMPTY_DIRECTORY, foldDirectoryEntry } from '../../../shared/org/fold.ts';
import { DIRECTORY_TRAIL } from '../../../shared/trail/entry.ts';
import type { StatementType } from '../../../shared/trail/statement.ts';
import type { Outbox } from './outbox.ts';
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

/** What a drafter may do before the server has heard of the document; everything after needs it. */
const BEGINNINGS: ReadonlySet<StatementType> = new Set([
  'document.created',
  'rights.set',
  'readers.set',
  'bundle.set',
  'sections.set',
  'lane.designed',
  'due.set',
]);

/** A document made here and not yet taken by the server stands as its own waiting acts leave it: drafting needs no server (DESIGN §2). */
export function withBeginnings(states: (documentId: string) => DocumentState, outbox: Pick<Outbox, 'waitingFor'>): (documentId: string) => DocumentState {
  return (documentId) => {
    const state = states(documentId);
    if (state.status !== 'none') return state;
    const acts = outbox.waitingFor(documentId).map(({ signed }) => signed.statement);
    if (acts[0]?.type !== 'document.created') return state;
    return acts
      .filter(({ type }) => BEGINNINGS.has(type))
      .reduce((now, statement) => ({ ...actRule(statement.type).evolve(now, statement), changedAt: statement.at }), state);
  };
}

/** The checked directory, moved on by what came since: another process of this profile may have taken it in (a command beside the open program). */
export function createDirectory(store: Pick<TrailStore, 'entriesSince'>): () => Directory {
  let folded = EMPTY_DIRECTORY;
  return () => (folded = store.entriesSince(DIRECTORY_TRAIL, folded.rev).reduce((now, { entry }) => foldDirectoryEntry(now, entry), folded));
}
