/** Footnotes that came to stand nowhere: their letter was taken out, or two were put behind the same one at the same moment. Their words are still in the room. */

import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import type { LostNote } from '../../../shared/collab/lost-notes.ts';
import { notesOf } from '../../../shared/collab/schema.ts';

export { lostIn, type LostNote } from '../../../shared/collab/lost-notes.ts';

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
