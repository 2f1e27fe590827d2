/** HWPX files written by rhwp, a program of other people: what is read here was not written by the same hand. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { HwpDocument, initSync } from '@rhwp/core';

type Global = { measureTextWidth?: (font: string, text: string) => number };

/** A new document; `initSync` runs once. */
export function rhwpDocument(): HwpDocument {
  (globalThis as Global).measureTextWidth ??= (_font, text) => text.length * 10;
  const require = createRequire(import.meta.url);
  initSync({ module: readFileSync(require.resolve('@rhwp/core/rhwp_bg.wasm')) });
  const document = HwpDocument.createEmpty();
  document.createBlankDocument();
  return document;
}

/** Lines as paragraphs, then a table of the given cells. */
export function hwpxOf(lines: readonly string[], rows: readonly (readonly string[])[], change: (document: HwpDocument) => void = () => undefined): Uint8Array {
  const document = rhwpDocument();
  for (const [i, line] of lines.entries()) {
    document.insertText(0, i, 0, line);
    if (i < lines.length - 1) document.splitParagraph(0, i, Array.from(line).length);
  }
  const width = rows[0]?.length ?? 0;
  if (width > 0) {
    const last = lines.length - 1;
    document.splitParagraph(0, last, Array.from(lines[last] ?? '').length);
    const { paraIdx, controlIdx } = JSON.parse(document.createTable(0, last + 1, 0, rows.length, width)) as { paraIdx: number; controlIdx: number };
    for (const [i, text] of rows.flat().entries()) document.insertTextInCell(0, paraIdx, controlIdx, i, 0, 0, text);
  }
  change(document);
  return document.exportHwpx();
}
