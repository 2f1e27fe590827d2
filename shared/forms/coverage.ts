/** Which characters the form's faces draw, without the faces: a paper that could never be printed must not be put up (PDF/A has no missing glyph). */

import { DRAWN_RANGES } from './coverage-ranges.ts';

/** First and last code point of each range, ascending. */
function readRanges(text: string): readonly (readonly [number, number])[] {
  let at = 0;
  return text
    .trim()
    .split(/\s+/)
    .map((range) => {
      const [gap = '0', more = '0'] = range.split('.');
      const first = at + Number.parseInt(gap, 36);
      at = first + Number.parseInt(more, 36);
      return [first, at] as const;
    });
}

const RANGES = readRanges(DRAWN_RANGES);

/** Whether a face has the character; line breaks and tabs are spaces to the layout. */
export function isDrawn(character: string): boolean {
  if (/[\n\r\t]/.test(character)) return true;
  const point = character.codePointAt(0) ?? 0;
  let [low, high] = [0, RANGES.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first = 0, last = 0] = RANGES[middle] ?? [];
    if (point < first) high = middle - 1;
    else if (point > last) low = middle + 1;
    else return true;
  }
  return false;
}

/** A character nobody could print, with its place in the text (UTF-16). */
export interface Undrawn {
  readonly character: string;
  readonly start: number;
  readonly end: number;
}

/** Characters of a text that no face draws once it is composed (NFC), in their order. */
export function undrawnIn(text: string): Undrawn[] {
  // Composed first: decomposed Hangul is drawn as its syllables.
  const drawn = new Set(Array.from(text.normalize('NFC')).filter((character) => !isDrawn(character)));
  if (drawn.size === 0) return [];
  const found: Undrawn[] = [];
  let at = 0;
  for (const character of text) {
    if (drawn.has(character)) found.push({ character, start: at, end: at + character.length });
    at += character.length;
  }
  return found;
}

/** `☑ (U+2611)`. */
export function namedCharacter(character: string): string {
  return `${character} (U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')})`;
}
