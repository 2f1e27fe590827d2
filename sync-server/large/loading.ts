/** A large text on its way into memory: prepared beside the main loop, then taken in for some milliseconds of every turn. */

import * as Y from 'yjs';
import type { Preparer } from './preparer.ts';
import type { Prepared, StoredText } from './prepare.ts';

/** A load that goes on. */
export interface Loading {
  stop(): void;
}

/** How it ended: the text, with its state as one update where it may be handed out as it is; or the thread had no answer. */
export type Loaded = { readonly type: 'loaded'; readonly doc: Y.Doc; readonly state: Uint8Array | null } | { readonly type: 'unanswered' };

/** Longest time of one turn. */
const TURN_MS = 5;

/**
 * A document in one transaction that stays open over many turns. Yjs ends each by joining what lies side by side, and what a later slice
 * stands between would have to be parted again, each time moving all that is behind it; a prepared state has nothing left to join.
 */
function openDoc(): { readonly doc: Y.Doc; readonly end: () => void } {
  const doc = new Y.Doc();
  doc._transaction = new Y.Transaction(doc, null, false);
  return { doc, end: () => void (doc._transaction = null) };
}

/** Takes in slices until the time of the turn is over. */
function takeIn(doc: Y.Doc, slices: readonly Uint8Array[], from: number): number {
  const begun = performance.now();
  let next = from;
  for (let slice = slices[next]; slice !== undefined && performance.now() - begun < TURN_MS; slice = slices[next]) {
    Y.applyUpdate(doc, slice);
    next += 1;
  }
  return next;
}

/** Begins a load. `done` is called once unless it was stopped before. */
export function loadInSlices(stored: StoredText, preparer: Preparer, done: (loaded: Loaded) => void): Loading {
  let turn: NodeJS.Immediate | null = null;
  let stopped = false;
  function step(prepared: Prepared, open: ReturnType<typeof openDoc>, from: number): void {
    const next = takeIn(open.doc, prepared.slices, from);
    if (next < prepared.slices.length) return void (turn = setImmediate(() => step(prepared, open, next)));
    open.end();
    done({ type: 'loaded', doc: open.doc, state: prepared.whole ? prepared.state : null });
  }
  void preparer.prepare(stored).then((prepared) => {
    if (stopped) return;
    if (prepared === null) done({ type: 'unanswered' });
    else step(prepared, openDoc(), 0);
  });
  return {
    stop() {
      stopped = true;
      if (turn !== null) clearImmediate(turn);
    },
  };
}
