/** The layout engine drops a block that fits no page without a word. Papers must not lose text: what was drawn is counted. */

import type { FormFonts } from './fonts.ts';
import type { KitDocument } from './kit.ts';

/** Not counted: spaces, and letters that may join into one glyph (Latin, conjoining jamo). */
const UNCOUNTED = /[\sA-Za-z\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]/;

type Counts = Map<string, { character: string; count: number }>;

/** Counts by glyph: two characters with one glyph (· and ‧) are one on paper. */
function createCounter(fonts: FormFonts): (counts: Counts, text: string) => void {
  const keys = new Map<string, string>();
  const keyOf = (character: string): string => {
    const known = keys.get(character);
    if (known !== undefined) return known;
    const key = fonts.regular.has(character) ? String(fonts.regular.glyph(character).id) : character;
    keys.set(character, key);
    return key;
  };
  return (counts, text) => {
    const times = new Map<string, number>();
    for (const character of text) times.set(character, (times.get(character) ?? 0) + 1);
    for (const [character, more] of times) {
      if (UNCOUNTED.test(character)) continue;
      const key = keyOf(character);
      const entry = counts.get(key) ?? { character, count: 0 };
      entry.count += more;
      counts.set(key, entry);
    }
  };
}

/** Text of the pages as their content streams show it, through each face's own glyph table. */
function drawnText(document: KitDocument): string {
  const faces = new Map(
    Object.values(document.fontCache)
      .flatMap((family) => Object.values(family))
      .map((font) => [font.id, font.unicode.map((points) => String.fromCodePoint(...points))]),
  );
  const parts: string[] = [];
  for (const page of document._pageBuffer) {
    const content = Buffer.concat(page.content.buffer).toString('latin1');
    let glyphs: readonly string[] = [];
    for (const [, face, hex = ''] of content.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9a-f]+)>/g)) {
      if (face !== undefined) glyphs = faces.get(face) ?? [];
      for (let i = 0; i < hex.length; i += 4) parts.push(glyphs[Number.parseInt(hex.slice(i, i + 4), 16)] ?? '');
    }
  }
  return parts.join('');
}

/** Characters of the text that the pages show less often than the text has them; empty where nothing was lost. */
export function lostCharacters(document: KitDocument, text: string, fonts: FormFonts): string[] {
  const count = createCounter(fonts);
  const [asked, drawn]: [Counts, Counts] = [new Map(), new Map()];
  count(asked, text);
  count(drawn, drawnText(document));
  return Array.from(asked)
    .filter(([key, entry]) => (drawn.get(key)?.count ?? 0) < entry.count)
    .map(([, entry]) => entry.character);
}
