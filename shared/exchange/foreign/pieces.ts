/** Pieces of a line as a format gives them, in their one spelling: nothing that was said is lost where they are joined, cut or trimmed. */

import type { Inline } from '../../collab/content.ts';

/** Text of pieces of a line. */
export function textOf(inlines: readonly Inline[]): string {
  return inlines.map((inline) => inline.text).join('');
}

/** How many footnotes hang on the pieces. */
export function notesAmong(inlines: readonly Inline[]): number {
  return inlines.filter(({ note }) => note !== undefined && note.trim() !== '').length;
}

function same(a: Inline, b: Inline): boolean {
  return (
    a.note === undefined && a.bold === b.bold && a.underline === b.underline && a.article?.law === b.article?.law && a.article?.article === b.article?.article
  );
}

const noteOf = ({ note = '' }: Inline): Pick<Inline, 'note'> => {
  const said = note.replace(/\s+/g, ' ').trim().normalize('NFC');
  return said === '' ? {} : { note: said };
};

/** One spelling, with every footnote: NFC, blanks for tabs and other spaces, no control signs; neighbours with the same marks joined. */
export function joined(inlines: readonly Inline[]): Inline[] {
  const found: Inline[] = [];
  for (const inline of inlines) {
    const text = inline.text
      .toWellFormed()
      .replace(/[\t\u00a0\u2002-\u200a\u202f]/g, ' ')
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f\u200b\ufeff\u00ad]/g, '');
    const last = found.at(-1);
    const said = inline.note === undefined ? {} : noteOf(inline);
    if (said.note !== undefined && text.trim() === '') {
      // A number behind nothing hangs on the words before it, or on a sign of its own; the blank stays one.
      const hangs = last !== undefined && last.note === undefined && last.text.trim() !== '';
      if (hangs) found[found.length - 1] = { ...last, ...said };
      if (hangs && text !== '') found.push({ text });
      if (!hangs) found.push({ text: `${text}*`, ...said });
      continue;
    }
    if (text === '') continue;
    if (last !== undefined && same(last, inline)) found[found.length - 1] = { ...last, text: last.text + text, ...said };
    else {
      const { note: _, ...marks } = inline;
      found.push({ ...marks, text, ...said });
    }
  }
  return found.map((inline) => ({ ...inline, text: inline.text.normalize('NFC') }));
}

/** The pieces from a UTF-16 place on; a footnote on what goes stays on a sign of its own. */
export function dropFront(inlines: readonly Inline[], count: number): Inline[] {
  let left = count;
  const pieces = inlines.map((inline) => {
    const text = inline.text.slice(left);
    left = Math.max(0, left - inline.text.length);
    return { ...inline, text };
  });
  return joined(pieces);
}

/** The pieces without their last letters, counted in UTF-16; a footnote on what goes hangs on what is left. */
export function dropBack(inlines: readonly Inline[], count: number): Inline[] {
  let left = count;
  const pieces = inlines.toReversed().map((inline) => {
    const text = inline.text.slice(0, Math.max(0, inline.text.length - left));
    left = Math.max(0, left - inline.text.length);
    return { ...inline, text };
  });
  return joined(pieces.toReversed());
}

function trimmed(inlines: readonly Inline[]): Inline[] {
  const text = textOf(inlines);
  return dropBack(dropFront(inlines, text.length - text.trimStart().length), text.length - text.trimEnd().length);
}

/** A paragraph as its lines, each in its one spelling. */
export function linesOf(inlines: readonly Inline[]): Inline[][] {
  const lines: Inline[][] = [[]];
  for (const inline of inlines) {
    const { note, ...marks } = inline;
    const parts = inline.text.split(/\r\n|\r|\n|\u2028|\u2029/);
    for (const [i, text] of parts.entries()) {
      if (i > 0) lines.push([]);
      lines.at(-1)?.push({ ...marks, text, ...(note === undefined || i < parts.length - 1 ? {} : { note }) });
    }
  }
  return lines.map((line) => trimmed(joined(line)));
}
