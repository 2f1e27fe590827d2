/**
 * Hangul syllables, hanja, digits and the marks of official papers laid out without the face's shaping rules: none of them speaks of these letters among
 * themselves (`lines.test.ts`), and asking costs more than drawing. Marks that stand in a row are left to the face, and so are quotation marks, which it
 * draws nearer to a full stop.
 */

import { createRequire } from 'node:module';

interface Glyph {
  readonly id: number;
  readonly advanceWidth: number;
  readonly codePoints: readonly number[];
}

interface Place {
  xAdvance: number;
  yAdvance: number;
  xOffset: number;
  yOffset: number;
  advanceWidth: number;
}

/** Letters of one word with their places, in thousandths of the letter size. */
export interface Laid {
  readonly glyphs: readonly Glyph[];
  readonly positions: readonly Place[];
  readonly advanceWidth: number;
}

/** A face in use, as the engine has it. */
export interface EngineFace {
  readonly scale: number;
  readonly font: { glyphForCodePoint: (point: number) => Glyph };
  layoutRun: (text: string, features?: unknown) => Laid;
}

/** Digits and marks that stand alone beside Hangul, and beside each other but for those that come near. */
export const ALONE_MARKS = '0123456789.,()-:;%/·「」『』~[]<>《》〈〉+=※□○ㆍ→①②③';

const escaped = (letters: string): string => letters.replaceAll(/[\]\\^-]/g, String.raw`\$&`);

/** Marks that 명조 sets nearer to each other: two in a row are left to the face. */
const NEAR = `[${escaped('.,()-/·[]:;')}]{2}`;

/** A word of letters that stand alone, and at most the space behind it. */
const ALONE = new RegExp(`^(?!.*${NEAR})[가-힣一-鿿${escaped(ALONE_MARKS)}]+ ?$`, 'u');

/** Whether a word is laid out by the widths of its glyphs alone. */
export function standsAlone(text: string): boolean {
  return ALONE.test(text);
}

/** The same places as the engine's, by the widths of the glyphs alone. */
function laid({ font, scale }: EngineFace, text: string): Laid {
  const glyphs = Array.from(text, (letter) => font.glyphForCodePoint(letter.codePointAt(0) ?? 0));
  const positions = glyphs.map((glyph) => {
    const width = glyph.advanceWidth * scale;
    return { xAdvance: width, yAdvance: 0, xOffset: 0, yOffset: 0, advanceWidth: width };
  });
  return { glyphs, positions, advanceWidth: positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0) };
}

/** Has a face lay such words out so; once is enough for all of its kind. */
function layOutQuickly(face: EngineFace): void {
  const kind = Object.getPrototypeOf(face) as EngineFace & { quick?: true };
  if (kind.quick === true) return;
  kind.quick = true;
  const engine = kind.layoutRun;
  kind.layoutRun = function layoutRun(this: EngineFace, text: string, features?: unknown) {
    return features === undefined && standsAlone(text) ? laid(this, text) : engine.call(this, text, features);
  };
}

interface EngineDocument {
  provideFont: (family: string, bold: boolean, italics: boolean) => EngineFace;
}

/** From now on the engine's faces lay words of such letters out so. */
export function letLettersStandAlone(): void {
  const { default: engine } = createRequire(import.meta.url)('pdfmake/js/PDFDocument.js') as { default: { prototype: EngineDocument } };
  const provide = engine.prototype.provideFont;
  engine.prototype.provideFont = function provideFont(this: EngineDocument, family: string, bold: boolean, italics: boolean) {
    const face = provide.call(this, family, bold, italics);
    layOutQuickly(face);
    return face;
  };
}
