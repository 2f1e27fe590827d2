/** The form's fonts: Noto Sans KR (OFL-1.1) as TrueType, covering Hangul, hanja and old jamo; Noto Sans Math for the range mark ∼ it lacks. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fontkit from '@cantoo/fontkit';

/** What is asked of a font: which characters it draws, and how wide a text is. */
export interface FormFont {
  readonly path: string;
  readonly has: (character: string) => boolean;
  /** Width in points at a size in points. */
  readonly width: (text: string, size: number) => number;
}

/** Regular and bold. */
export interface FormFonts {
  readonly regular: FormFont;
  readonly bold: FormFont;
  readonly symbols: FormFont;
}

function openFont(path: string): FormFont {
  const font = fontkit.create(readFileSync(path));
  return {
    path,
    has: (character) => font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0),
    width: (text, size) => (font.layout(text).advanceWidth / font.unitsPerEm) * size,
  };
}

/** Opens both faces from the installed font package. */
export function openFormFonts(): FormFonts {
  const require = createRequire(import.meta.url);
  const base = '@expo-google-fonts/noto-sans-kr';
  return {
    regular: openFont(require.resolve(`${base}/400Regular/NotoSansKR_400Regular.ttf`)),
    bold: openFont(require.resolve(`${base}/700Bold/NotoSansKR_700Bold.ttf`)),
    symbols: openFont(require.resolve('@expo-google-fonts/noto-sans-math/400Regular/NotoSansMath_400Regular.ttf')),
  };
}

/** Characters of the text that no face draws, each once. Spaces and line ends are never missing. */
export function missingGlyphs(fonts: FormFonts, text: string): string[] {
  return [...new Set(text)].filter((character) => !/\s/.test(character) && !fonts.regular.has(character) && !fonts.symbols.has(character));
}

/** The text in pieces that one face each can draw; null where the form's own face draws all of it. */
export function splitByFace(fonts: FormFonts, text: string): { readonly text: string; readonly symbols: boolean }[] | null {
  const pieces: { text: string; symbols: boolean }[] = [];
  for (const character of text) {
    const symbols = !/\s/.test(character) && !fonts.regular.has(character);
    const last = pieces.at(-1);
    if (last?.symbols === symbols) last.text += character;
    else pieces.push({ text: character, symbols });
  }
  return pieces.some((piece) => piece.symbols) ? pieces : null;
}
