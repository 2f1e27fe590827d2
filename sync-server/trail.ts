/** What the trail says now: directory and document states folded from the log, kept in memory and moved by every append. */

import { evolve, replay } from '../shared/approval/evolve.ts';
import { initialState, type DocumentState } from '../shared/approval/state.ts';
import { foldDirectory, foldDirectoryEntry } from '../shared/org/fold.ts';
import type { Directory } from '../shared/org/directory.ts';
import { mayRead } from '../shared/policy/access.ts';
import type { Heads, LoggedEntry } from '../shared/sync/api.ts';
import { DIRECTORY_TRAIL, type Entry } from '../shared/trail/entry.ts';
import { leafHash } from '../shared/trail/hash.ts';
import { seoulDate } from '../shared/writing/amount.ts';
import type { TrailStorage } from './storage/storage.ts';

/** The current state of everything. */
export interface Trail {
  directory(): Directory;
  /** The day in Korea, `YYYY-MM-DD`: deputies act on some days only. */
  today(): string;
  /** Entries and newest leaf hash of a trail, the directory's included. */
  headOf(documentId: string): { count: number; head: string | null };
  state(documentId: string): DocumentState;
  states(): Iterable<DocumentState>;
  readable(documentId: string, person: string): boolean;
  heads(person: string): Heads;
  /** Entries were committed. */
  moved(entries: readonly LoggedEntry[]): void;
}

/** Folds what is stored. */
export function createTrail(storage: TrailStorage, clock: () => Date = () => new Date()): Trail {
  const entriesOf = (documentId: string): Entry[] => storage.entriesOf(documentId, 0).map((item) => item.entry);
  const kept = entriesOf(DIRECTORY_TRAIL);
  const last = kept.at(-1);
  let directory = foldDirectory(kept);
  let directoryHead = last === undefined ? null : leafHash(last);
  const states = new Map<string, DocumentState>();
  for (const { documentId } of storage.documents()) if (documentId !== DIRECTORY_TRAIL) states.set(documentId, replay(documentId, entriesOf(documentId)));

  const today = (): string => seoulDate(clock().toISOString());
  function state(documentId: string): DocumentState {
    return states.get(documentId) ?? initialState(documentId);
  }
  function move(entry: Entry): void {
    if (entry.documentId !== DIRECTORY_TRAIL) {
      states.set(entry.documentId, evolve(state(entry.documentId), entry));
      return;
    }
    directory = foldDirectoryEntry(directory, entry);
    directoryHead = leafHash(entry);
  }
  const readable = (documentId: string, person: string): boolean => documentId === DIRECTORY_TRAIL || mayRead(state(documentId), directory, person, today());

  return {
    directory: () => directory,
    today,
    headOf(documentId) {
      if (documentId === DIRECTORY_TRAIL) return { count: directory.rev, head: directoryHead };
      const { seq, head } = state(documentId);
      return { count: seq, head };
    },
    state,
    states: () => states.values(),
    readable,
    heads(person) {
      const seen = [...states.values()].filter((document) => readable(document.documentId, person));
      return Object.fromEntries([[DIRECTORY_TRAIL, directory.rev], ...seen.map((document): [string, number] => [document.documentId, document.seq])]);
    },
    moved: (entries) => entries.forEach(({ entry }) => move(entry)),
  };
}
