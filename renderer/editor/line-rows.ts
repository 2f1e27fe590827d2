/**
 * How many rows a line will fill, as far as its letters tell: its height until it is laid out, which happens when it comes near (`sheet.css`). Were all lines taken for
 * one row, a long paper would grow under the reader. Pure.
 */

/** The width of the text on the sheet, in letters of the body (`sheet.css`: 704 px less both margins, at 14.192 px). */
const WIDE = 40.15;

/** In em of the form's face: Hangul and other full letters, a blank, small letters and figures on the average. */
const FULL = 0.92;
const BLANK = 0.224;
const SMALL = 0.5;

/** Rows of a line of this text, the first of them `indent` em in, as all others. At least one. */
export function rowsOf(text: string, indent: number): number {
  let width = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    width += code > 0x10ff ? FULL : code === 32 ? BLANK : SMALL;
  }
  return Math.max(1, Math.ceil(width / (WIDE - indent)));
}
