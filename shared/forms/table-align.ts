/** How the cells of a table's column stand, on paper and on the sheet alike. */

/** Cells up to this many letters stand in the middle. */
const SHORT = 10;

/** By the words of a column below its head: amounts with their thousands at the right, short words in the middle, sentences at the left. */
export function columnAlignment(cells: readonly string[]): 'left' | 'center' | 'right' {
  const texts = cells.map((text) => text.trim()).filter((text) => text !== '');
  if (texts.every((text) => /^[△▲-]?[\d,.]+(?:원|천원|%)?$/.test(text)) && texts.some((text) => text.includes(','))) return 'right';
  return texts.every((text) => text.length <= SHORT) ? 'center' : 'left';
}
