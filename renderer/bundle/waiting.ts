/** The papers of a 일괄기안 that wait for this person's signature, in its order. Pure. */

import type { DocumentRow } from '../../shared/api/views.ts';
import { myStep } from '../home/groups.ts';

/** The rows among those that wait. */
export function waitingOf({ bundle }: Pick<DocumentRow, 'bundle'>, waiting: readonly DocumentRow[]): DocumentRow[] {
  const papers = bundle?.papers ?? [];
  return papers.flatMap((documentId) => waiting.filter((row) => row.documentId === documentId && myStep(row) !== undefined));
}
