/** What the trail says now: directory and document states folded from the log, kept in memory and moved by every append. */

import { evolve } from '../shared/approval/evolve.ts';
import { initialState, type DocumentState } from '../shared/approval/state.ts';
import { EMPTY_DIRECTORY, foldDirectoryEntry } from '../shared/org/fold.ts';
import type { Directory } from '../shared/org/directory.ts';
import { mayRead } from '../shared/policy/access.ts';
import type { Heads, LoggedEntry } from '../shared/sync/api.ts';
import { DIRECTORY_TRAIL, type Entry } from '../shared/trail/entry.ts';
import { seoulDate } from '../shared/writing/amount.ts';
import { createClosings } from './closings.ts';
import { entryLeaf } from './digests.ts';
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
  /** Whether a person may see one entry: of a paper that may be read, or of one closed since, up to the act that closed it, so that who is shut out hears of it. */
  hears(entry: Pick<Entry, 'documentId' | 'seq'>, person: string): boolean;
  heads(person: string): Heads;
  /** Entries were committed. */
  moved(entries: readonly LoggedEntry[]): void;
}

/** Entries read at once while the log is folded. */
const PAGE = 500;

/** Every entry in the order of the log, so that each act finds the directory as it was then. */
function* logOf(storage: TrailStorage): Generator<Entry> {
  for (let page = storage.entriesFrom(0, PAGE); page.length > 0; page = storage.entriesFrom((page.at(-1)?.index ?? 0) + 1, PAGE))
    yield* page.map(({ entry }) => entry);
}

/** Folds what is stored. */
export function createTrail(storage: TrailStorage, clock: () => Date = () => new Date()): Trail {
  let directory = EMPTY_DIRECTORY;
  let directoryHead: string | null = null;
  const states = new Map<string, DocumentState>();
  const closings = createClosings();

  const today = (): string => seoulDate(clock().toISOString());
  function state(documentId: string): DocumentState {
    return states.get(documentId) ?? initialState(documentId);
  }
  function move(entry: Entry): void {
    if (entry.documentId !== DIRECTORY_TRAIL) {
      const before = state(entry.documentId);
      closings.folded(before, entry, directory);
      states.set(entry.documentId, evolve(before, entry));
      return;
    }
    directory = foldDirectoryEntry(directory, entry);
    directoryHead = entryLeaf(entry);
  }
  for (const entry of logOf(storage)) move(entry);
  const readable: Trail['readable'] = (documentId, person) => documentId === DIRECTORY_TRAIL || mayRead(state(documentId), directory, person, today());

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
    hears: ({ documentId, seq }, person) => readable(documentId, person) || seq <= closings.lastHeard(documentId, person),
    heads(person) {
      const seen = [...states.values()].filter((document) => readable(document.documentId, person));
      return Object.fromEntries([[DIRECTORY_TRAIL, directory.rev], ...seen.map((document): [string, number] => [document.documentId, document.seq])]);
    },
    moved: (entries) => entries.forEach(({ entry }) => move(entry)),
  };
}
