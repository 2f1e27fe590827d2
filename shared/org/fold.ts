/** The directory is a log too: folding its entries gives the organisation of the day (DESIGN §6). */

import type { Entry } from '../trail/entry.ts';
import type { AgencyRecord, Directory } from './directory.ts';

/** An empty directory, before the first administrator published. */
export const EMPTY_DIRECTORY: Directory = { rev: 0, agencies: new Map() };

/** What ended stays ended, whatever a later record leaves out. */
function withEnded(agency: AgencyRecord, { agencies }: Directory): AgencyRecord {
  const { endedAdmins = [], endedAuthorities = [] } = agencies.get(agency.code) ?? {};
  const all = (before: readonly string[], now: readonly string[] = []): string[] => [...new Set([...before, ...now])];
  return {
    ...agency,
    ...(endedAdmins.length === 0 ? {} : { endedAdmins: all(endedAdmins, agency.endedAdmins) }),
    ...(endedAuthorities.length === 0 ? {} : { endedAuthorities: all(endedAuthorities, agency.endedAuthorities) }),
  };
}

/** One more entry folded in; entries that are no directory change only move the revision. */
export function foldDirectoryEntry(directory: Directory, entry: Entry): Directory {
  const rev = entry.seq + 1;
  if (entry.kind !== 'statement' || entry.body.statement.type !== 'directory.put') return { rev, agencies: directory.agencies };
  const agency = withEnded(entry.body.statement.body.agency, directory);
  return { rev, agencies: new Map(directory.agencies).set(agency.code, agency) };
}

/** The directory after these entries, in their order. Signatures are checked by the caller, before. */
export function foldDirectory(entries: readonly Entry[]): Directory {
  return entries.reduce(foldDirectoryEntry, EMPTY_DIRECTORY);
}
