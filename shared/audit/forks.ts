/** Two logs in one bundle (AU13): the same place told in two ways by files that each hold is a server that showed different logs. Pure. */

import type { TextDigest } from '../crypto/crypto.ts';
import type { Entry } from '../trail/entry.ts';
import { leafHash, linkedLeaves } from '../trail/hash.ts';
import type { AuditPaper } from './finding.ts';

/** The first place of the log two files do not agree on: `index` counts from 0. */
export interface Fork {
  readonly index: number;
  /** The file that came first, and the one that tells it differently. */
  readonly files: readonly [string, string];
}

/** The log that wrote a trail, by the certificate its facts name; '' where it states none. */
function logKeyOf(entries: AuditPaper['entries']): string {
  for (const { entry } of entries) if (entry.kind === 'serverFact') return entry.body.key;
  return '';
}

/** Keeps what every place of the log was said to be; only files that hold are shown to it, for one that was changed proves nothing of a server. */
export function createForks(digest?: TextDigest): { take(paper: AuditPaper): void; first(): Fork | null } {
  const logs = new Map<string, Map<number, { readonly leaf: string; readonly file: string }>>();
  // The directory's entries are shared by all files of a bundle: each object once.
  const known = new WeakMap<Entry, string>();
  const leafOf = (entry: Entry): string => {
    const leaf = known.get(entry) ?? leafHash(entry, digest);
    known.set(entry, leaf);
    return leaf;
  };
  let found: Fork | null = null;
  return {
    take({ file, entries, directory }) {
      // Papers of another server's log stand at the same places and say nothing against this one.
      const key = logKeyOf(entries);
      const seen = logs.get(key) ?? new Map<number, { readonly leaf: string; readonly file: string }>();
      logs.set(key, seen);
      const leaves = linkedLeaves(
        entries.map(({ entry }) => entry),
        digest,
      );
      const told = [
        ...directory.map(({ index, entry }) => ({ index, leaf: leafOf(entry) })),
        ...entries.map(({ index }, i) => ({ index, leaf: leaves[i] ?? '' })),
      ];
      for (const { index, leaf } of told) {
        const before = seen.get(index);
        if (before === undefined) seen.set(index, { leaf, file });
        else if (before.leaf !== leaf && (found === null || index < found.index)) found = { index, files: [before.file, file] };
      }
    },
    first: () => found,
  };
}
