/** Two logs in one bundle (AU13): the same place told in two ways by files that each hold is a server that showed different logs. Pure. */

import { leafHash } from '../trail/hash.ts';
import type { AuditPaper } from './finding.ts';

/** The first place of the log two files do not agree on: `index` counts from 0. */
export interface Fork {
  readonly index: number;
  /** The file that came first, and the one that tells it differently. */
  readonly files: readonly [string, string];
}

/** Keeps what every place of the log was said to be; only files that hold are shown to it, for one that was changed proves nothing of a server. */
export function createForks(): { take(paper: AuditPaper): void; first(): Fork | null } {
  const seen = new Map<number, { readonly leaf: string; readonly file: string }>();
  let found: Fork | null = null;
  return {
    take({ file, entries, directory }) {
      for (const { index, entry } of [...directory, ...entries]) {
        const leaf = leafHash(entry);
        const before = seen.get(index);
        if (before === undefined) seen.set(index, { leaf, file });
        else if (before.leaf !== leaf && (found === null || index < found.index)) found = { index, files: [before.file, file] };
      }
    },
    first: () => found,
  };
}
