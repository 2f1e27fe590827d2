/**
 * Text measured and broken into lines quickly. The engine looks up some twenty properties and lays out its letters anew for every syllable, and copies what
 * is left of a paragraph for every one it puts on a line. Ours does each once for a piece, with the same numbers (`measure.test.ts`).
 */

import { createRequire } from 'node:module';

/** A syllable or word on its way to a line. */
interface Inline {
  text: string;
  width: number;
  leadingCut: number;
  trailingCut: number;
  font: object;
  fontSize: number;
  fontFeatures?: unknown;
  characterSpacing?: number | undefined;
  noWrap?: unknown;
  readonly noNewLine?: boolean;
  alignment?: unknown;
  color?: unknown;
  decoration?: unknown;
  decorationColor?: unknown;
  decorationStyle?: unknown;
  decorationThickness?: unknown;
  background?: unknown;
  link?: unknown;
  linkToPage?: unknown;
  linkToDestination?: unknown;
  opacity?: unknown;
  sup?: unknown;
  sub?: unknown;
  height?: unknown;
}

interface Inlines {
  measure: (array: Inline[], stack: unknown) => Inline[];
  widthOfText: (text: string, inline: Inline) => number;
}

interface Line {
  lastLineInParagraph: boolean;
  addInline: (inline: Inline) => void;
  getAvailableWidth: () => number;
  hasEnoughSpaceForInline: (inline: Inline, next: readonly Inline[]) => boolean;
}

interface Builder {
  readonly writer: { context: () => { readonly availableWidth: number } };
  buildNextLine: (node: { readonly _inlines?: Inline[] }) => Line | null;
}

type Property = (item: object, stack: unknown, property: string, other: unknown) => unknown;

/** The engine's classes whose methods are exchanged. */
export interface TextEngine {
  readonly inlines: { prototype: Inlines };
  readonly Line: new (width: number) => Line;
  readonly builder: { prototype: Builder };
  readonly styles: { getStyleProperty: Property };
}

/** What the engine writes on an inline from its style, named one by one: only so the machine keeps all inlines in one shape. */
function resolveLike(item: Inline, like: Inline): void {
  item.font = like.font;
  item.alignment = like.alignment;
  item.fontSize = like.fontSize;
  item.fontFeatures = like.fontFeatures;
  item.characterSpacing = like.characterSpacing;
  item.color = like.color;
  item.decoration = like.decoration;
  item.decorationColor = like.decorationColor;
  item.decorationStyle = like.decorationStyle;
  item.decorationThickness = like.decorationThickness;
  item.background = like.background;
  item.link = like.link;
  item.linkToPage = like.linkToPage;
  item.linkToDestination = like.linkToDestination;
  item.noWrap = like.noWrap;
  item.opacity = like.opacity;
  item.sup = like.sup;
  item.sub = like.sub;
  item.height = like.height;
}

/** What an inline says beside its style. */
const OWN = new Set(['text', 'lineEnd', 'noNewLine']);

/** Longest text whose width is kept: a syllable, a number, a short word. */
const SHORT = 16;

/** One inline as it came and as the engine resolved it. */
interface Like {
  readonly came: Readonly<Record<string, unknown>>;
  readonly keys: number;
  readonly resolved: Inline;
  readonly cuts: { readonly leading: boolean; readonly trailing: boolean };
}

const styleKeys = (item: object): string[] => Object.keys(item).filter((key) => !OWN.has(key));

function isLike(item: Inline, { came, keys }: Like): boolean {
  let same = 0;
  for (const key in item) {
    if (OWN.has(key)) continue;
    if ((item as unknown as Record<string, unknown>)[key] !== came[key]) return false;
    same += 1;
  }
  return same === keys;
}

/** Widths of short texts by face and size. */
function keepWidths(prototype: Inlines): void {
  const known = new WeakMap<object, Map<number, Map<string, number>>>();
  const engine = prototype.widthOfText;
  prototype.widthOfText = function widthOfText(this: Inlines, text: string, inline: Inline) {
    const { font, fontSize, fontFeatures = null, characterSpacing = 0 } = inline;
    if (text.length > SHORT || fontFeatures !== null || characterSpacing !== 0) return engine.call(this, text, inline);
    const sizes = known.get(font) ?? new Map<number, Map<string, number>>();
    if (sizes.size === 0) known.set(font, sizes);
    const widths = sizes.get(fontSize) ?? new Map<string, number>();
    if (widths.size === 0) sizes.set(fontSize, widths);
    const width = widths.get(text) ?? engine.call(this, text, inline);
    widths.set(text, width);
    return width;
  };
}

