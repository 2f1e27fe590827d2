/** Footnotes that are not sound: words that stand nowhere, and numbers without words (NOTE-6 to NOTE-8). */

import * as Y from 'yjs';
import { bodyOf, MARKS, notesOf } from './schema.ts';

/** A footnote that stands nowhere, and what it says. */
export interface LostNote {
  readonly id: string;
  readonly text: string;
}

/** Those of a section. Words that stand at another place are not lost: what is moved or copied gets footnotes of its own. */
export function lostIn(section: Y.Doc, placed: readonly { readonly id: string }[]): LostNote[] {
  const ids = new Set(placed.map(({ id }) => id));
  const texts = [...notesOf(section)].flatMap(([id, text]) => (text instanceof Y.Text ? [{ id, text: text.toString().trim() }] : []));
  const seen = new Set(['', ...texts.filter(({ id }) => ids.has(id)).map(({ text }) => text)]);
  const lost: LostNote[] = [];
  for (const one of texts) {
    if (ids.has(one.id) || seen.has(one.text)) continue;
    seen.add(one.text);
    lost.push(one);
  }
  return lost;
}

type Delta = readonly { readonly attributes?: Readonly<Record<string, unknown>> }[];

function idIn(attributes: Readonly<Record<string, unknown>> | undefined): string[] {
  const note: unknown = attributes?.[MARKS.note];
  if (typeof note !== 'object' || note === null || !('id' in note)) return [];
  return typeof note.id === 'string' ? [note.id] : [];
}

/** Ids of the footnotes whose number stands in the section. */
function placedIn(section: Y.Doc): Set<string> {
  const texts = bodyOf(section).createTreeWalker((type) => type instanceof Y.XmlText) as Iterable<Y.XmlText>;
  return new Set([...texts].flatMap((text) => (text.toDelta() as Delta).flatMap(({ attributes }) => idIn(attributes))));
}

/** What the checks before 결재 올림 ask of a section's footnotes: those that stand nowhere, and how many say nothing. */
export function unsoundNotes(section: Y.Doc): { readonly lost: readonly LostNote[]; readonly silent: number } {
  const notes = notesOf(section);
  if (notes.size === 0) return { lost: [], silent: 0 };
  const placed = placedIn(section);
  const says = (id: string): boolean => {
    const text = notes.get(id);
    return text instanceof Y.Text && text.toString().trim() !== '';
  };
  return {
    lost: lostIn(
      section,
      [...placed].map((id) => ({ id })),
    ),
    silent: [...placed].filter((id) => !says(id)).length,
  };
}
