/** Whether a text has come: a fixed paper says how many blocks it has; of any other a part with none is still on its way. */

import { useEffect, useRef } from 'react';
import type * as Y from 'yjs';
import { readSection } from '../../shared/collab/read.ts';
import { bodyOf } from '../../shared/collab/schema.ts';
import type { SectionsView } from '../../shared/api/sections-view.ts';
import type { OpenPart } from './parts/part-text.tsx';

function blocksOf(doc: Y.Doc): number {
  const read = readSection(doc);
  return read.ok ? read.value.length : 0;
}

/** Whether the texts of all parts are here. `blocks` is how many the fixed text has, null where none is fixed: a part nobody wrote in has none of them. */
export function hasArrived(docs: readonly Y.Doc[], blocks: number | null): boolean {
  if (blocks === null) return docs.every((doc) => bodyOf(doc).length > 0);
  return docs.reduce((sum, doc) => sum + blocksOf(doc), 0) >= blocks;
}

/** Tells, once for as long as the same parts stand open, that the texts of all its parts are here and were painted. `list` are its parts, `blocks` as for `hasArrived`. */
export function useArrived(open: readonly OpenPart[], { list, blocks }: Pick<SectionsView, 'list' | 'blocks'>, onArrived: (() => void) | undefined): void {
  const parts = list.length;
  const latest = useRef(onArrived);
  useEffect(() => {
    latest.current = onArrived;
  });
  useEffect(() => {
    if (open.length < parts) return undefined;
    const docs = open.map(({ provider }) => provider.doc);
    let frame = 0;
    const look = (): void => {
      if (frame !== 0 || !hasArrived(docs, blocks)) return;
      // The first frame draws what came, the second one comes when it stands there.
      frame = requestAnimationFrame(() => (frame = requestAnimationFrame(() => latest.current?.())));
    };
    docs.forEach((doc) => doc.on('update', look));
    look();
    return () => {
      docs.forEach((doc) => doc.off('update', look));
      cancelAnimationFrame(frame);
    };
  }, [open, parts, blocks]);
}
