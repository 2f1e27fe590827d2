/** Digests made once for each value: what came over the wire is never changed, and the directory of a large agency is some megabytes. */

import type { Entry } from '../shared/trail/entry.ts';
import { digestOf, leafHash } from '../shared/trail/hash.ts';
import type { Statement } from '../shared/trail/statement.ts';

function once<T extends object>(make: (value: T) => string): (value: T) => string {
  const known = new WeakMap<T, string>();
  return (value) => {
    const before = known.get(value);
    if (before !== undefined) return before;
    const made = make(value);
    known.set(value, made);
    return made;
  };
}

/** SHA-256 of a statement (`digestOf`). */
export const statementDigest = once<Statement>(digestOf);

/** Leaf hash of an entry (`leafHash`). */
export const entryLeaf = once<Entry>(leafHash);
