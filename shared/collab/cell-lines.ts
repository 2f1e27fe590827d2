/** Lines of a cell: a line break in it is the letter U+000A of its text (CELL-1, docs/decisions/018). */

import type { Inline } from './content.ts';

/** What breaks a line in a cell. */
export const CELL_BREAK = '\n';

/** The lines of a cell, one at least; a footnote stays with the words before its number. */
export function cellLines(inlines: readonly Inline[]): Inline[][] {
  const lines: Inline[][] = [[]];
  for (const { note, ...inline } of inlines) {
    const parts = inline.text.split(CELL_BREAK);
    for (const [i, text] of parts.entries()) {
      if (i > 0) lines.push([]);
      const said = note === undefined || i < parts.length - 1 ? {} : { note };
      if (text !== '' || 'note' in said) lines.at(-1)?.push({ ...inline, text, ...said });
    }
  }
  return lines;
}

const sameMarks = (a: Inline, b: Inline): boolean =>
  a.bold === b.bold && a.underline === b.underline && a.article?.law === b.article?.law && a.article?.article === b.article?.article;

/** Lines as one cell. Words with the same marks on both sides of a break are one piece with it. */
export function cellOf(lines: readonly (readonly Inline[])[]): Inline[] {
  const cell: Inline[] = [];
  for (const [i, line] of lines.entries()) {
    const [last, [first, ...rest]] = [cell.at(-1), line];
    if (i === 0) cell.push(...line);
    else if (last === undefined || last.note !== undefined) {
      const plain = first !== undefined && sameMarks(first, { text: '' });
      cell.push(...(plain ? [{ ...first, text: CELL_BREAK + first.text }, ...rest] : [{ text: CELL_BREAK }, ...line]));
    } else if (first !== undefined && sameMarks(last, first)) {
      cell[cell.length - 1] = { ...first, text: last.text + CELL_BREAK + first.text };
      cell.push(...rest);
    } else {
      cell[cell.length - 1] = { ...last, text: last.text + CELL_BREAK };
      cell.push(...line);
    }
  }
  return cell;
}
