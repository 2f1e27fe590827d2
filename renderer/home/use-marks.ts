/** Rows chosen to be handled together, while they can be: those that wait for this person's signature, own drafts that are put up together, or final papers that are saved. */

import { useState } from 'react';
import type { DocumentRow } from '../../shared/api/views.ts';
import type { ListName } from '../app/places.ts';
import { myStep } from './groups.ts';

/** The chosen rows. */
export interface Marks {
  /** What they are chosen for. */
  readonly toDo: 'sign' | 'bundle' | 'save';
  /** In the order they were chosen in. */
  readonly rows: readonly DocumentRow[];
  /** Chosen or not; null where the row is not to be handled so. */
  readonly stateOf: (row: DocumentRow) => boolean | null;
  /** Chooses a row or lets it go, with every row of its 일괄기안. */
  readonly toggle: (row: DocumentRow) => void;
  readonly clear: () => void;
}

/** The drafts of a 일괄기안 to be: one that is there in its own order, what was chosen beside it behind, as it was chosen. */
export function papersOf(rows: readonly DocumentRow[]): string[] {
  const tied = rows.find(({ bundle }) => bundle !== null)?.bundle?.papers ?? [];
  return [...tied, ...rows.map(({ documentId }) => documentId).filter((documentId) => !tied.includes(documentId))];
}

/** Papers that may have a final copy; which do, saving tells one by one. */
const isRegistered = ({ status }: DocumentRow): boolean => status === 'registered' || status === 'sealed' || status === 'issued';

/** Marks over the rows shown. */
export function useMarks(order: readonly DocumentRow[], list: ListName): Marks {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const toDo = list === 'drafts' ? 'bundle' : list === 'done' || list === 'inbox' || list === 'readable' ? 'save' : 'sign';
  const fits = (row: DocumentRow): boolean => (toDo === 'save' ? isRegistered(row) : toDo === 'bundle' ? row.mayBundle : myStep(row) !== undefined);
  return {
    toDo,
    rows: [...ids].flatMap((documentId) => order.filter((row) => row.documentId === documentId && fits(row))),
    stateOf: (row) => (fits(row) ? ids.has(row.documentId) : null),
    toggle(row) {
      if (!fits(row)) return;
      const papers = toDo === 'save' ? [row.documentId] : (row.bundle?.papers ?? [row.documentId]);
      const next = new Set(ids);
      const on = !next.has(row.documentId);
      for (const one of order) {
        if (!papers.includes(one.documentId) || !fits(one)) continue;
        if (on) next.add(one.documentId);
        else next.delete(one.documentId);
      }
      setIds(next);
    },
    clear: () => setIds(new Set()),
  };
}
