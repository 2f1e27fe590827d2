/** A stored text as a Y.Doc. */

import * as Y from 'yjs';

/** Whether this state of a text can be read again. What waits for a predecessor is joined to the state by Yjs, and hostile updates have made that a state nobody can read. */
export function isReadable({ store }: Y.Doc, state: Uint8Array): boolean {
  const whole = store.pendingStructs === null && store.pendingDs === null;
  return whole || readText({ snapshot: state, updates: [] }) !== null;
}

/** Snapshot and the updates after it; null where they are no text. */
export function readText(stored: { readonly snapshot: Uint8Array | null; readonly updates: readonly Uint8Array[] }): Y.Doc | null {
  const doc = new Y.Doc();
  try {
    doc.transact(() => {
      if (stored.snapshot !== null) Y.applyUpdate(doc, stored.snapshot);
      for (const update of stored.updates) Y.applyUpdate(doc, update);
    });
    return doc;
  } catch {
    return null;
  }
}
