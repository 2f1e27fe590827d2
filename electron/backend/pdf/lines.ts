/**
 * Lines of text written whole. The engine breaks Korean between syllables and writes each syllable as a text object of its own, with its own state and
 * matrix: a hundred pages are half a million operators. Ours writes a line as one text object, every letter at the place the engine gave it.
 */

import { createRequire } from 'node:module';

/** Where a glyph goes and how far the next one is, in thousandths of the letter size. */
interface Place {
  readonly xAdvance: number;
  readonly advanceWidth: number;
  readonly xOffset: number;
  readonly yOffset: number;
}

interface Face {
  readonly id: string;
  readonly ascender: number;
  readonly ref: () => unknown;
  readonly encode: (text: string) => readonly [readonly string[], readonly Place[]];
}

interface Inline {
  readonly text: string;
  readonly x: number;
  readonly font: Face;
  readonly fontSize: number;
  readonly color?: string;
  readonly opacity?: number;
  readonly characterSpacing?: number;
  readonly sup?: boolean;
  readonly sub?: boolean;
  readonly fontFeatures?: unknown;
  readonly link?: unknown;
  readonly linkToPage?: unknown;
  readonly linkToDestination?: unknown;
  readonly _pageNodeRef?: unknown;
}

interface Line {
  readonly inlines: readonly Inline[];
  readonly id?: string;
  readonly _outline?: unknown;
  readonly _pageNodeRef?: unknown;
  getHeight: () => number;
  getAscenderHeight: () => number;
}

interface Paper {
  readonly page: { readonly height: number; readonly fonts: Record<string, unknown> };
  opacity: (value: number) => void;
  fillColor: (colour: unknown) => void;
  resolveColor: (colour: string | undefined, other: string) => unknown;
  addContent: (text: string) => void;
}

interface Renderer {
  readonly pdfDocument: Paper;
  renderLine: (line: Line, x?: number, y?: number) => void;
}

interface Decorator {
  drawBackground: (line: Line, x: number, y: number) => void;
  drawDecorations: (line: Line, x: number, y: number) => void;
}

/** Letters of one face, size and colour on one height. */
interface Run {
  readonly font: Face;
  readonly size: number;
  readonly colour: string;
  readonly y: number;
  readonly x: number;
  /** Where the pen is, and what it wrote and skipped so far. */
  pen: number;
  hex: string;
  readonly pieces: string[];
}

/** Longest text whose glyphs are kept. */
const SHORT = 16;

const number = (value: number): string => String(Math.round(value * 1000) / 1000);

/** Whether the engine's own way is needed: targets, links, letters that are moved or set apart. */
function isPlain({ id, _outline, _pageNodeRef, inlines }: Line): boolean {
  if (id !== undefined || _outline !== undefined || _pageNodeRef !== undefined) return false;
  return inlines.every((inline) => {
    const linked = inline.link ?? inline.linkToPage ?? inline.linkToDestination ?? inline._pageNodeRef ?? inline.fontFeatures ?? null;
    return linked === null && inline.sub !== true && (inline.characterSpacing ?? 0) === 0 && (inline.opacity ?? 1) === 1;
  });
}

/** Skips from where the pen is to `x`; what is less than a thousandth of a point is nothing. */
function moveTo(run: Run, x: number): void {
  const gap = x - run.pen;
  if (Math.abs(gap) < 0.001) return;
  run.pieces.push(`<${run.hex}> ${number((-gap * 1000) / run.size)}`);
  run.hex = '';
  run.pen = x;
}

const known = new WeakMap<Face, Map<string, ReturnType<Face['encode']>>>();

/** Glyphs of a syllable or short word in a face: each is laid out, and put among the glyphs the file embeds, once. */
function encoded(face: Face, text: string): ReturnType<Face['encode']> {
  if (text.length > SHORT) return face.encode(text);
  const texts = known.get(face) ?? new Map<string, ReturnType<Face['encode']>>();
  if (texts.size === 0) known.set(face, texts);
  const found = texts.get(text) ?? face.encode(text);
  texts.set(text, found);
  return found;
}

/** Adds an inline's letters; false where one of them stands off its line (conjoining jamo): then the line is the engine's. */
function addLetters(run: Run, text: string): boolean {
  const [glyphs, places] = encoded(run.font, text.replaceAll('\n', ''));
  for (const [i, glyph] of glyphs.entries()) {
    const place = places[i];
    if (place === undefined || place.xOffset !== 0 || place.yOffset !== 0) return false;
    run.hex += glyph;
    run.pen += (place.advanceWidth * run.size) / 1000;
    if (place.xAdvance !== place.advanceWidth) moveTo(run, run.pen + ((place.xAdvance - place.advanceWidth) * run.size) / 1000);
  }
  return true;
}

/** The runs of a line at its place, or null where one letter needs the engine. */
function runsOf(line: Line, left: number, top: number): Run[] | null {
  const height = line.getHeight();
  const descent = height - line.getAscenderHeight();
  const runs: Run[] = [];
  for (const { font, fontSize: size, color: colour = 'black', sup, x, text } of line.inlines) {
    const y = top + (height - (font.ascender / 1000) * size - descent) - (sup === true ? size * 0.75 : 0) + (font.ascender / 1000) * size;
    const last = runs.at(-1);
    const follows = last !== undefined && last.font === font && last.size === size && last.colour === colour && Math.abs(last.y - y) < 1e-6;
    const run: Run = follows ? last : { font, size, colour, y, x: left + x, pen: left + x, hex: '', pieces: [] };
    if (follows) moveTo(run, left + x);
    else runs.push(run);
    if (!addLetters(run, text)) return null;
  }
  return runs;
}

function write(paper: Paper, runs: readonly Run[]): void {
  const { page } = paper;
  paper.opacity(1);
  let colour: string | null = null;
  const text: string[] = [];
  for (const run of runs.filter(({ hex, pieces }) => hex !== '' || pieces.length > 0)) {
    page.fonts[run.font.id] ??= run.font.ref();
    if (run.colour !== colour) {
      if (text.length > 0) paper.addContent(`q\n1 0 0 -1 0 ${number(page.height)} cm\nBT\n${text.splice(0).join('\n')}\nET\nQ`);
      colour = run.colour;
      paper.fillColor(paper.resolveColor(colour, 'black'));
    }
    const letters = run.hex === '' ? run.pieces : [...run.pieces, `<${run.hex}>`];
    text.push(`1 0 0 1 ${number(run.x)} ${number(page.height - run.y)} Tm`, `/${run.font.id} ${number(run.size)} Tf`, `[${letters.join(' ')}] TJ`);
  }
  if (text.length > 0) paper.addContent(`q\n1 0 0 -1 0 ${number(page.height)} cm\nBT\n${text.join('\n')}\nET\nQ`);
}

/** From now on the engine writes plain lines whole. */
export function writeLinesWhole(): void {
  const fromHere = createRequire(import.meta.url);
  const { default: renderer } = fromHere('pdfmake/js/Renderer.js') as { default: { prototype: Renderer } };
  const { default: Decorator } = fromHere('pdfmake/js/TextDecorator.js') as { default: new (paper: Paper) => Decorator };
  const engine = renderer.prototype.renderLine;
  renderer.prototype.renderLine = function renderLine(this: Renderer, line: Line, x = 0, y = 0) {
    const runs = isPlain(line) ? runsOf(line, x, y) : null;
    if (runs === null) return engine.call(this, line, x, y);
    const decorator = new Decorator(this.pdfDocument);
    decorator.drawBackground(line, x, y);
    write(this.pdfDocument, runs);
    decorator.drawDecorations(line, x, y);
  };
}
