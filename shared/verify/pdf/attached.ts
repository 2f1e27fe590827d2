/** Files inside a PDF (ISO 32000-1 §7.11.4): what the paper was drawn from, to be held against what the trail says. */

import { equalBytes, fromUtf8 } from '../../lib/bytes.ts';
import { canonicalBytes } from '../../trail/canonical.ts';
import type { Entry } from '../../trail/entry.ts';
import { dictOf, textOf } from './changes.ts';
import { PdfSyntaxError } from './objects.ts';
import { openPdf, type PdfFile } from './file.ts';
import { dataOf } from './xref.ts';

/** The embedded files by name, as they stand after the last revision; one that cannot be read is left out. */
export function attachedFiles(file: PdfFile): ReadonlyMap<string, Uint8Array> {
  const found = new Map<string, Uint8Array>();
  const objects = file.states.at(-1) ?? new Map<number, never>();
  for (const object of objects.values()) {
    const spec = dictOf(object);
    const places = spec?.entries.get('EF');
    const place = places?.type === 'dict' ? places.entries.get('F') : undefined;
    const name = textOf(spec?.entries.get('UF')) ?? textOf(spec?.entries.get('F'));
    const stored = place?.type === 'reference' ? objects.get(place.number) : undefined;
    const dict = dictOf(stored);
    if (name === null || stored === undefined || dict === null) continue;
    try {
      found.set(name, dataOf({ text: file.text, at: stored.start }, stored, dict));
    } catch (error) {
      if (!(error instanceof PdfSyntaxError)) throw error;
    }
  }
  return found;
}

/** How many entries an embedded trail has; 0 where it is none. */
function countOf(begun: Uint8Array): number {
  try {
    const read: unknown = JSON.parse(fromUtf8(begun) ?? '');
    return Array.isArray(read) ? read.length : 0;
  } catch {
    return 0;
  }
}

/** Whether the paper was drawn from what was decided: its source is the fixed content, its trail the begin of the trail (DESIGN §9). */
export function attachedAgree(pdf: Uint8Array, document: Uint8Array | undefined, trail: readonly Entry[]): boolean {
  const file = openPdf(pdf);
  const inside = file === null ? new Map<string, Uint8Array>() : attachedFiles(file);
  const [source, begun] = [inside.get('document.json'), inside.get('trail.json')];
  if (source === undefined || begun === undefined || document === undefined) return false;
  const count = countOf(begun);
  return count > 0 && count <= trail.length && equalBytes(source, document) && equalBytes(begun, canonicalBytes(trail.slice(0, count)));
}
