/** 누가 읽었나: openings and files kept outside by people (signed) and deliveries by the server, one line a person. */

import type { ReaderView } from '../../../shared/api/views.ts';
import type { DocumentState } from '../../../shared/approval/state.ts';
import type { Disclosure } from '../../../shared/exchange/capsule/capsule.ts';
import { DOWNLOAD_WORDS, GROUND_WORDS } from '../../../shared/policy/download.ts';
import type { Names } from '../../../shared/org/names.ts';
import type { Entry } from '../../../shared/trail/entry.ts';
import type { StatementBodies } from '../../../shared/trail/statement.ts';
import { agencyView } from '../documents/agencies.ts';
import { whoWords } from '../records/people.ts';

interface Reading {
  readonly person: string;
  readonly at: string;
  readonly opened: boolean;
  readonly kept: StatementBodies['downloaded'] | null;
}

/** Who read what an entry tells of, or null: signed openings count, deliveries only show that it was had. */
export function readingOf(entry: Entry): Reading | null {
  if (entry.kind === 'statement') {
    const { statement } = entry.body;
    const { person } = statement.actor;
    if (statement.type === 'opened') return { person, at: statement.at, opened: true, kept: null };
    return statement.type === 'downloaded' ? { person, at: statement.at, opened: false, kept: statement.body } : null;
  }
  const { fact } = entry.body;
  return fact.type === 'delivered' ? { person: fact.person, at: entry.receivedAt, opened: false, kept: null } : null;
}

/** The reason as it was chosen and written; what was written only where this person was given it. */
function keptWords({ at, kept }: Reading, disclosures: ReadonlyMap<string, Disclosure>): ReaderView['kept'] {
  if (kept === null) return [];
  const text = kept.reason === null ? undefined : disclosures.get(kept.reason)?.value;
  const why = [kept.ground === null ? '' : GROUND_WORDS[kept.ground], typeof text === 'string' ? text : ''].filter((word) => word !== '');
  return [{ at, what: DOWNLOAD_WORDS[kept.what], why: why.join(': ') }];
}

/** Readers, the latest first, by name and the post they had when they last read. `opened` counts openings; 0 is somebody whose device has the paper without having opened it. */
export function readersOf(
  state: DocumentState,
  names: Names,
  entries: readonly Entry[],
  disclosures: ReadonlyMap<string, Disclosure> = new Map(),
): ReaderView[] {
  const readings = Map.groupBy(
    entries.flatMap((entry) => readingOf(entry) ?? []),
    ({ person }) => person,
  );
  const readers = [...readings].flatMap(([person, all]): ReaderView[] => {
    const openings = all.filter(({ opened }) => opened);
    const acted = all.filter(({ opened, kept: file }) => opened || file !== null);
    const last = (acted.length > 0 ? acted : all).map(({ at }) => at).toSorted();
    const kept = all.flatMap((one) => keptWords(one, disclosures)).toReversed();
    const at = last.at(-1) ?? '';
    const known = names.person(person, at);
    if (known === undefined) return [];
    return [{ agency: agencyView(names.on(at), state, known.agency), who: whoWords(names, known, at), opened: openings.length, at, kept }];
  });
  return readers.toSorted((a, b) => b.at.localeCompare(a.at));
}
