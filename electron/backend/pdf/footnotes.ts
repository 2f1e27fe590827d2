/**
 * Footnotes at the foot of the page where their numbers stand. The engine knows no footnotes: a paper with some is laid out again until every page keeps as
 * much room as its own need. Where a page would have to give most of itself, all of them stand behind the text instead.
 */

import type { PaperPrint, PrintNote } from '../../../shared/forms/print-model.ts';
import type { FormFonts } from './fonts.ts';
import type { KitDocument, Piece } from './kit.ts';
import { BODY, BODY_LEADING, hanging, leading, lineHeight, rule, UNIT, words } from './page.ts';
import type { Sheet } from './sheet.ts';

const SIZE = 9.5;
const LEADING = 1.4;
/** Above and below the rule over the notes. */
const GAP = 10;
/** The share of a page that its notes may take. */
const MOST = 0.6;
/** Letters of a raised number are this part of those around them (pdfmake's `sup`). */
const RAISED = 0.58;

/** What stands at the foot of each page, from the first. */
export type Feet = readonly (readonly PrintNote[])[];

/** All footnotes of a paper. */
export function notesOf(print: PaperPrint): PrintNote[] {
  return print.body.flatMap((part) => (part.type === 'picture' ? [] : part.notes));
}

const frontWidth = (mark: string, fonts: FormFonts): number => fonts.regular.width(mark, SIZE) + UNIT * 0.6;

/** Lines of a text in a width: broken between syllables and at blanks, as the engine breaks them, rather one too many. */
function linesOf(text: string, width: number, fonts: FormFonts): number {
  let [lines, used] = [1, 0];
  for (const word of text.match(/[ᄀ-ᇿ㄰-㆏가-힣一-鿿][,.)」』”’]*|[^\sᄀ-ᇿ㄰-㆏가-힣一-鿿]+|\s+/gu) ?? []) {
    const wide = fonts.bold.width(word, SIZE);
    if (used + wide > width && used > 0) [lines, used] = [lines + Math.max(1, Math.ceil(wide / width)), word.trim() === '' ? 0 : wide % width];
    else used += wide;
  }
  return lines;
}

/** Height of what stands at one foot; 0 where nothing does. */
export function footHeight(notes: readonly PrintNote[], fonts: FormFonts): number {
  if (notes.length === 0) return 0;
  const lines = notes.reduce((sum, { mark, text }) => sum + linesOf(text, (fonts.sheet.width - frontWidth(mark, fonts)) * 0.985, fonts), 0);
  return GAP + lines * lineHeight(SIZE, LEADING) + notes.length * 1.5;
}

/** The notes of a foot under their rule. */
export function footPieces(notes: readonly PrintNote[], fonts: FormFonts): Piece[] {
  if (notes.length === 0) return [];
  const short = {
    canvas: [{ type: 'line', x1: 0, y1: 0, x2: fonts.sheet.width * 0.3, y2: 0, lineWidth: 0.5, lineColor: '#000000' }],
    margin: [0, 3, 0, GAP - 4],
  };
  const lines = notes.map(({ mark, text }) => ({
    ...hanging({ text: words(fonts, mark, LEADING) }, frontWidth(mark, fonts), { text: words(fonts, text, LEADING) }, [0, 0, 0, 1.5]),
    fontSize: SIZE,
    ...leading(LEADING),
  }));
  return [short, ...lines];
}

/** All notes behind the text, where a page would have no room for its own. */
export function endPieces(notes: readonly PrintNote[], fonts: FormFonts): Piece[] {
  return [rule(fonts.sheet, 0.5, 10, 4), ...footPieces(notes, fonts).slice(1)];
}

/** Sizes of letters that only raised numbers have: in lines and in tables. */
const RAISED_SIZES = [BODY, 10.5].map((size) => size * RAISED);

/** Where a number stands: its page from 0, and how far below the page's upper edge. */
interface MarkPlace {
  readonly page: number;
  readonly top: number;
}

