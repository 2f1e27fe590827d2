/** Body with marks, and where 끝. stands on form 1 (규칙 §4⑤). */

import type { Block, Inline, PictureBlock, TableBlock } from '../collab/content.ts';
import { blankFrom, headRows } from '../collab/table.ts';
import { indentOf, marksFor } from '../writing/numbering.ts';
import { noteMark } from '../writing/plain-blocks.ts';
import type { PrintInline, PrintNote, PrintPart } from './print-model.ts';

/** Where a paper ends: behind the last 붙임, behind the last line, below a closing table, or with 이하 빈칸 in a table filled half-way. */
export type EndPlace = 'attachments' | 'line' | 'below-table' | 'table-blank' | 'nowhere';

function isEmptyRow(row: TableBlock['rows'][number]): boolean {
  return row.every((cell) => cell.every((inline) => inline.text.trim() === ''));
}

const blankIn = ({ rows, spans = [] }: TableBlock): number =>
  blankFrom(
    rows.map((row) => !isEmptyRow(row)),
    spans,
  );

/** Where the end of a paper is marked (규칙 §4⑤). A last row with some empty cells counts as filled: totals leave cells empty. */
export function endMark(blocks: readonly Block[], attachments: number): EndPlace {
  const last = blocks.at(-1);
  if (attachments > 0) return 'attachments';
  if (last === undefined) return 'nowhere';
  if (last.type === 'block') return 'line';
  if (last.type === 'picture') return 'below-table';
  return blankIn(last) < 0 ? 'below-table' : 'table-blank';
}

function withBlankBelow(table: TableBlock): TableBlock['rows'] {
  const blank = blankIn(table);
  return table.rows.map((row, i) => (i === blank ? row.map((cell, k): readonly Inline[] => (k === 0 ? [{ text: '이하 빈칸' }] : cell)) : row));
}

/** Letters as they are drawn: an article is plain text on paper, a footnote its number behind the words. */
function createPrinter(): { inlines: (given: readonly Inline[]) => PrintInline[]; take: () => PrintNote[] } {
  let n = 0;
  let held: PrintNote[] = [];
  return {
    inlines: (given) =>
      given.flatMap(({ text, bold, underline, note }) => {
        const letters: PrintInline = { text, ...(bold === true ? { bold } : {}), ...(underline === true ? { underline } : {}) };
        if (note === undefined) return [letters];
        const mark = noteMark((n += 1));
        held.push({ mark, text: note.replace(/\s+/g, ' ') });
        return [letters, { text: mark, raised: true }];
      }),
    take() {
      const notes = held;
      held = [];
      return notes;
    },
  };
}

/** Bytes of pictures by digest. */
export type Pictures = ReadonlyMap<string, Uint8Array>;

/** A picture whose bytes are not here is told by its words: only a preview is drawn without them. */
function picturePart(block: PictureBlock, pictures: Pictures): PrintPart {
  const { share, width, height, mediaType, sha256, alt } = block;
  const bytes = pictures.get(sha256);
  if (bytes === undefined) return { type: 'paragraph', mark: '', indent: indentOf(block), inlines: [{ text: `[그림: ${alt}]` }], notes: [] };
  return { type: 'picture', indent: indentOf(block), share, width, height, mediaType, bytes };
}

/** Body as it is printed; `end` is what stands alone below it. Form 2 is not closed (`ends` false). */
export function printBody(blocks: readonly Block[], attachments: number, ends = true, pictures: Pictures = new Map()): { body: PrintPart[]; end: string } {
  const marks = marksFor(blocks);
  const place = ends ? endMark(blocks, attachments) : 'nowhere';
  const printer = createPrinter();
  const body = blocks.map((block, i): PrintPart => {
    const closes = i === blocks.length - 1;
    if (block.type === 'picture') return picturePart(block, pictures);
    if (block.type === 'table') {
      const given = closes && place === 'table-blank' ? withBlankBelow(block) : block.rows;
      const { spans = [], widths = [] } = block;
      const rows = given.map((row) => row.map(printer.inlines));
      return { type: 'table', indent: indentOf(block), head: headRows(block), rows, spans, widths, notes: printer.take() };
    }
    const inlines = [...printer.inlines(block.inlines), ...(closes && place === 'line' ? [{ text: '  끝.' }] : [])];
    return { type: 'paragraph', mark: marks[i] ?? '', indent: indentOf(block), inlines, notes: printer.take() };
  });
  return { body, end: place === 'below-table' ? '끝.' : '' };
}
