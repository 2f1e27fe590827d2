/** Footnotes that came to stand nowhere: their letter was taken out, or two were put behind the same one at the same moment. Their words are still in the room. */

import { ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { notesOf } from '../../../shared/collab/schema.ts';

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

/** Lost ones that this person is told of: they stood before, and were lost by an act of this person, or are this person's own. */
export function newlyLost(section: Y.Doc, before: readonly { readonly id: string }[], lost: readonly LostNote[], own: boolean): readonly LostNote[] {
  const stood = new Set(before.map(({ id }) => id));
  const mine = `${section.clientID.toString(36)}-`;
  return lost.filter(({ id }) => stood.has(id) && (own || id.startsWith(mine)));
}

/** Takes the words of a footnote out of the room; undo brings them back. */
export function dropNote(section: Y.Doc, id: string): void {
  section.transact(() => notesOf(section).delete(id), ySyncPluginKey);
}