/** Writes on an inline what one like it has; only its width and the spaces at its ends are its own. */
function measureLike(inlines: Inlines, item: Inline, { resolved, cuts }: Like): void {
  resolveLike(item, resolved);
  item.width = inlines.widthOfText(item.text, item);
  const leading = cuts.leading ? /^\s+/.exec(item.text) : null;
  const trailing = cuts.trailing ? /\s+$/.exec(item.text) : null;
  item.leadingCut = leading === null ? 0 : inlines.widthOfText(leading[0], item);
  item.trailingCut = trailing === null ? 0 : inlines.widthOfText(trailing[0], item);
}

function measureByKind({ inlines: { prototype }, styles }: TextEngine): void {
  const engine = prototype.measure;
  prototype.measure = function measure(this: Inlines, array: Inline[], stack: unknown) {
    const says = (item: object, property: string): boolean => Boolean(styles.getStyleProperty(item, stack, property, false));
    if (array.some((item) => 'leadingIndent' in item) || says({}, 'leadingIndent')) return engine.call(this, array, stack);
    let like: Like | null = null;
    for (const item of array) {
      if (like !== null && isLike(item, like)) {
        measureLike(this, item, like);
        continue;
      }
      const came: Readonly<Record<string, unknown>> = { ...item };
      engine.call(this, [item], stack);
      const cuts = { leading: !says(came, 'preserveLeadingSpaces'), trailing: !says(came, 'preserveTrailingSpaces') };
      like = came['leadingCut'] === undefined ? { came, keys: styleKeys(came).length, resolved: item, cuts } : null;
    }
    return array;
  };
}

/** How many letters of a text fit into a width; one at least. */
function fitting(text: string, width: number, widthOf: (text: string) => number): number {
  let [low, high, best] = [1, text.length, 1];
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    if (widthOf(text.slice(0, middle)) <= width) [best, low] = [middle, middle + 1];
    else high = middle - 1;
  }
  return best;
}

/** Breaks an inline where it reaches over the line, and puts the rest behind it; whether it did. */
function broken(widths: Inlines, list: Inline[], at: number, room: number): boolean {
  const inline = list[at];
  if (inline === undefined || Boolean(inline.noWrap) || inline.text.length <= 1 || inline.width <= room) return false;
  const letters = fitting(inline.text, room, (text) => widths.widthOfText(text, inline));
  if (letters >= inline.text.length) return false;
  const rest = { ...inline, text: inline.text.slice(letters) };
  inline.text = inline.text.slice(0, letters);
  rest.width = widths.widthOfText(rest.text, rest);
  inline.width = widths.widthOfText(inline.text, inline);
  list.splice(at + 1, 0, rest);
  return true;
}

function buildLinesAtOnce({ inlines: { prototype: widths }, builder: { prototype }, Line }: TextEngine): void {
  prototype.buildNextLine = function buildNextLine(this: Builder, { _inlines: list = [] }: { readonly _inlines?: Inline[] }) {
    if (list.length === 0) return null;
    const line = new Line(this.writer.context().availableWidth);
    let taken = 0;
    let goesOn = false;
    for (let inline = list[0]; inline !== undefined; inline = list[taken]) {
      const next = inline.noNewLine === true ? list.slice(taken + 1) : [];
      if (!goesOn && !line.hasEnoughSpaceForInline(inline, next)) break;
      const cut = broken(widths, list, taken, line.getAvailableWidth());
      line.addInline(inline);
      goesOn = inline.noNewLine === true && !cut;
      taken += 1;
    }
    list.splice(0, taken);
    line.lastLineInParagraph = list.length === 0;
    return line;
  };
}

/** The engine's parts that measure and break, out of what `load` finds by a name inside the package. */
export function textEngine(load: (name: string) => unknown): TextEngine {
  const part = (name: string): unknown => (load(`pdfmake/js/${name}.js`) as { default: unknown }).default;
  return { inlines: part('TextInlines'), Line: part('Line'), builder: part('LayoutBuilder'), styles: part('StyleContextStack') } as TextEngine;
}

/** From now on the engine measures and breaks text so. */
export function measureQuickly(engine: TextEngine = textEngine(createRequire(import.meta.url))): void {
  keepWidths(engine.inlines.prototype);
  measureByKind(engine);
  buildLinesAtOnce(engine);
}
