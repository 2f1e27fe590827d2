/** What the trail says now: directory and document states folded from the log, kept in memory and moved by every append. */

import { evolve, replay } from '../shared/approval/evolve.ts';
import { initialState, type DocumentState } from '../shared/approval/state.ts';
import { foldDirectory, foldDirectoryEntry } from '../shared/org/fold.ts';
import type { Directory } from '../shared/org/directory.ts';
import { mayRead } from '../shared/policy/access.ts';
import { USUAL_RANGE } from '../shared/policy/rights.ts';
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
  /** Whether a person may see one entry: of a paper that may be read, or of one closed since, up to the act that closed it, so that who is shut out hears of it. */
  hears(entry: Pick<Entry, 'documentId' | 'seq'>, person: string): boolean;
  heads(person: string): Heads;
  /** Entries were committed. */
  moved(entries: readonly LoggedEntry[]): void;
}

/** Acts that may close a paper to somebody. */
const CLOSING: ReadonlySet<string> = new Set(['readers.set', 'rights.set']);

/** The states a paper had before each 열람범위 and each sharing that was set on it; none for most papers. */
function createClosings(state: (documentId: string) => DocumentState, entriesOf: (documentId: string) => Entry[]) {
  const known = new Map<string, { readonly seq: number; readonly befores: readonly DocumentState[] }>();
  return (documentId: string): readonly DocumentState[] => {
    const { seq, readers, reshared } = state(documentId);
    if (readers === USUAL_RANGE && !reshared) return [];
    const kept = known.get(documentId);
    if (kept?.seq === seq) return kept.befores;
    const befores: DocumentState[] = [];
    entriesOf(documentId).reduce((before, entry) => {
      if (entry.kind === 'statement' && CLOSING.has(entry.body.statement.type)) befores.push(before);
      return evolve(before, entry);
    }, initialState(documentId));
    known.set(documentId, { seq, befores });
    return befores;
  };
}

/** Who may see what, by the one policy. */
function createReading({ state, directory, today, entriesOf }: Pick<Trail, 'state' | 'directory' | 'today'> & { entriesOf(documentId: string): Entry[] }) {
  const closings = createClosings(state, entriesOf);
  const mayIn = (paper: DocumentState, person: string): boolean => mayRead(paper, directory(), person, today());
  const readable = (documentId: string, person: string): boolean => documentId === DIRECTORY_TRAIL || mayIn(state(documentId), person);
  const hears: Trail['hears'] = ({ documentId, seq }, person) => {
    if (readable(documentId, person)) return true;
    const last = closings(documentId).findLast((before) => mayIn(before, person));
    return last !== undefined && seq <= last.seq;
  };
  return { readable, hears };
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
  const { readable, hears } = createReading({ state, directory: () => directory, today, entriesOf });

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
    hears,
    heads(person) {
      const seen = [...states.values()].filter((document) => readable(document.documentId, person));
      return Object.fromEntries([[DIRECTORY_TRAIL, directory.rev], ...seen.map((document): [string, number] => [document.documentId, document.seq])]);
    },
    moved: (entries) => entries.forEach(({ entry }) => move(entry)),
  };
}
