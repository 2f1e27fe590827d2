/** How wide the columns of a table stand where it does not say: as its words ask, on paper and on the sheet alike. */

/** Sizes of a table's letters and of what stands around them, in points. */
export const TABLE_LETTERS = { size: 10.5, pad: 5, line: 0.5 } as const;

/** Room in a column beside its longest words, and the narrowest column, in points. */
export const COLUMN_SPARE = 2;
export const COLUMN_NARROWEST = TABLE_LETTERS.size * 2.6;

/** Advance widths of the form's bold face for the letters from U+0020 to U+007E, in thousandths of the size. */
const LATIN = [
  227, 370, 574, 590, 590, 963, 740, 325, 378, 378, 507, 590, 325, 370, 325, 387, 590, 590, 590, 590, 590, 590, 590, 590, 590, 590, 325, 325, 590, 590, 590,
  514, 1007, 641, 681, 656, 714, 615, 585, 717, 757, 330, 568, 686, 578, 853, 749, 770, 667, 770, 682, 624, 625, 748, 619, 915, 627, 580, 613, 378, 387, 378,
  590, 567, 626, 591, 644, 527, 644, 581, 372, 597, 640, 304, 306, 604, 315, 964, 641, 626, 644, 644, 437, 495, 421, 637, 576, 863, 562, 574, 511, 378, 296,
  378, 590,
];
const HANGUL = 920;
const FULL = 1000;

function letterWidth(letter: string): number {
  const point = letter.codePointAt(0) ?? 0;
  return LATIN[point - 0x20] ?? (/[가-힣ㄱ-ㆎ]/.test(letter) ? HANGUL : FULL);
}

/** Width of words in the form's bold face at the size of a table, in points, without a font at hand: exact for Hangul and Latin letters. */
export function boldWidth(text: string): number {
  return (Array.from(text).reduce((sum, letter) => sum + letterWidth(letter), 0) * TABLE_LETTERS.size) / 1000;
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
