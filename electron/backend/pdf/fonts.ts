/**
 * The form's faces: Noto Sans KR as TrueType (Hangul, hanja, old jamo), Noto Sans Math for the few marks it lacks, such as ∼; for a text set in 명조
 * Noto Serif KR in its place.
 */

import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import type Fontkit from '@cantoo/fontkit';
import type { Glyph } from '@cantoo/fontkit';
import type { Face } from '../../../shared/collab/content.ts';
import { SHEET, type Sheet } from './sheet.ts';

/** One face: its bytes, which characters it draws, how wide a text is, one glyph's outline. */
export interface FormFont {
  readonly bytes: Buffer;
  readonly unitsPerEm: number;
  readonly has: (character: string) => boolean;
  /** Width in points at a size in points, without kerning: for choosing widths, not for placing seals. */
  readonly width: (text: string, size: number) => number;
  readonly glyph: (character: string) => Glyph;
}

/** Two weights of one design. */
export interface Weights {
  readonly regular: FormFont;
  readonly bold: FormFont;
}

/** Regular, bold, and the face of marks, on the sheet they are set on. `serif` opens 명조 when a paper is first set in it. */
export interface FormFonts extends Weights {
  readonly face: Face;
  readonly sheet: Sheet;
  readonly symbols: FormFont;
  readonly serif: () => Weights;
}

const fromHere = createRequire(import.meta.url);

/** Read from disk with the first face: most of what runs never draws. */
const fontkit = (): typeof Fontkit => fromHere('@cantoo/fontkit') as typeof Fontkit;

const codePoint = (character: string): number => character.codePointAt(0) ?? 0;

/** The window's faces, from where the bundled program is: it ships each once, for the screen and for paper. */
const SHIPPED = ['../renderer/fonts', '../../renderer/fonts'];

/** Where a face lies: beside the window's files where it is shipped so, else in its package. */
function placeOf(file: string): string {
  const shipped = SHIPPED.map((folder) => join(import.meta.dirname, folder, basename(file))).find((place) => existsSync(place));
  return shipped ?? fromHere.resolve(`@expo-google-fonts/${file}`);
}

function openFace(file: string): FormFont {
  const bytes = readFileSync(placeOf(file));
  const font = fontkit().create(bytes);
  if (!('glyphForCodePoint' in font)) throw new TypeError(`${file} is a collection, not a face`);
  const known = new Map<string, boolean>();
  const has = (character: string): boolean => {
    const found = known.get(character) ?? font.hasGlyphForCodePoint(codePoint(character));
    known.set(character, found);
    return found;
  };
  const glyph = (point: number): Glyph => {
    const found = font.glyphForCodePoint(point);
    if (found === null) throw new RangeError('glyph of an unchecked character');
    return found;
  };
  const advances = new Map<number, number>();
  const advance = (point: number): number => {
    const found = advances.get(point) ?? glyph(point).advanceWidth;
    advances.set(point, found);
    return found;
  };
  return {
    bytes,
    unitsPerEm: font.unitsPerEm,
    has,
    width: (text, size) => (Array.from(text).reduce((sum, character) => sum + advance(codePoint(character)), 0) / font.unitsPerEm) * size,
    glyph: (character) => glyph(codePoint(character)),
  };
}

/** Opens the bold face alone: the seal image is cut from it. */
export function openSealFont(): FormFont {
  return openFace('noto-sans-kr/700Bold/NotoSansKR_700Bold.ttf');
}

/** What a call gives, kept. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** Opens all faces (about 20 ms): keep the result for the next paper. */
export function openFormFonts(): FormFonts {
  return {
    face: 'sans',
    sheet: SHEET,
    regular: openFace('noto-sans-kr/400Regular/NotoSansKR_400Regular.ttf'),
    bold: openSealFont(),
    symbols: openFace('noto-sans-math/400Regular/NotoSansMath_400Regular.ttf'),
    serif: once(() => ({
      regular: openFace('noto-serif-kr/400Regular/NotoSerifKR_400Regular.ttf'),
      bold: openFace('noto-serif-kr/700Bold/NotoSerifKR_700Bold.ttf'),
    })),
  };
}

/** The faces a text of this 글꼴 is set in, on the same sheet. */
export function setIn(fonts: FormFonts, face: Face): FormFonts {
  return face === fonts.face ? fonts : { ...fonts, ...fonts.serif(), face };
}

const BREAKS = new Set([' ', '\n', '\r', '\t']);

/** Whether a character is drawn by the face itself, and not by that of marks. */
export function formDraws(fonts: FormFonts, character: string): boolean {
  return BREAKS.has(character) || (fonts.regular.has(character) && fonts.bold.has(character));
}

/** Characters of the text that no face draws, each once, in order. A missing glyph would break PDF/A and print as a box. */
export function missingGlyphs(fonts: FormFonts, text: string): string[] {
  return [...new Set(Array.from(text))].filter((character) => !formDraws(fonts, character) && !fonts.symbols.has(character));
}

/** A piece of text that one face draws. */
export interface FacePiece {
  readonly text: string;
  readonly symbols: boolean;
}

/** The text cut where the face changes. */
export function splitByFace(fonts: FormFonts, text: string): FacePiece[] {
  const pieces: { text: string; symbols: boolean }[] = [];
  for (const character of text) {
    const symbols = !formDraws(fonts, character);
    const last = pieces.at(-1);
    if (last?.symbols === symbols) last.text += character;
    else pieces.push({ text: character, symbols });
  }
  return pieces;
}
