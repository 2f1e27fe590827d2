/** The longest words of a table's columns, measured as the paper measures them. */

import type { Node as ProseNode } from '@tiptap/pm/model';
import type { Face } from '../../../shared/collab/content.ts';
import { boldWidth, columnShares } from '../../../shared/forms/table-widths.ts';
import { levelOf } from '../levels.ts';
import { askedSpan } from './grid.ts';

/** The line of the form and an indent of one level on it, in points. */
const LINE = 482;
const INDENT = 12.6;

type Measured = WeakMap<ProseNode, readonly number[]>;

/** Rows nobody changed are the same objects: a letter measures its own row. */
const measured: Readonly<Record<Face, Measured>> = { sans: new WeakMap(), serif: new WeakMap() };

function wordsOf(row: ProseNode, face: Face): readonly number[] {
  const known = measured[face].get(row);
  if (known !== undefined) return known;
  const widest = (text: string): number => Math.max(...text.split('\n').map((line) => boldWidth(line, face)));
  // Words of a merged cell belong to no column alone.
  const words = row.children.map((cell) => (askedSpan(cell).columns > 1 ? 0 : widest(cell.textContent)));
  measured[face].set(row, words);
  return words;
}

/** Part (0–1) of the table each column takes, as its words ask in a face. */
export function wordShares(table: ProseNode, columns: number, face: Face): number[] {
  const longest = Array.from({ length: columns }, () => 0);
  for (const row of table.children) wordsOf(row, face).forEach((width, column) => (longest[column] = Math.max(longest[column] ?? 0, width)));
  return columnShares(longest, LINE - (levelOf(table.attrs['level']) - 1) * INDENT);
}
