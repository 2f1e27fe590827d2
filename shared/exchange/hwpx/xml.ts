/** XML of OWPML as text: every value escaped, signs XML forbids left out. */

/** Namespaces of a root element. */
export const NAMESPACES = [
  ['ha', 'app'],
  ['hp', 'paragraph'],
  ['hs', 'section'],
  ['hc', 'core'],
  ['hh', 'head'],
]
  .map(([prefix, name]) => `xmlns:${prefix}="http://www.hancom.co.kr/hwpml/2011/${name}"`)
  .join(' ');

/** First line of every part. */
export const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** Text or an attribute's value. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

/** An element with attributes and what stands in it. */
export function element(name: string, attributes: Readonly<Record<string, string | number>>, ...inside: readonly string[]): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join('');
  return inside.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${inside.join('')}</${name}>`;
}
