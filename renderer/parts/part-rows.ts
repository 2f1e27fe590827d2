/** The rows of 본문 나누기 as they are arranged before they are signed. Pure. */

import type { SectionSet } from '../../shared/api/sections-view.ts';

/** A part in the dialog; `key` names it while it has no id, `owner` says who has it. */
export interface PartRow extends SectionSet {
  readonly key: string;
  readonly owner: string;
}

/** One place up or down; the same rows at the ends. */
export function moved(rows: readonly PartRow[], key: string, by: 1 | -1): readonly PartRow[] {
  const from = rows.findIndex((row) => row.key === key);
  const to = from + by;
  const row = rows[from];
  if (row === undefined || to < 0 || to >= rows.length) return rows;
  const others = rows.filter((one) => one !== row);
  return [...others.slice(0, to), row, ...others.slice(to)];
}

/** A new part at the end, for everybody until somebody is chosen. */
export function added(rows: readonly PartRow[], key: string): readonly PartRow[] {
  return [...rows, { key, id: null, name: '', agency: null, unit: null, owner: '' }];
}

/** Without this one. */
export function taken(rows: readonly PartRow[], key: string): readonly PartRow[] {
  return rows.filter((row) => row.key !== key);
}

/** One that was taken out, again at the end. */
export function restored(rows: readonly PartRow[], row: PartRow): readonly PartRow[] {
  return [...taken(rows, row.key), row];
}
