/** The sheet a paper is drawn on: A4, or for 큰글자 an A4 seen through a glass. Lengths in points. */

/** Millimetres to points. */
export function mm(value: number): number {
  return (value * 72) / 25.4;
}

const A4 = { width: 595.28, height: 841.89 } as const;
/** 위 20, 좌우 20; the lower 20 mm hold the page number 10 mm above the edge. */
const EDGE = mm(20);
/** The smallest letters of the forms have 9 points; 큰글자 has 13 (규칙 별표 5). */
const GLASS = 13 / 9;

/** A sheet as the layout sees it: its edges and what is left for text. `scale` makes it A4; no letter is below `least`. */
export interface Sheet {
  readonly scale: number;
  readonly page: { readonly width: number; readonly height: number };
  readonly margin: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
  readonly width: number;
  readonly height: number;
  readonly least: number;
}

function sheetOf(scale: number, least: number): Sheet {
  const page = { width: A4.width / scale, height: A4.height / scale };
  const edge = EDGE / scale;
  const margin = { left: edge, top: edge, right: edge, bottom: edge };
  return { scale, page, margin, width: page.width - edge - edge, height: page.height - edge - edge, least };
}

/** A4 with the margins of the forms. */
export const SHEET = sheetOf(1, 0);
/** 큰글자: the same letters on a smaller sheet, which is then drawn as large as A4. */
export const LARGE_SHEET = sheetOf(GLASS, 13 / GLASS);
/** The box every page is drawn in. */
export const MEDIA_BOX = [0, 0, A4.width, A4.height] as const;
