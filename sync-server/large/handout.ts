/** The whole of a large text as newcomers are sent it: as it was prepared, and what was written since, so that nobody has to encode it anew. */

import { mergeTree } from '../messages.ts';

/** What is at hand. */
export interface Handout {
  /** What became part of the text since. */
  add(integrated: readonly Uint8Array[]): void;
  /** The text for whom has nothing of it yet; null for anybody else, or where it is not at hand. */
  whole(stateVector: Uint8Array): readonly [Uint8Array, ...Uint8Array[]] | null;
  /** What was just encoded for a newcomer serves the next ones too. */
  keep(stateVector: Uint8Array, encoded: Uint8Array): void;
}

/** From so much written since, encoding anew is as cheap. */
const MOST_BYTES = 256 << 10;
const MOST_UPDATES = 2000;

const hasNothing = (stateVector: Uint8Array): boolean => stateVector.length === 1 && stateVector[0] === 0;

/** A handout over a prepared state, or over none. */
export function createHandout(prepared: Uint8Array | null): Handout {
  let state = prepared;
  let since: Uint8Array[] = [];
  let bytes = 0;
  function set(encoded: Uint8Array | null): void {
    state = encoded;
    since = [];
    bytes = 0;
  }
  return {
    add(integrated) {
      if (state === null) return;
      for (const update of integrated) {
        since.push(update);
        bytes += update.length;
      }
      if (bytes > MOST_BYTES || since.length > MOST_UPDATES) set(null);
    },
    whole(stateVector) {
      if (state === null || !hasNothing(stateVector)) return null;
      if (since.length > 1) since = [mergeTree(since)];
      const [later] = since;
      return later === undefined ? [state] : [state, later];
    },
    keep(stateVector, encoded) {
      if (hasNothing(stateVector)) set(encoded);
    },
  };
}
