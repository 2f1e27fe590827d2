/** What is worked out of a large room beside the main loop. */

import * as Y from 'yjs';
import { isReadable, readText } from '../text-load.ts';
import { sliceState } from './slices.ts';

/** A stored text on its way to the thread. */
export interface StoredText {
  readonly snapshot: Uint8Array | null;
  readonly updates: readonly Uint8Array[];
}

/** A text prepared: its whole state as one update, and the same in slices to be taken in one after the other. */
export interface Prepared {
  readonly state: Uint8Array;
  /** Nothing in it waits for a predecessor, so that it may be handed out as it is. */
  readonly whole: boolean;
  readonly slices: readonly Uint8Array[];
}

/** Merges and slices a stored text; null where it is none. */
export function prepareText(stored: StoredText): Prepared | null {
  const doc = readText(stored);
  if (doc === null) return null;
  const state = Y.encodeStateAsUpdate(doc);
  if (!isReadable(doc, state)) return null;
  const whole = doc.store.pendingStructs === null && doc.store.pendingDs === null;
  return { state, whole, slices: sliceState(state) };
}
