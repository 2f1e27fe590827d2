/** Handling several papers of a list together: which are chosen, and the dialog that was opened over them. */

import { useState, type ReactNode } from 'react';
import type { DocumentRow } from '../../shared/api/views.ts';
import type { ListName } from '../app/places.ts';
import { BatchDialog } from '../batch/batch-dialog.tsx';
import { BundleDialog } from '../bundle/bundle-dialog.tsx';
import { waitingOf } from '../bundle/waiting.ts';
import { SaveAllDialog } from '../keeping/save-all-dialog.tsx';
import { papersOf, useMarks, type Marks } from './use-marks.ts';

/** What can be done with several papers at once. */
export interface Together {
  readonly marks: Marks;
  /** Opens the dialog over the chosen rows; false where too few are chosen. */
  readonly handle: () => boolean;
  /** Signs the papers of a row's 일괄기안 that wait for this person. */
  readonly signAll: (row: DocumentRow) => void;
  /** Looks over the 일괄기안 of a row. */
  readonly bundle: (row: DocumentRow) => void;
  readonly dialog: ReactNode;
}

/** Over the rows shown; `waiting` are all that wait for a signature. */
export function useTogether(
  order: readonly DocumentRow[],
  list: ListName,
  waiting: readonly DocumentRow[],
  onOpen: (paper: Pick<DocumentRow, 'documentId' | 'title'>) => void,
): Together {
  const marks = useMarks(order, list);
  const [batch, setBatch] = useState<readonly DocumentRow[]>([]);
  const [saved, setSaved] = useState<readonly DocumentRow[]>([]);
  const [tied, setTied] = useState<readonly string[]>([]);
  const end = (): void => {
    setBatch([]);
    setSaved([]);
    setTied([]);
    marks.clear();
  };
  return {
    marks,
    handle() {
      if (marks.rows.length < (marks.toDo === 'bundle' ? 2 : 1)) return false;
      if (marks.toDo === 'sign') setBatch(marks.rows);
      else if (marks.toDo === 'save') setSaved(marks.rows);
      else setTied(papersOf(marks.rows));
      return true;
    },
    signAll: (row) => setBatch(waitingOf(row, waiting)),
    bundle: (row) => setTied(row.bundle?.papers ?? []),
    dialog: (
      <>
        {batch.length > 0 && <BatchDialog rows={batch} onClose={end} />}
        {saved.length > 0 && <SaveAllDialog rows={saved} onClose={end} />}
        {tied.length > 0 && <BundleDialog papers={tied} onOpen={onOpen} onClose={end} />}
      </>
    ),
  };
}
