/** Whether a text has come: a fixed paper has at least one block, so one with none is still on its way. */

import { useEffect, useRef } from 'react';
import type * as Y from 'yjs';
import { bodyOf } from '../../shared/collab/schema.ts';
import type { OpenPart } from './parts/part-text.tsx';

/** Whether anything of a part's text is here. */
export const hasArrived = (doc: Y.Doc): boolean => bodyOf(doc).length > 0;

/** Tells, once for as long as the same parts stand open, that the texts of all its parts are here and were painted. `parts` is how many there are. */
export function useArrived(open: readonly OpenPart[], parts: number, onArrived: (() => void) | undefined): void {
  const latest = useRef(onArrived);
  useEffect(() => {
    latest.current = onArrived;
  });
  useEffect(() => {
    if (open.length < parts) return undefined;
    const docs = open.map(({ provider }) => provider.doc);
    let frame = 0;
    const look = (): void => {
      if (frame !== 0 || !docs.every(hasArrived)) return;
      // The first frame draws what came, the second one comes when it stands there.
      frame = requestAnimationFrame(() => (frame = requestAnimationFrame(() => latest.current?.())));
    };
    docs.forEach((doc) => doc.on('update', look));
    look();
    return () => {
      docs.forEach((doc) => doc.off('update', look));
      cancelAnimationFrame(frame);
    };
  }, [open, parts]);
}
