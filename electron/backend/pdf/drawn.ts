/** The layout engine drops a block that fits no page without a word. Papers must not lose text: what was drawn is counted. */

import type { Face } from '../../../shared/collab/content.ts';
import { formDraws, type FormFonts } from './fonts.ts';
import type { KitDocument } from './kit.ts';

/** Not counted: spaces, and letters that may join into one glyph (Latin, conjoining jamo). */
const UNCOUNTED = /[\sA-Za-z\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]/;

type Counts = Map<string, { character: string; count: number }>;

/** What a face draws, or the face of marks. */
type DrawnBy = Face | 'symbols';

const FAMILIES: Readonly<Record<string, DrawnBy>> = { Form: 'sans', Serif: 'serif', Symbols: 'symbols' };

/** A text of the paper and the faces it is set in. */
export interface AskedText {
  readonly text: string;
  readonly fonts: FormFonts;
}

/** Counts by face and glyph: two characters with one glyph (· and ‧) are one on paper, and no two faces share the same ones. */
function createCounter(fonts: FormFonts): (counts: Counts, text: string) => void {
  const keys = new Map<string, string>();
  const keyOf = (character: string): string => {
    const known = keys.get(character);
    if (known !== undefined) return known;
    const key = formDraws(fonts, character) ? `${fonts.face} ${fonts.regular.glyph(character).id}` : character;
    keys.set(character, key);
    return key;
  };
  return counterOf(keyOf);
}

/** Counts the letters of texts under a key of each. */
function counterOf(keyOf: (character: string) => string): (counts: Counts, text: string) => void {
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

/** Text of the pages by what drew it, as their content streams show it, through each face's own glyph table. */
function drawnText(document: KitDocument): Map<DrawnBy, string> {
  const faces = new Map(
    Object.entries(document.fontCache).flatMap(([family, styles]) =>
      Object.values(styles).map(
        (font) => [font.id, { by: FAMILIES[family] ?? 'sans', glyphs: font.unicode.map((points) => String.fromCodePoint(...points)) }] as const,
      ),
    ),
  );
  const parts = new Map<DrawnBy, string[]>();
  for (const page of document._pageBuffer) {
    const content = Buffer.concat(page.content.buffer).toString('latin1');
    let glyphs: readonly string[] = [];
    let into: string[] = [];
    for (const [, face, hex = ''] of content.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9a-f]+)>/g)) {
      if (face !== undefined) {
        const found = faces.get(face);
        glyphs = found?.glyphs ?? [];
        into = parts.get(found?.by ?? 'sans') ?? [];
        parts.set(found?.by ?? 'sans', into);
      }
      for (let i = 0; i < hex.length; i += 4) into.push(glyphs[Number.parseInt(hex.slice(i, i + 4), 16)] ?? '');
    }
  }
  return new Map([...parts].map(([by, letters]) => [by, letters.join('')]));
}

/** Characters of the texts that the pages show less often than the texts have them; empty where nothing was lost. */
export function lostCharacters(document: KitDocument, texts: readonly AskedText[]): string[] {
  const [asked, drawn]: [Counts, Counts] = [new Map(), new Map()];
  const shown = drawnText(document);
  for (const { text, fonts } of texts) createCounter(fonts)(asked, text);
  for (const fonts of new Map(texts.map((one) => [one.fonts.face, one.fonts])).values()) createCounter(fonts)(drawn, shown.get(fonts.face) ?? '');
  counterOf((character) => character)(drawn, shown.get('symbols') ?? '');
  return Array.from(asked)
    .filter(([key, entry]) => (drawn.get(key)?.count ?? 0) < entry.count)
    .map(([, entry]) => entry.character);
}
