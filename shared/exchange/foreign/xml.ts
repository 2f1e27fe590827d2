/** XML of office files as elements; document types and broken markup are refused. */

import { DOMParser, type Element, type Node } from '@xmldom/xmldom';
import { looseUtf8 } from '../../lib/decode.ts';

export type { Element } from '@xmldom/xmldom';

/** Elements nest this deep at most. */
export const DEPTH_MAX = 200;

/** The root element; null where the bytes are no well-formed XML without a document type. */
export function parseXml(bytes: Uint8Array): Element | null {
  const source = looseUtf8(bytes).replace(/^\uFEFF/, '');
  if (/<!DOCTYPE/i.test(source)) return null;
  try {
    const parser = new DOMParser({
      onError: (level, message) => {
        if (level !== 'warning') throw new Error(message);
      },
    });
    return parser.parseFromString(source, 'text/xml').documentElement;
  } catch {
    return null;
  }
}

const isElement = (node: Node): node is Element => node.nodeType === 1;

/** Child elements in their order. */
export function elementsOf(parent: Element): Element[] {
  const found: Element[] = [];
  for (let node = parent.firstChild; node !== null; node = node.nextSibling) if (isElement(node)) found.push(node);
  return found;
}

/** Name without its prefix. */
export function nameOf(element: Element): string {
  return element.localName ?? element.nodeName;
}

/** The first child of a name. */
export function childOf(parent: Element | undefined, name: string): Element | undefined {
  return parent === undefined ? undefined : elementsOf(parent).find((child) => nameOf(child) === name);
}

/** An attribute whatever its prefix, '' where there is none. */
export function attributeOf(element: Element | undefined, name: string): string {
  if (element === undefined) return '';
  const plain = element.getAttribute(name);
  if (plain !== null && plain !== '') return plain;
  for (let i = 0; i < element.attributes.length; i++) {
    const one = element.attributes.item(i);
    if (one !== null && (one.localName ?? one.name) === name) return one.value;
  }
  return '';
}

/** Every element of a name below, at any depth. */
export function allOf(root: Element, name: string): Element[] {
  const found: Element[] = [];
  const waiting: Element[] = [root];
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    if (element !== root && nameOf(element) === name) found.push(element);
    waiting.push(...elementsOf(element).toReversed());
  }
  return found;
}

/** The same, but nothing inside one that was found, nor inside one of the name `except`. */
export function outermostOf(root: Element, name: string, except = ''): Element[] {
  return elementsOf(root).flatMap((child) => {
    const own = nameOf(child);
    if (own === name) return [child];
    return own === except ? [] : outermostOf(child, name, except);
  });
}