/** Places of the numbers, from the letters the pages show: the first where a table's head stands on several. */
export function placesOf(document: KitDocument, marks: readonly string[], { page: sheet }: Sheet): Map<string, MarkPlace> {
  const faces = new Map(
    Object.values(document.fontCache)
      .flatMap((family) => Object.values(family))
      .map((font) => [font.id, font.unicode]),
  );
  const wanted = new Set(marks);
  const found = new Map<string, MarkPlace>();
  document._pageBuffer.forEach((page, index) => {
    const content = Buffer.concat(page.content.buffer).toString('latin1');
    let glyphs: readonly (readonly number[])[] = [];
    let [raised, top, shown] = [false, 0, ''];
    for (const [, y, face, size, hex = ''] of content.matchAll(/[\d.-]+ ([\d.-]+) Tm|\/(F\d+) ([\d.]+) Tf|<([0-9a-f]+)>/g)) {
      if (y !== undefined) [top, shown] = [sheet.height - Number(y), ''];
      if (face !== undefined) {
        glyphs = faces.get(face) ?? [];
        raised = RAISED_SIZES.some((one) => Math.abs(one - Number(size)) < 0.01);
      }
      for (let i = 0; raised && i < hex.length; i += 4) shown += String.fromCodePoint(...(glyphs[Number.parseInt(hex.slice(i, i + 4), 16)] ?? []));
      if (wanted.has(shown) && !found.has(shown)) found.set(shown, { page: index, top });
    }
  });
  return found;
}

/** What stands at each foot, as the numbers lie on the pages of a layout. */
export function feetOf(document: KitDocument, notes: readonly PrintNote[], places: ReadonlyMap<string, MarkPlace>): Feet {
  const feet: PrintNote[][] = document._pageBuffer.map(() => []);
  // A number that is not found would be lost text: it goes to the last page, and the count of letters tells whether it was drawn.
  for (const note of notes) feet[places.get(note.mark)?.page ?? feet.length - 1]?.push(note);
  return feet;
}

/**
 * How the pages will end once each keeps room for its notes: the text is one stream, of which this layout tells where the numbers stand. A line whose note does
 * not fit below it begins the next page. Only a guess, because lines and rows are whole: the next layout shows.
 */
export function foreseen(
  notes: readonly PrintNote[],
  places: ReadonlyMap<string, MarkPlace>,
  room: readonly number[],
  fonts: FormFonts,
): { feet: Feet; room: number[] } {
  const line = lineHeight(BODY, BODY_LEADING);
  const { height, margin } = fonts.sheet;
  const heldBefore = (page: number): number => Array.from({ length: page }, (_, i) => height - (room[i] ?? 0)).reduce((sum, one) => sum + one, 0);
  const feet: PrintNote[][] = [[]];
  const kept: number[] = [];
  let start = 0;
  for (const note of notes) {
    const place = places.get(note.mark);
    if (place === undefined) continue;
    const at = heldBefore(place.page) + place.top - margin.top - line;
    for (let tries = 0; ; tries++) {
      const foot = feet.at(-1) ?? [];
      if (
        at + line <= start + height - footHeight([...foot, note], fonts) ||
        (foot.length === 0 && at <= start) ||
        tries > places.size + feet.length + at / height
      ) {
        foot.push(note);
        break;
      }
      const end = Math.min(start + height - footHeight(foot, fonts), Math.max(at, start + line));
      kept.push(height - (end - start));
      start = end;
      feet.push([]);
    }
  }
  return { feet, room: [...kept, footHeight(feet.at(-1) ?? [], fonts)] };
}

/** Whether no foot takes too much of its page. */
export function footsFit(feet: Feet, fonts: FormFonts): boolean {
  return feet.every((notes) => footHeight(notes, fonts) <= fonts.sheet.height * MOST);
}

/** From the lower edge of the text down to the page number, which stands half of the lower edge, 10 mm, above the edge of the sheet (규칙 §18). */
const numberAt = ({ margin }: Sheet): number => margin.bottom / 2 - 10;

/** Foot of a page above its number. */
export function footer(notes: readonly PrintNote[], number: Piece, fonts: FormFonts): Piece {
  if (notes.length === 0) return { ...number, margin: [0, numberAt(fonts.sheet), 0, 0] };
  const height = footHeight(notes, fonts);
  return {
    stack: [
      { stack: footPieces(notes, fonts), margin: [fonts.sheet.margin.left, -height, fonts.sheet.margin.right, 0] },
      { ...number, absolutePosition: { x: 0, y: numberAt(fonts.sheet) } },
    ],
  };
}
