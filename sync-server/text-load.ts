/** A stored text as a Y.Doc. */

import * as Y from 'yjs';

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
