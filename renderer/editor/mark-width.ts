/** How wide a mark is in the form's face, in em: the text stands 1타 behind it, on the sheet as in the PDF. Pure. */

const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[0-9]/, 0.555],
  [/\./, 0.278],
  [/[()]/, 0.338],
  [/-/, 0.347],
  [/[가-힣ㄱ-ㆎ]/, 0.92],
];

/** Width of `1.`, `가)`, `①` …; a letter the table does not have is a full one. */
export function markWidth(mark: string): number {
  const sum = Array.from(mark).reduce((width, letter) => width + (WIDTHS.find(([like]) => like.test(letter))?.[1] ?? 1), 0);
  return Math.round(sum * 1000) / 1000;
}
