/** 누가 읽었나: openings by people (signed) and deliveries by the server, one line a person. */

import type { ReaderView } from '../../../shared/api/views.ts';
import type { DocumentState } from '../../../shared/approval/state.ts';
import { findPerson } from '../../../shared/org/delegation.ts';
import type { Directory } from '../../../shared/org/directory.ts';
import type { Entry } from '../../../shared/trail/entry.ts';
import { agencyView, postName } from '../documents/agencies.ts';

interface Reading {
  readonly person: string;
  readonly at: string;
  readonly opened: boolean;
}

/** Who read what an entry tells of, or null: signed openings count, deliveries only show that it was had. */
export function readingOf(entry: Entry): Reading | null {
  if (entry.kind === 'statement') {
    const { statement } = entry.body;
    return statement.type === 'opened' ? { person: statement.actor.person, at: statement.at, opened: true } : null;
  }
  const { fact } = entry.body;
  return fact.type === 'delivered' ? { person: fact.person, at: entry.receivedAt, opened: false } : null;
}

/** Readers, the latest first. `opened` counts openings; 0 is somebody whose device has the paper without having opened it. */
export function readersOf(state: DocumentState, directory: Directory, entries: readonly Entry[]): ReaderView[] {
  const readings = Map.groupBy(
    entries.flatMap((entry) => readingOf(entry) ?? []),
    ({ person }) => person,
  );
  const readers = [...readings].flatMap(([person, all]): ReaderView[] => {
    const known = findPerson(directory, person);
    if (known === undefined) return [];
    const openings = all.filter(({ opened }) => opened);
    const last = (openings.length > 0 ? openings : all).map(({ at }) => at).toSorted();
    return [{ agency: agencyView(directory, state, known.agency), who: postName(directory, known), opened: openings.length, at: last.at(-1) ?? '' }];
  });
  return readers.toSorted((a, b) => b.at.localeCompare(a.at));
}
