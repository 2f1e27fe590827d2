/** The lettering of the forms (규칙 별지 제1호서식, 편람). Lengths in points. */

import type { PrintInline } from '../../../shared/forms/print-model.ts';
import { splitByFace, type FormFonts } from './fonts.ts';
import type { Piece } from './kit.ts';
import type { Sheet } from './sheet.ts';

/** Body letters. */
export const BODY = 12;
/** One 타: half of a full-width letter. */
export const UNIT = BODY / 2;
/** Ascent and descent of the form's face, in em. */
export const ASCENT = 1.16;
const FORM_LINE = 1.448;
const SYMBOL_LINE = 1.492;
const SERIF_LINE = 1.437;

/** Line height as the share of the letter size (행간), e.g. 1.6 for 160 %. */
export function leading(share: number): Piece {
  return { lineHeight: share / FORM_LINE };
}

/** Height of one line. */
export function lineHeight(size: number, share: number): number {
  return size * share;
}

/** Line distance of the body, 160 %. */
export const BODY_LEADING = 1.6;

function style(inline: PrintInline): Piece {
  return {
    ...(inline.bold === true ? { bold: true } : {}),
    ...(inline.underline === true ? { decoration: 'underline' } : {}),
    ...(inline.raised === true ? { sup: true } : {}),
  };
}

/** What a run says of its face, where it is not the form's own: each face has a line of its own, and all stand as far apart. */
function faceOf(fonts: FormFonts, symbols: boolean, share: number): Piece {
  if (symbols) return { font: 'Symbols', lineHeight: share / SYMBOL_LINE };
  return fonts.face === 'serif' ? { font: 'Serif', lineHeight: share / SERIF_LINE } : {};
}

/** Runs of text, each in a face that has its letters; a mark from the other face does not push the lines apart. */
export function runs(fonts: FormFonts, inlines: readonly PrintInline[], share: number): Piece[] {
  return inlines.flatMap((inline) =>
    splitByFace(fonts, inline.text.replaceAll('\t', ' ')).map((piece) => ({
      text: piece.text,
      ...style(inline),
      ...faceOf(fonts, piece.symbols, share),
    })),
  );
}

/** Plain text as runs; an empty one still takes its line. */
export function words(fonts: FormFonts, text: string, share: number): Piece[] {
  return runs(fonts, [{ text: text === '' ? ' ' : text }], share);
}

/** Text hanging behind what stands in front of it: wrapped lines begin under the first letter. */
export function hanging(front: Piece, width: number, text: Piece, margin: readonly number[]): Piece {
  return {
    columns: [
      { width, ...front },
      { width: '*', ...text },
    ],
    columnGap: 0,
    margin: [...margin],
  };
}

/** A rule over the whole width. */
export function rule(sheet: Sheet, thickness: number, above: number, below: number, colour = '#000000'): Piece {
  return { canvas: [{ type: 'line', x1: 0, y1: 0, x2: sheet.width, y2: 0, lineWidth: thickness, lineColor: colour }], margin: [0, above, 0, below] };
}

/** Text of inlines. */
export function textOf(inlines: readonly PrintInline[]): string {
  return inlines.map((inline) => inline.text).join('');
}
