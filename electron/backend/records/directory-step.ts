/** The entry of the directory that a record of its change tells of. */

import { DIRECTORY_TRAIL } from '../../../shared/trail/entry.ts';
import { digestOf } from '../../../shared/trail/hash.ts';
import type { AccessRecord } from '../../../shared/trail/access-record.ts';
import type { StoredEntry } from '../replica.ts';

/** Entries whose digest is made: a directory may be large, and the record was kept right after its entry. */
const MOST_TRIED = 3;

/** Whose directory and which entry; null where this replica has none that fits. `entries`: the directory's, in order. */
export function directoryStepOf(entries: readonly StoredEntry[], { what, act, document, person, at, why }: AccessRecord) {
  if (act !== 'administered' || what !== 'directory.put' || document !== DIRECTORY_TRAIL) return null;
  const near = entries.flatMap(({ entry }) => {
    if (entry.kind !== 'statement' || entry.body.statement.type !== 'directory.put' || entry.body.statement.actor.person !== person) return [];
    return [{ entry, statement: entry.body.statement, away: Math.abs(Date.parse(entry.receivedAt) - Date.parse(at)) }];
  });
  const tried = near.toSorted((a, b) => a.away - b.away).slice(0, MOST_TRIED);
  const found = tried.find(({ statement }) => digestOf(statement) === why);
  return found === undefined ? null : { agency: found.statement.body.agency.code, seq: found.entry.seq };
}
