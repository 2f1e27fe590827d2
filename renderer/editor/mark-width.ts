/** How wide a mark is in its face, in em: the text stands 1타 behind it, on the sheet as in the PDF. Pure. */

import type { Face } from '../../shared/collab/content.ts';

const WIDTHS: Readonly<Record<Face, readonly (readonly [RegExp, number])[]>> = {
  sans: [
    [/[0-9]/, 0.555],
    [/\./, 0.278],
    [/[()]/, 0.338],
    [/-/, 0.347],
    [/[가-힣ㄱ-ㆎ]/, 0.92],
  ],
  serif: [
    [/1/, 0.471],
    [/7/, 0.549],
    [/[0-9]/, 0.558],
    [/\./, 0.327],
    [/[()]/, 0.364],
    [/-/, 0.346],
    [/[가-힣ㄱ-ㆎ]/, 0.966],
  ],
};

/** Width of `1.`, `가)`, `①` …; a letter the table does not have is a full one. */
export function markWidth(mark: string, face: Face = 'sans'): number {
  const sum = Array.from(mark).reduce((width, letter) => width + (WIDTHS[face].find(([like]) => like.test(letter))?.[1] ?? 1), 0);
  return Math.round(sum * 1000) / 1000;
}
