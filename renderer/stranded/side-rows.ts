/** A difference as two columns: what stood before beside what stands after. Pure. */

import type { DiffLineView } from '../../shared/api/views.ts';

type Piece = DiffLineView['pieces'][number];

/** One row of the table; null where a side has nothing there. */
export interface SideRow {
  readonly kind: 'same' | 'removed' | 'added' | 'changed';
  readonly before: readonly Piece[] | null;
  readonly after: readonly Piece[] | null;
}

/** Lines that went and lines that came in their place stand beside each other. */
export function sideRows(lines: readonly DiffLineView[]): SideRow[] {
  const rows: SideRow[] = [];
  for (let i = 0; i < lines.length;) {
    const line = lines[i];
    if (line === undefined) break;
    if (line.kind === 'same' || line.kind === 'changed') {
      const side = (gone: 'removed' | 'added'): Piece[] => line.pieces.filter(({ kind }) => kind !== gone);
      rows.push({ kind: line.kind, before: side('added'), after: side('removed') });
      i += 1;
      continue;
    }
    const run = lines.slice(i).findIndex(({ kind }) => kind !== 'removed' && kind !== 'added');
    const part = lines.slice(i, run < 0 ? undefined : i + run);
    const [gone, come] = (['removed', 'added'] as const).map((kind) => part.filter((one) => one.kind === kind).map(({ pieces }) => pieces));
    for (let at = 0; at < Math.max(gone?.length ?? 0, come?.length ?? 0); at++) {
      const [before, after] = [gone?.[at] ?? null, come?.[at] ?? null];
      rows.push({ kind: before === null ? 'added' : after === null ? 'removed' : 'changed', before, after });
    }
    i += part.length;
  }
  return rows;
}
