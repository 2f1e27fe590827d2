/** Words for a row's turn. */

import type { DocumentRow } from '../../shared/api/views.ts';

/** What this row asks of the person. */
export function turnWord(row: DocumentRow): string {
  const mine = row.lanes.flatMap((lane) => lane.stages.flat()).find((step) => step.mine);
  if (mine !== undefined) return { draft: '기안', review: '검토', concur: '협조', approve: mine.delegated ? '전결' : '결재' }[mine.kind];
  return row.statusText;
}
