/** Numbering and styles of a DOCX: which paragraphs are items or marked lines, which is the title, which letters a style makes bold. */

import { bulletOf } from './hwpx-styles.ts';
import type { Given } from './paper.ts';
import { allOf, attributeOf, childOf, elementsOf, nameOf, type Element } from './xml.ts';

/** A paragraph style as far as it matters here. */
export interface DocxStyle {
  readonly title: boolean;
  readonly heading: boolean;
  readonly numbering: { readonly list: string; readonly depth: number } | null;
}

/** Styles by id, and the mark of each list and depth. */
export interface DocxStyles {
  readonly styles: ReadonlyMap<string, DocxStyle>;
  readonly given: (list: string, depth: number) => Given | null;
}

/** A property that is on where it stands, unless it says no. */
export function isOn(properties: Element | undefined, name: string): boolean {
  const element = childOf(properties, name);
  return element !== undefined && !['0', 'false', 'off', 'none'].includes(attributeOf(element, 'val'));
}

/** List and depth of paragraph properties; list `0` takes a style's numbering away. */
export function numberingOf(properties: Element | undefined): { list: string; depth: number } | null {
  const numbering = childOf(properties, 'numPr');
  if (numbering === undefined) return null;
  return { list: attributeOf(childOf(numbering, 'numId'), 'val'), depth: Number(attributeOf(childOf(numbering, 'ilvl'), 'val')) || 0 };
}

function styleOf(id: string, all: ReadonlyMap<string, Element>, seen: number): DocxStyle {
  const element = all.get(id);
  if (element === undefined || seen > 20) return { title: false, heading: false, numbering: null };
  const below = styleOf(attributeOf(childOf(element, 'basedOn'), 'val'), all, seen + 1);
  const name = attributeOf(childOf(element, 'name'), 'val').toLowerCase();
  return {
    title: /^(?:title|제목)$/.test(name),
    heading: /^(?:heading \d|제목 \d|개요 \d)/.test(name) || below.heading,
    numbering: numberingOf(childOf(element, 'pPr')) ?? below.numbering,
  };
}

function levelsOf(abstract: Element): Map<number, Given | null> {
  const levels = elementsOf(abstract).filter((one) => nameOf(one) === 'lvl');
  return new Map(
    levels.map((level) => {
      const depth = Number(attributeOf(level, 'ilvl')) || 0;
      const format = attributeOf(childOf(level, 'numFmt'), 'val');
      const sign = attributeOf(childOf(level, 'lvlText'), 'val');
      if (format === 'none') return [depth, null] as const;
      return [depth, format === 'bullet' ? bulletOf(sign, depth) : ({ kind: 'item', level: Math.min(8, depth + 1) } as const)] as const;
    }),
  );
}

/** Reads `styles.xml` and `numbering.xml`; each may be missing. */
export function docxStyles(styles: Element | null, numbering: Element | null): DocxStyles {
  const elements = new Map((styles === null ? [] : allOf(styles, 'style')).map((one) => [attributeOf(one, 'styleId'), one]));
  const abstracts = new Map((numbering === null ? [] : allOf(numbering, 'abstractNum')).map((one) => [attributeOf(one, 'abstractNumId'), levelsOf(one)]));
  const lists = new Map(
    (numbering === null ? [] : allOf(numbering, 'num')).map((one) => [
      attributeOf(one, 'numId'),
      abstracts.get(attributeOf(childOf(one, 'abstractNumId'), 'val')),
    ]),
  );
  return {
    styles: new Map([...elements.keys()].map((id) => [id, styleOf(id, elements, 0)])),
    given: (list, depth) => lists.get(list)?.get(depth) ?? null,
  };
}
