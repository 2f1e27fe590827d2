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
  readonly lineEnd?: boolean | undefined;
  readonly noNewLine?: boolean | undefined;
  readonly noWrap?: unknown;
  readonly font: object;
  readonly fontSize: number;
  readonly fontFeatures?: unknown;
  readonly characterSpacing?: number;
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

/** What an inline has for itself; all else comes from its style. */
const OWN = new Set(['text', 'lineEnd', 'noNewLine', 'width', 'leadingCut', 'trailingCut', 'x']);

/** Longest text whose width is kept: a syllable, a number, a short word. */
const SHORT = 16;

/** Styles of a face that are kept. */
const KINDS = 32;

/** Makes inlines that inherit their style: a hundred pages have a hundred thousand of them, and few styles. */
type Kind = new (of: Inline, width: number, leadingCut: number, trailingCut: number) => Inline;

/** A style, as the inline that came with it and as the engine resolved it. */
interface Style {
  readonly came: object;
  readonly keys: number;
  readonly resolved: Inline;
  readonly Kind: Kind;
  readonly cuts: { readonly leading: boolean; readonly trailing: boolean };
}

const styleKeys = (item: object): string[] => Object.keys(item).filter((key) => !OWN.has(key));

/** Whether an inline has the style of another, whose style has so many keys. */
function isLike(item: object, other: object, keys: number): boolean {
  let same = 0;
  for (const key in item) {
    if (OWN.has(key)) continue;
    if ((item as Record<string, unknown>)[key] !== (other as Record<string, unknown>)[key]) return false;
    same += 1;
  }
  return same === keys;
}

function makeKind(measured: Inline): Kind {
  const style = Object.fromEntries(styleKeys(measured).map((key) => [key, Reflect.get(measured, key) as unknown]));
  class Light {
    text: string;
    x = 0;
    width: number;
    leadingCut: number;
    trailingCut: number;
    lineEnd: boolean | undefined;
    noNewLine: boolean | undefined;
    constructor(of: Inline, width: number, leadingCut: number, trailingCut: number) {
      this.text = of.text;
      this.width = width;
      this.leadingCut = leadingCut;
      this.trailingCut = trailingCut;
      this.lineEnd = of.lineEnd;
      this.noNewLine = of.noNewLine;
    }
  }
  Object.setPrototypeOf(Light.prototype, style);
  return Light as unknown as Kind;
}

/** Kinds by face, each style once. */
function createKinds(): (measured: Inline) => Kind {
  const known = new WeakMap<object, { readonly measured: Inline; readonly Kind: Kind }[]>();
  return (measured) => {
    const kinds = known.get(measured.font) ?? [];
    const found = kinds.find((one) => isLike(one.measured, measured, styleKeys(measured).length));
    if (found !== undefined) return found.Kind;
    const Kind = makeKind(measured);
    known.set(measured.font, [...kinds.slice(-KINDS), { measured, Kind }]);
    return Kind;
  };
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

/** An inline of a known style; only its width and the spaces at its ends are measured. */
function measureLike(inlines: Inlines, item: Inline, { resolved, Kind, cuts }: Style): Inline {
  const widthOf = (text: string): number => inlines.widthOfText(text, resolved);
  const leading = cuts.leading ? /^\s+/.exec(item.text) : null;
  const trailing = cuts.trailing ? /\s+$/.exec(item.text) : null;
  return new Kind(item, widthOf(item.text), leading === null ? 0 : widthOf(leading[0]), trailing === null ? 0 : widthOf(trailing[0]));
}

function measureByKind({ inlines: { prototype }, styles }: TextEngine): void {
  const engine = prototype.measure;
  const kindOf = createKinds();
  prototype.measure = function measure(this: Inlines, array: Inline[], stack: unknown) {
    const says = (item: object, property: string): boolean => Boolean(styles.getStyleProperty(item, stack, property, false));
    if (array.some((item) => 'leadingIndent' in item) || says({}, 'leadingIndent')) return engine.call(this, array, stack);
    let style: Style | null = null;
    return array.map((item) => {
      if (style === null || !isLike(item, style.came, style.keys)) {
        const came = { ...item };
        engine.call(this, [item], stack);
        const cuts = { leading: !says(came, 'preserveLeadingSpaces'), trailing: !says(came, 'preserveTrailingSpaces') };
        style = { came, keys: styleKeys(came).length, resolved: item, Kind: kindOf(item), cuts };
      }
      return measureLike(this, item, style);
    });
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
  const rest = Object.assign(Object.create(Object.getPrototypeOf(inline) as object) as Inline, inline, { text: inline.text.slice(letters) });
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
