/** Rows chosen to be handled together: those that wait for this person's signature, while they do. */

import { useState } from 'react';
import type { DocumentRow } from '../../shared/api/views.ts';
import { myStep } from './groups.ts';

/** The chosen rows. */
export interface Marks {
  readonly rows: readonly DocumentRow[];
  /** Chosen or not; null where the row is not to be signed. */
  readonly stateOf: (row: DocumentRow) => boolean | null;
  readonly toggle: (row: DocumentRow) => void;
  readonly clear: () => void;
}

/** Marks over the rows shown, in their order. */
export function useMarks(order: readonly DocumentRow[]): Marks {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const signs = (row: DocumentRow): boolean => myStep(row) !== undefined;
  return {
    rows: order.filter((row) => signs(row) && ids.has(row.documentId)),
    stateOf: (row) => (signs(row) ? ids.has(row.documentId) : null),
    toggle(row) {
      if (!signs(row)) return;
      const next = new Set(ids);
      if (!next.delete(row.documentId)) next.add(row.documentId);
      setIds(next);
    },
    clear: () => setIds(new Set()),
  };
}
