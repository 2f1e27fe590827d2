/** Differences of two texts line by line, with what changed inside a line: for copies kept apart and 변경 전후 대비표. */

import { diffArrays, diffWordsWithSpace } from 'diff';
import type { Block, TableBlock } from '../collab/content.ts';
import { marksFor } from './numbering.ts';
import { numberedNotes, pictureWords, tableWords, wordsOf } from './plain-blocks.ts';

/** A piece of a line: the same on both sides, or only before, or only after. */
export interface DiffPiece {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** A line: `changed` has pieces of both sides, the others are one piece. */
export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added' | 'changed';
  readonly pieces: readonly DiffPiece[];
}

function tableLines(table: TableBlock): string[] {
  const widths = table.widths?.map((width) => (width === 0 ? '자동' : `${width / 10}%`)).join(' · ');
  return [...(widths === undefined ? [] : [`[표 칸 너비 ${widths}]`]), ...tableWords(table).map((row) => row.join(' | '))];
}

/** Blocks as lines a person reads: number and text; a table row is one line with cells between bars; footnotes below. */
export function plainLines(given: readonly Block[]): string[] {
  const { blocks, notes } = numberedNotes(given);
  const marks = marksFor(blocks);
  const lines = blocks.flatMap((block, i) => {
    if (block.type === 'table') return tableLines(block);
    if (block.type === 'picture') return [pictureWords(block)];
    const mark = marks[i] ?? '';
    return [`${mark}${mark === '' ? '' : ' '}${wordsOf(block.inlines)}`];
  });
  return [...lines, ...notes.map(({ mark, text }) => `각주 ${mark} ${text}`)];
}

const whole = (kind: DiffPiece['kind'], text: string): DiffLine => ({ kind, pieces: [{ kind, text }] });

function inside(before: string, after: string): DiffLine {
  const pieces = diffWordsWithSpace(before, after).map((part): DiffPiece => ({
    kind: part.added ? 'added' : part.removed ? 'removed' : 'same',
    text: part.value,
  }));
  return { kind: 'changed', pieces };
}

/** Two lines belong together when this share of the longer one stayed, or nearly all of the shorter; else they follow each other. */
const OF_LONGER = 0.4;
const OF_SHORTER = 0.8;

function alike(line: DiffLine, before: string, after: string): boolean {
  const same = line.pieces.reduce((sum, piece) => sum + (piece.kind === 'same' ? piece.text.trim().length : 0), 0);
  const [short = 0, long = 0] = [before.trim().length, after.trim().length].toSorted((a, b) => a - b);
  return same > 0 && (same >= long * OF_LONGER || same >= short * OF_SHORTER);
}

/** Removed lines against the added ones in their place: pairs that are alike become one changed line. */
function replaced(removed: readonly string[], added: readonly string[]): DiffLine[] {
  const lines: DiffLine[] = [];
  for (let i = 0; i < Math.max(removed.length, added.length); i++) {
    const [before, after] = [removed[i], added[i]];
    const pair = before === undefined || after === undefined ? null : inside(before, after);
    if (pair !== null && alike(pair, before ?? '', after ?? '')) lines.push(pair);
    else lines.push(...(before === undefined ? [] : [whole('removed', before)]), ...(after === undefined ? [] : [whole('added', after)]));
  }
  return lines;
}

/** The way from `before` to `after`. Every line of both sides is in it. */
export function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  const parts = diffArrays([...before], [...after]);
  const lines: DiffLine[] = [];
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    const next = parts[i + 1];
    if (part === undefined) continue;
    if (part.removed && next?.added === true) {
      lines.push(...replaced(part.value, next.value));
      i += 1;
    } else if (part.removed) lines.push(...part.value.map((text) => whole('removed', text)));
    else lines.push(...part.value.map((text) => whole(part.added ? 'added' : 'same', text)));
  }
  return lines;
}
