/** How wide the columns of a table stand where it does not say: as its words ask, on paper and on the sheet alike. */

import type { Face } from '../collab/content.ts';

/** Sizes of a table's letters and of what stands around them, in points. */
export const TABLE_LETTERS = { size: 10.5, pad: 5, line: 0.5 } as const;

/** Room in a column beside its longest words, and the narrowest column, in points. */
export const COLUMN_SPARE = 2;
export const COLUMN_NARROWEST = TABLE_LETTERS.size * 2.6;

/** Advance widths of each bold face for the letters from U+0020 to U+007E, in thousandths of the size. */
const SANS = [
  227, 370, 574, 590, 590, 963, 740, 325, 378, 378, 507, 590, 325, 370, 325, 387, 590, 590, 590, 590, 590, 590, 590, 590, 590, 590, 325, 325, 590, 590, 590,
  514, 1007, 641, 681, 656, 714, 615, 585, 717, 757, 330, 568, 686, 578, 853, 749, 770, 667, 770, 682, 624, 625, 748, 619, 915, 627, 580, 613, 378, 387, 378,
  590, 567, 626, 591, 644, 527, 644, 581, 372, 597, 640, 304, 306, 604, 315, 964, 641, 626, 644, 644, 437, 495, 421, 637, 576, 863, 562, 574, 511, 378, 296,
  378, 590,
];
const SERIF = [
  250, 355, 447, 615, 589, 966, 803, 235, 400, 400, 485, 603, 335, 370, 335, 400, 593, 466, 594, 593, 593, 594, 594, 588, 594, 596, 335, 335, 603, 603, 603,
  473, 970, 746, 708, 702, 789, 666, 648, 757, 864, 426, 428, 767, 642, 1001, 815, 785, 673, 785, 751, 597, 695, 818, 734, 1091, 726, 701, 627, 372, 400, 372,
  603, 593, 447, 585, 672, 565, 658, 572, 402, 596, 687, 349, 335, 651, 355, 1008, 685, 623, 671, 640, 500, 499, 393, 678, 578, 874, 599, 582, 517, 380, 338,
  380, 603,
];
const BOLD: Readonly<Record<Face, { readonly latin: readonly number[]; readonly hangul: number }>> = {
  sans: { latin: SANS, hangul: 920 },
  serif: { latin: SERIF, hangul: 966 },
};
const FULL = 1000;

function letterWidth(letter: string, { latin, hangul }: (typeof BOLD)[Face]): number {
  const point = letter.codePointAt(0) ?? 0;
  return latin[point - 0x20] ?? (/[가-힣ㄱ-ㆎ]/.test(letter) ? hangul : FULL);
}

/** Width of words in a bold face at the size of a table, in points, without a font at hand: exact for Hangul and Latin letters. */
export function boldWidth(text: string, face: Face = 'sans'): number {
  return (Array.from(text).reduce((sum, letter) => sum + letterWidth(letter, BOLD[face]), 0) * TABLE_LETTERS.size) / 1000;
}

/** Content widths filling the room: narrow columns keep what they need, wide ones share what is left. */
export function columnWidths(asked: readonly number[], room: number): number[] {
  const total = asked.reduce((sum, width) => sum + width, 0);
  if (total <= room) return asked.map((width) => (width / total) * room);
  const fair = room / asked.length;
  const kept = asked.map((width) => Math.min(width, fair));
  const spare = room - kept.reduce((sum, width) => sum + width, 0);
  const wanting = asked.map((width, i) => width - (kept[i] ?? 0));
  const want = wanting.reduce((sum, width) => sum + width, 0);
  return kept.map((width, i) => width + (spare * (wanting[i] ?? 0)) / want);
}

/** Parts (0–1) of a line of so many points each column takes, by the longest words in each (points). */
export function columnShares(words: readonly number[], line: number): number[] {
  const around = TABLE_LETTERS.pad * 2 + TABLE_LETTERS.line;
  const room = Math.max(1, line - words.length * around);
  const widths = columnWidths(
    words.map((width) => Math.max(COLUMN_NARROWEST, width + COLUMN_SPARE)),
    room,
  );
  return widths.map((width) => (width + around) / (room + words.length * around));
}
