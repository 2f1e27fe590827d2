/** Which characters the faces draw, without the faces: a paper that could never be printed must not be put up (PDF/A has no missing glyph). */

import type { Face } from '../collab/content.ts';
import { DRAWN_RANGES, SERIF_ALSO, SERIF_LACKS } from './coverage-ranges.ts';
import { otherFace } from './face.ts';

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

const pointsOf = (text: string): ReadonlySet<number> =>
  new Set(
    text
      .trim()
      .split(/\s+/)
      .map((hex) => Number.parseInt(hex, 16)),
  );
const ALSO = pointsOf(SERIF_ALSO);
const LACKS = pointsOf(SERIF_LACKS);

/** Whether a paper set in this face shows the character, by the face itself or by that of marks; line breaks and tabs are spaces to the layout. */
export function isDrawn(character: string, face: Face = 'sans'): boolean {
  if (/[\n\r\t]/.test(character)) return true;
  const point = character.codePointAt(0) ?? 0;
  return (face === 'serif' && ALSO.has(point)) || (inRanges(point) && !(face === 'serif' && LACKS.has(point)));
}

function inRanges(point: number): boolean {
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

/** Characters of a text that its face does not draw once it is composed (NFC), in their order. */
export function undrawnIn(text: string, face: Face = 'sans'): Undrawn[] {
  // Composed first: decomposed Hangul is drawn as its syllables.
  const drawn = new Set(Array.from(text.normalize('NFC')).filter((character) => !isDrawn(character, face)));
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

/** What to do where no face has a character. */
export const OTHER_LETTERS = '다른 글자로 바꾸십시오.';

const TO_FACE: Readonly<Record<Face, string>> = { sans: '글꼴을 고딕으로', serif: '글꼴을 명조로' };

/** What to do about characters that this face lacks: the other face, where it has them all. */
export function wayOut(characters: readonly string[], face: Face): string {
  const other = otherFace(face);
  return characters.every((character) => isDrawn(character, other)) ? `${TO_FACE[other]} 바꾸거나 ${OTHER_LETTERS}` : OTHER_LETTERS;
}
