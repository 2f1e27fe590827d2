/** Body with marks, and where 끝. stands on form 1 (규칙 §4⑤). */

import type { Block, Inline } from '../collab/content.ts';
import { indentOf, marksFor } from '../writing/numbering.ts';
import type { PrintParagraph, PrintTable } from './print-model.ts';

type Table = Block & { readonly type: 'table' };

/** Where a paper ends: behind the last 붙임, behind the last line, below a closing table, or with 이하 빈칸 in a table filled half-way. */
export type EndPlace = 'attachments' | 'line' | 'below-table' | 'table-blank' | 'nowhere';

function isEmptyRow(row: Table['rows'][number]): boolean {
  return row.every((cell) => cell.every((inline) => inline.text.trim() === ''));
}

/** Index of the first of the empty rows a table closes with; -1 where its last row says something, or no row does. */
function blankFrom(table: Table): number {
  const last = table.rows.findLastIndex((row) => !isEmptyRow(row));
  return last < 0 || last === table.rows.length - 1 ? -1 : last + 1;
}

/** Where the end of a paper is marked (규칙 §4⑤). A last row with some empty cells counts as filled: totals leave cells empty. */
export function endMark(blocks: readonly Block[], attachments: number): EndPlace {
  const last = blocks.at(-1);
  if (attachments > 0) return 'attachments';
  if (last === undefined) return 'nowhere';
  if (last.type === 'block') return 'line';
  return blankFrom(last) < 0 ? 'below-table' : 'table-blank';
}

function withBlankBelow(table: Table): Table['rows'] {
  const blank = blankFrom(table);
  return table.rows.map((row, i) => (i === blank ? row.map((cell, k): readonly Inline[] => (k === 0 ? [{ text: '이하 빈칸' }] : cell)) : row));
}

/** Body as it is printed; `end` is what stands alone below it. Form 2 is not closed (`ends` false). */
export function printBody(blocks: readonly Block[], attachments: number, ends = true): { body: (PrintParagraph | PrintTable)[]; end: string } {
  const marks = marksFor(blocks);
  const place = ends ? endMark(blocks, attachments) : 'nowhere';
  const body = blocks.map((block, i): PrintParagraph | PrintTable => {
    const closes = i === blocks.length - 1;
    if (block.type === 'table') {
      return { type: 'table', indent: indentOf(block), header: block.header, rows: closes && place === 'table-blank' ? withBlankBelow(block) : block.rows };
    }
    const inlines = closes && place === 'line' ? [...block.inlines, { text: '  끝.' }] : block.inlines;
    return { type: 'paragraph', mark: marks[i] ?? '', indent: indentOf(block), inlines };
  });
  return { body, end: place === 'below-table' ? '끝.' : '' };
}
