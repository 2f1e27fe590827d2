/**
 * How many rows a line will fill, as far as its letters tell: its height until it is laid out, which happens when it comes near (`sheet.css`). Were all lines taken for
 * one row, a long paper would grow under the reader. Pure.
 */

import type { Face } from '../../shared/collab/content.ts';

/** The width of the text on the sheet, in letters of the body (`sheet.css`: 704 px less both margins, at 14.192 px). */
const WIDE = 40.15;

/** In em of each face: Hangul and other full letters, a blank, small letters and figures on the average. */
const LETTERS: Readonly<Record<Face, { readonly full: number; readonly blank: number; readonly small: number }>> = {
  sans: { full: 0.92, blank: 0.224, small: 0.5 },
  serif: { full: 0.966, blank: 0.256, small: 0.5 },
};

/** Rows of a line of this text, the first of them `indent` em in, as all others. At least one. */
export function rowsOf(text: string, indent: number, face: Face = 'sans'): number {
  const { full, blank, small } = LETTERS[face];
  let width = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    width += code > 0x10ff ? full : code === 32 ? blank : small;
  }
  return Math.max(1, Math.ceil(width / (WIDE - indent)));
}
